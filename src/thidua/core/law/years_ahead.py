"""The first year in which a run can be long enough: asked of the coming years as if each bore what the run asks for.

What is on record of a coming year stands, discipline shuts out the years of its term, and nothing is told where a run
begins after an honour that is lacking, where a term has no end, or where no single good year bears the title (a title
that itself asks for several years): the year would be too early.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from thidua.core.law.awards import AwardVersion
from thidua.core.law.case import NEVER, Case
from thidua.core.law.codes import CommendationBasis, TaskGrade
from thidua.core.law.conditions import (
    ConsecutiveTitles,
    CountOfYears,
    GradeMark,
    HonourHeld,
    HonourInRun,
    Mark,
    Run,
    RunOfYears,
    TitleMark,
)
from thidua.core.law.facts import Facts

AHEAD = 30
"""Years that are looked ahead."""
_OF_EARLIER_YEARS = (RunOfYears, ConsecutiveTitles, CountOfYears, HonourHeld, HonourInRun)


def is_yearly(version: AwardVersion | None) -> bool:
    """Whether one good year is enough for a title: some way to it asks for nothing of earlier years."""
    routes = version.routes if version is not None else ()
    return any(
        not route.waits and not any(isinstance(each.question, _OF_EARLIER_YEARS) for each in route.criteria)
        for route in routes
    )


def first_long_enough(case: Case, ahead: Facts, run: Run, years: int) -> int | None:
    """The first year, from the one in question on, in which a run has so many years, if the coming years are those of
    `ahead` (see `good_years`); None where none is to be told.
    """
    is_over = case.facts.dissolved_on is not None or case.restart_on_record()[0] == NEVER
    if is_over or case.first_years_after(run.after)[0] == NEVER:
        return None
    anchor = case.anchor(run.each)
    first = max(case.year, anchor + years - len(case.run(run).certain))
    for year in range(first, anchor + AHEAD):
        then = Case(ahead, year, max(case.as_of, date(year, 12, 31)), case.general, case.settings)
        if len(then.run(run).certain) >= years:
            return year
    return None


def good_years(case: Case, anchor: int, marks: tuple[Mark, ...], can_bear: Callable[[str, int], bool]) -> Facts:
    """The facts with years after the anchor of a run that bear marks, as far as nothing else is on record of them;
    titles on record of a year after the one in question need not be all that it will have. `can_bear`: whether what is
    on record of a year leaves a title possible in it.
    """
    facts = case.facts
    grades, titles, bases = dict(facts.grades or {}), dict(facts.titles or {}), dict(facts.title_bases)
    given = tuple(each.title for each in marks if isinstance(each, TitleMark))
    is_graded = any(isinstance(each, GradeMark) for each in marks)
    told = {*grades, *(facts.people or {}), *(each.year for each in facts.attested or ())}
    for year in range(anchor + 1, anchor + AHEAD):
        if year > case.year or year not in titles:
            more = tuple(each for each in given if year not in told or can_bear(each, year))
            titles[year] = tuple(dict.fromkeys((*titles.get(year, ()), *more)))
            bases[year] = {**bases.get(year, {}), **dict.fromkeys(more, CommendationBasis.MERIT)}
        if is_graded:
            grades.setdefault(year, TaskGrade.EXCELLENT)
    return replace(
        facts, grades=grades, titles=titles, title_bases=bases, discipline=facts.discipline or (),
        incomplete=facts.incomplete - {"discipline"},
    )  # fmt: skip
