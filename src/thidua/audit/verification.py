"""Recomputes history. Everything an inspector needs; `docs/operations/history.md` says how to do it without us."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from thidua.audit.chain import GENESIS, next_hash
from thidua.audit.models import AuditEntry, ChainHead
from thidua.audit.services import search_keys


class Row(NamedTuple):
    """An entry as it lies in the database."""

    agency_id: int
    number: int
    at: datetime
    user_id: int | None
    action: str
    object_kind: str
    object_id: int | None
    who_key: str
    what_key: str
    payload: str
    previous_hash: str
    hash: str


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
        if row.agency_id != agency:
            agency, number, head = row.agency_id, 0, GENESIS
            result.entries[agency] = 0
        result.entries[agency] += 1
        if agency in broken:
            continue
        number += 1
        if why := _why_broken(row, number, head):
            broken.add(agency)
            result.breaks.append(Break(agency, row.number, why))
            continue
        head = row.hash
        result.heads[agency] = head
    _compare_heads(result, broken)
    return result


def _rows() -> Iterator[Row]:
    entries = AuditEntry.objects.order_by("agency_id", "number").values_list(*Row._fields)
    yield from map(Row._make, entries.iterator(chunk_size=5000))


def _why_broken(row: Row, number: int, head: str) -> str:
    if row.number != number:
        return f"entry {number} is missing"
    if row.previous_hash != head:
        return "it does not follow the entry before it"
    if next_hash(row.previous_hash, row.payload) != row.hash:
        return "its content does not have the hash it carries"
    if _columns(row) != _told(json.loads(row.payload)):
        return "its columns do not say what its content says"
    return ""


def _columns(row: Row) -> tuple[object, ...]:
    """What the columns repeat of the content: all of it, or an act could be hidden from whoever looks for it."""
    kept = (row.agency_id, row.number, row.at, row.user_id, row.action, row.object_kind, row.object_id)
    return (*kept, row.who_key, row.what_key)


def _told(said: dict[str, Any]) -> tuple[object, ...]:
    actor, thing = said["actor"], said["object"]
    told = (said["chain"], said["number"], datetime.fromisoformat(said["at"]), actor.get("user"), said["action"])
    return (*told, thing["kind"], thing["id"], *search_keys(actor, thing["title"]))


def _compare_heads(result: Verification, broken: set[int]) -> None:
    """Each chain ends where its kept head says; one without a kept head may have lost its end together with it."""
    heads = {head.agency_id: head for head in ChainHead.objects.all()}
    for agency in sorted({*heads, *result.entries} - broken):
        head, count = heads.get(agency), result.entries.get(agency, 0)
        if head is None:
            result.breaks.append(Break(agency, count, "the kept head of the chain is gone"))
        elif head.number != count:
            result.breaks.append(Break(agency, count + 1, "entries are missing at the end"))
        elif count and result.heads[agency] != head.hash:
            result.breaks.append(Break(agency, count, "the kept head is not the last entry's hash"))
