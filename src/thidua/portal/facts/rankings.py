"""Published rankings: the order of a bloc's units in a year, with a bar each where points are public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from thidua.common.language import page_language
from thidua.portal.facts.bars import ENGLISH, FULL
from thidua.portal.facts.drawn import told_of
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import rankings_of, standing_of

TABLES = 3
"""Years whose tables stand on the page of the bloc; of earlier ones the way to their pages."""


@dataclass(frozen=True, slots=True)
class Place:
    """One unit. `length` of its bar is in hundredths of the highest total of its group; None where there is none."""

    unit: str
    rank: int | None
    grade: str
    points: str
    length: int | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """Units ranked among themselves; the name is empty where the bloc has no groups."""

    name: str
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A published ranking as its page shows it."""

    page: Snapshot
    year: int
    shows_points: bool
    groups: list[Ranked]


def ranking_on(page: Snapshot) -> Ranking:
    """What a copy tells."""
    told = told_of(page)
    return Ranking(page, told["year"], told["shows_points"], [_group(each) for each in told["groups"]])


def ranking_context(page: Snapshot) -> dict[str, Any]:
    """What the page of one shows: the copy, the pages of its bloc that stand now, the same bloc's other years."""
    told = told_of(page)
    others = [each for each in rankings_of(page.agency_id, told["bloc_subject"]) if each.pk != page.pk]
    return {
        "ranking": ranking_on(page),
        "final_on": date.fromisoformat(told["final_on"]),
        "bloc_page": standing_of(SnapshotKind.BLOC, [told["bloc_subject"]]).get(told["bloc_subject"]),
        "activities_page": standing_of(SnapshotKind.CYCLE, [page.subject]).get(page.subject),
        "others": [(told_of(each)["year"], each.slug) for each in others],
    }


def rankings_on_page(bloc_page: Snapshot) -> dict[str, Any]:
    """The published rankings of a bloc, the latest year first: some whole, of the others the addresses."""
    pages = rankings_of(bloc_page.agency_id, bloc_page.subject)
    return {
        "rankings": [ranking_on(each) for each in pages[:TABLES]],
        "earlier": [(told_of(each)["year"], each.slug) for each in pages[TABLES:]],
    }


def _group(told: Mapping[str, Any]) -> Ranked:
    rows: Sequence[Mapping[str, Any]] = told["places"]
    totals = [Fraction(row["exact"]) if row.get("exact") else None for row in rows]
    most = max((total for total in totals if total is not None), default=Fraction(0))
    return Ranked(
        told["name"],
        [
            Place(row["unit"], row["rank"], row["grade"], _points(row.get("points", "")), _length(total, most))
            for row, total in zip(rows, totals, strict=True)
        ],
    )


def _length(total: Fraction | None, most: Fraction) -> int | None:
    if total is None or most <= 0:
        return None
    return max(0, int(total * FULL / most))


def _points(words: str) -> str:
    return words.translate(ENGLISH) if page_language() == "en" else words
