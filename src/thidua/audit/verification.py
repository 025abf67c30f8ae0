"""Recomputes history. Everything an inspector needs; `docs/operations/history.md` says how to do it without us."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.audit.chain import GENESIS, next_hash
from thidua.audit.models import AuditEntry, ChainHead

COLUMNS = ("agency_id", "number", "action", "object_kind", "object_id", "payload", "previous_hash", "hash")


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry of a chain that does not hold, and why."""

    agency: int
    number: int
    why: str


@dataclass(slots=True)
class Verification:
    """What was recomputed: entries per chain, the head of each, the first break of each broken chain."""

    entries: dict[int, int] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    breaks: list[Break] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether every chain is whole."""
        return not self.breaks


def verify_history() -> Verification:
    """Walk every chain once, in constant memory."""
    result = Verification()
    broken: set[int] = set()
    number, head = 0, GENESIS
    agency: int | None = None
    for row in _rows():
        if row[0] != agency:
            agency, number, head = row[0], 0, GENESIS
            result.entries[agency] = 0
        result.entries[agency] += 1
        if agency in broken:
            continue
        number += 1
        if why := _why_broken(row, number, head):
            broken.add(agency)
            result.breaks.append(Break(agency, row[1], why))
            continue
        head = row[7]
        result.heads[agency] = head
    _compare_heads(result, broken)
    return result


def _rows() -> Iterator[tuple[int, int, str, str, int | None, str, str, str]]:
    entries = AuditEntry.objects.order_by("agency_id", "number").values_list(*COLUMNS)
    yield from entries.iterator(chunk_size=5000)


def _why_broken(row: tuple[int, int, str, str, int | None, str, str, str], number: int, head: str) -> str:
    agency, at_number, action, object_kind, object_id, payload, previous_hash, digest = row
    if at_number != number:
        return f"entry {number} is missing"
    if previous_hash != head:
        return "it does not follow the entry before it"
    if next_hash(previous_hash, payload) != digest:
        return "its content does not have the hash it carries"
    said = json.loads(payload)
    columns = {"chain": agency, "number": at_number, "action": action, "kind": object_kind, "id": object_id}
    told = {
        "chain": said["chain"],
        "number": said["number"],
        "action": said["action"],
        "kind": said["object"]["kind"],
        "id": said["object"]["id"],
    }
    return "" if columns == told else "its columns do not say what its content says"


def _compare_heads(result: Verification, broken: set[int]) -> None:
    for head in ChainHead.objects.exclude(pk__in=broken).order_by("pk"):
        count = result.entries.get(head.agency_id, 0)
        if head.number != count:
            result.breaks.append(Break(head.agency_id, count + 1, "entries are missing at the end"))
        elif count and result.heads[head.agency_id] != head.hash:
            result.breaks.append(Break(head.agency_id, count, "the kept head is not the last entry's hash"))
