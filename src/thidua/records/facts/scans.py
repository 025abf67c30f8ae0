"""Decisions that lines on record rest on, and the lines of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet

from thidua.common.references import Reference
from thidua.core.vietnam.names import fold
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.models import Evidence
from thidua.documents.queries import evidence_of
from thidua.records.queries import Line

_BATCH = 500


@dataclass(frozen=True, slots=True)
class NamedDecision:
    """A decision as lines name it, letter by letter: number, day, issuer. `line`: one of its `lines`."""

    number: str
    day: PartialDate
    issuer: str
    line: Reference
    lines: int


def decisions_in(lines: Mapping[str, QuerySet[Any]], text: str = "") -> list[NamedDecision]:
    """Every decision on which lines of these kinds rest; `text` is looked for in its number and issuer."""
    found: dict[tuple[int, str, str, str], NamedDecision] = {}
    sought = fold(text)
    for kind, rows in lines.items():
        named = rows.exclude(decision_number="").order_by()
        told = named.values_list("agency_id", "decision_number", "decided_on", "issuer")
        for agency, number, day, issuer, count, first in told.annotate(Count("pk"), Min("pk")):
            if sought and sought not in fold(f"{number} {issuer}"):
                continue
            key = agency, number, day, issuer
            before = found.get(key)
            line, others = (before.line, before.lines) if before else (Reference(kind, first), 0)
            found[key] = NamedDecision(number, PartialDate.parse(day), issuer, line, others + count)
    return list(found.values())


def latest_first(decisions: Iterable[NamedDecision]) -> list[NamedDecision]:
    """By day, the latest first; of one day by number."""
    return sorted(sorted(decisions, key=lambda each: each.number), key=lambda each: each.day.code, reverse=True)


def lines_of(line: Line, lines: Mapping[str, QuerySet[Any]]) -> list[Reference]:
    """Those of the lines that rest on the same decision as `line`, which comes first."""
    row, found = line.row, [line.reference]
    for kind, rows in lines.items():
        same = rows.filter(
            agency=row.agency_id, decision_number=row.decision_number, decided_on=row.decided_on, issuer=row.issuer
        )
        ids = same.order_by("pk").values_list("pk", flat=True)
        found += [each for each in (Reference(kind, pk) for pk in ids) if each != line.reference]
    return found


def scans_on(lines: Sequence[Reference]) -> tuple[dict[Evidence, int], int]:
    """The pieces that hang on some of the lines, each with on how many, and the number of lines without any."""
    found: dict[Evidence, int] = {}
    bare = 0
    for batch in _batches(lines):
        for pieces in evidence_of(batch).values():
            bare += not pieces
            for piece in pieces:
                found[piece] = found.get(piece, 0) + 1
    return found, bare


def _batches(lines: Sequence[Reference]) -> Iterator[Sequence[Reference]]:
    for at in range(0, len(lines), _BATCH):
        yield lines[at : at + _BATCH]
