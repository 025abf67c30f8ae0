"""Near misses: what one criterion lacks, in years, where nothing else stands in the way.

**Exactly.** An award is missed by *n* years when it is `NOT_MET` (under the text that we hold) and there is a route
judged for everybody in which, were the years that *one* criterion asks for lowered by *n* and by no less, the route
would no longer fail. The lowered route is asked of the same two interpreters, so that exceptions, alternatives and
readings count as they do otherwise. `is_open` tells that other criteria of that route are still unknown. Lowered are
only criteria that count years, times or months of service, never to nothing; `n` is at most `MOST`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thidua.core.law.awards import Award, Awards, Route, shipped_awards
from thidua.core.law.bulk import Answers, route_verdicts
from thidua.core.law.certainty import Verdict
from thidua.core.law.columns import Columns
from thidua.core.law.conditions import (
    AllOf,
    AtLeast,
    ByReading,
    Condition,
    ConsecutiveTitles,
    CountOfYears,
    Criterion,
    EmployedFor,
    ExistedFor,
    Question,
    RunOfYears,
    TimeInPost,
)
from thidua.core.law.explain import assess_routes
from thidua.core.law.facts import Facts
from thidua.core.law.outcome import Outcome

MOST: Final = 3
"""Years beyond which nobody is near."""


class Lack(StrEnum):
    """What is lacking: years of a run, times, or years of service."""

    YEARS = "YEARS"
    TIMES = "TIMES"
    SERVICE = "SERVICE"


@dataclass(frozen=True, slots=True)
class Lowered:
    """A route with one criterion asking for `years` less."""

    route: Route
    criterion: str
    lack: Lack
    years: int


@dataclass(frozen=True, slots=True)
class NearMiss:
    """By how many years, of which criterion; `is_open`: other criteria are still unknown."""

    years: int
    lack: Lack
    criterion: str
    is_open: bool


def lowered_routes(award: Award, law_on: date) -> tuple[Lowered, ...]:
    """Every route of a law day with one criterion lowered, the least lowered first."""
    version = award.on(law_on)
    routes = [each for each in version.routes if not each.waits] if version else []
    found = [
        Lowered(replace(route, parts=parts), criterion.name, lack, years)
        for years in range(1, MOST + 1)
        for route in routes
        for parts, criterion, lack in _lower_one(route.parts, years)
    ]
    return tuple(found)


def _lower_one(parts: tuple[Condition, ...], years: int) -> Iterator[tuple[tuple[Condition, ...], Criterion, Lack]]:
    """The parts with one criterion among them lowered, for each that can be."""
    for at, part in enumerate(parts):
        for other, criterion, lack in _lower(part, years):
            yield (*parts[:at], other, *parts[at + 1 :]), criterion, lack


def _lower(condition: Condition, years: int) -> Iterator[tuple[Condition, Criterion, Lack]]:
    match condition:
        case Criterion():
            less = _less(condition.question, years)
            if less is not None:
                yield replace(condition, question=less[0]), condition, less[1]
            for at, exception in enumerate(condition.exceptions):
                for then, criterion, lack in _lower(exception.then, years):
                    changed = replace(exception, then=then)
                    others = (*condition.exceptions[:at], changed, *condition.exceptions[at + 1 :])
                    yield replace(condition, exceptions=others), criterion, lack
        case AllOf() | AtLeast():
            for parts, criterion, lack in _lower_one(condition.parts, years):
                yield replace(condition, parts=parts), criterion, lack
        case ByReading():
            yield from _lower_readings(condition, years)


def _lower_readings(condition: ByReading, years: int) -> Iterator[tuple[Condition, Criterion, Lack]]:
    """One criterion lowered in every reading that asks for it: it is the same one, however it is read."""
    found = [list(_lower(each, years)) for _code, each in condition.options]
    named = {(criterion.name, lack): criterion for lowered in found for _other, criterion, lack in lowered}
    for (name, lack), criterion in named.items():
        same = [[other for other, each, less in lowered if (each.name, less) == (name, lack)] for lowered in found]
        for at in range(max(map(len, same))):
            options = tuple(
                (code, others[at] if at < len(others) else each)
                for (code, each), others in zip(condition.options, same, strict=True)
            )
            yield replace(condition, options=options), criterion, lack


def _less(question: Question, years: int) -> tuple[Question, Lack] | None:
    """The question asking for so many years less; None where it counts none, or nothing would be left."""
    match question:
        case RunOfYears() if question.years > years:
            return replace(question, years=question.years - years), Lack.YEARS
        case ConsecutiveTitles() if question.times > years and question.spaced == 1:
            return replace(question, times=question.times - years), Lack.TIMES
        case CountOfYears() if question.times > years:
            return replace(question, times=question.times - years), Lack.TIMES
        case EmployedFor() if question.months > 12 * years:
            return EmployedFor(question.months - 12 * years), Lack.SERVICE
        case ExistedFor() if question.years > years:
            return ExistedFor(question.years - years), Lack.SERVICE
        case TimeInPost() if question.least > 12 * years:
            return replace(question, least=question.least - 12 * years), Lack.SERVICE
    return None


# --- For one and for many --------------------------------------------------------------------------------------------


def near_miss(
    outcome: Outcome,
    facts: Facts,
    *,
    as_of: date | None = None,
    settings: Mapping[str, str] | None = None,
    awards: Awards | None = None,
) -> NearMiss | None:
    """By how many years one subject misses an award; None where it is not missed, or not narrowly."""
    stands = outcome.verdict if outcome.under_held_text is None else outcome.under_held_text
    if stands is not Verdict.NOT_MET:
        return None
    lowered = lowered_routes(outcome.award, outcome.law_on)
    verdicts = assess_routes(
        [each.route for each in lowered], facts, year=outcome.year, law_on=outcome.law_on, as_of=as_of,
        settings=settings, awards=awards,
    )  # fmt: skip
    for each, verdict in zip(lowered, verdicts, strict=True):
        if verdict is not Verdict.NOT_MET:
            return NearMiss(each.years, each.lack, each.criterion, verdict is Verdict.UNKNOWN)
    return None


@dataclass(frozen=True, slots=True)
class NearMisses:
    """Of one award, for many: `lowered[which - 1]` is the lowered route that holds; 0: no near miss. `is_open` as in
    `NearMiss`.
    """

    lowered: tuple[Lowered, ...]
    which: NDArray[np.int16]
    is_open: NDArray[np.bool_]

    def of(self, row: int) -> NearMiss | None:
        """The near miss of one row."""
        at = int(self.which[row])
        if not at:
            return None
        each = self.lowered[at - 1]
        return NearMiss(each.years, each.lack, each.criterion, bool(self.is_open[row]))


def near_misses(
    columns: Columns,
    answers: Answers,
    *,
    law_on: date,
    settings: Mapping[str, str] | None = None,
    awards: Awards | None = None,
) -> NearMisses:
    """`near_miss` of every row that misses the award; the same routes, asked of arrays."""
    stands = answers.verdicts if answers.under_held_text is None else answers.under_held_text
    rows = np.flatnonzero(stands == Verdict.NOT_MET)
    lowered = lowered_routes(answers.award, law_on)
    which = np.zeros(columns.size, np.int16)
    is_open = np.zeros(columns.size, np.bool_)
    if len(rows) and lowered:
        some = columns.taken(rows)
        book = awards or shipped_awards()
        found = route_verdicts(some, [each.route for each in lowered], law_on=law_on, settings=settings, awards=book)
        first = np.zeros(len(rows), np.int16)
        opens = np.zeros(len(rows), np.bool_)
        for at, verdicts in enumerate(found, start=1):
            hits = (first == 0) & (verdicts != Verdict.NOT_MET)
            first[hits] = at
            opens[hits] = verdicts[hits] == Verdict.UNKNOWN
        which[rows], is_open[rows] = first, opens
    return NearMisses(lowered, which, is_open)
