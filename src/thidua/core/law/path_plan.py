"""The least that an award stands on: of all that the search for a path assumed, what cannot be left out.

The search assumes every year to be good, works in each, and gives every award as soon as it can be had. Here these
assumptions are taken back one after another, for one award in one year; an award that then no longer stands is not
given either, and what rests on it falls with it. What is left is a plan of which nothing can be spared: without any
part of it the award is missed. A year is taken back as if it were graded lowest; what is on record stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from thidua.core.law.awards import Award, Awards
from thidua.core.law.codes import AwardKind, CommendationBasis, Scope, TaskGrade
from thidua.core.law.conditions import (
    CaseGrade,
    ConsecutiveTitles,
    CountOfYears,
    GradeMark,
    HonourHeld,
    HonourInRun,
    Mark,
    MeetsCriteriaOf,
    Question,
    Run,
    RunOfYears,
    TitleHeld,
    TitleMark,
    WorksRecognised,
)
from thidua.core.law.explain import judging
from thidua.core.law.facts import Facts, HonourRecord, WorkRecord
from thidua.core.law.path_needs import Reached
from thidua.core.law.settings import WIDER_SCOPE, WORKS_WINDOW, Chosen

WORKS_OF_A_YEAR = 2
POOR = TaskGrade.UNSATISFACTORY


class Given(NamedTuple):
    """An award that the search gave on the last day of a year."""

    award: Award
    year: int


class Plan(NamedTuple):
    """What an award stands on: the years that must be good, and the awards one after another, itself the last."""

    good_years: tuple[int, ...]
    reached: tuple[Reached, ...]


class _Asked(NamedTuple):
    """An award in a year, asked of the assumptions among `of` only: no others bear on it."""

    award: Award
    year: int
    of: int


@dataclass(slots=True)
class Planner:
    """The assumptions of one search as bits of a number: awards in the order in which they were given, then works by
    year, then years by year that are graded excellent.
    """

    facts: Facts
    from_year: int
    years: list[Facts]
    """The facts with the first year as good as can be, with the first two, and so on: no award is given in them, and
    no work recognised.
    """
    given: list[Given]
    law_on: date
    settings: Chosen
    awards: Awards
    _asked: list[_Asked] = field(default_factory=list)
    _answers: dict[tuple[str, int, int], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._asked = [self.asked(*each, at) for at, each in enumerate(self.given)]

    # --- the assumptions

    def works_in(self, year: int) -> int:
        """The bit of the works of a year."""
        return 1 << len(self.given) + year - self.from_year

    def good_in(self, year: int) -> int:
        """The bit of a good year; none where its grade is on record."""
        return 0 if year in (self.facts.grades or {}) else self.works_in(year) << len(self.years)

    def ahead(self, year: int, since: int = 0) -> range:
        """The years of the path up to one."""
        return range(max(self.from_year, since), year + 1)

    def asked(self, award: Award, year: int, before: int) -> _Asked:
        """The award with what bears on it; `before`: how many awards were given before it."""
        version = award.on(self.law_on)
        questions = [each.question for route in version.routes for each in route.criteria] if version else []
        bits = 0
        for question in questions:
            bits |= self.bits_of(question, award, year, before)
        return _Asked(award, year, bits)

    def bits_of(self, question: Question, award: Award, year: int, before: int) -> int:
        """The assumptions that a question looks at."""
        match question:
            case CaseGrade():
                return self.good_in(year)
            case TitleHeld():
                return self.given_bits((question.title,), before, year)
            case MeetsCriteriaOf():
                other = self.asked(self.awards[question.award, award.subject], year, before)
                return other.of | self.given_bits((question.award,), before, year)
            case HonourHeld():
                return self.given_bits(question.honours, before)
            case RunOfYears():
                return self.bits_of_run(question.run, year, before)
            case ConsecutiveTitles():
                return self.bits_of_run(question.run, year, before)
            case CountOfYears():
                return self.bits_of_run(question.run, year, before, question.mark)
            case HonourInRun():
                return self.bits_of_run(question.run, year, before) | self.given_bits((question.honour,), before)
            case WorksRecognised():
                is_of_years = question.run is None and (
                    question.years > 1 or self.settings[WORKS_WINDOW] == "CASE_YEAR"
                )
                since = year - question.years + 1 if is_of_years else 0
                works = sum(map(self.works_in, self.ahead(year, since)))
                return works | (self.bits_of_run(question.run, year, before) if question.run is not None else 0)
        return 0

    def bits_of_run(self, run: Run, year: int, before: int, *more: Mark) -> int:
        """Good years and titles that may mark the years of a run, honours it begins after, and the title that its years
        count once for.
        """
        marks = (*run.each, *more)
        titles = (each.title for each in marks if isinstance(each, TitleMark))
        bits = self.given_bits((*titles, *run.after, run.counted_once_for), before)
        if any(isinstance(each, GradeMark) for each in marks):
            bits |= sum(map(self.good_in, self.ahead(year)))
        return bits

    def given_bits(self, codes: tuple[str, ...], before: int, year: int | None = None) -> int:
        """Awards of some codes among the first so many, or those of a year among them."""
        return sum(
            1 << at
            for at, each in enumerate(self.given[:before])
            if each.award.code in codes and year in (None, each.year)
        )

    def world(self, year: int, bits: int) -> Facts:
        """The facts up to a year with these assumptions alone."""
        good, ahead = self.years[year - self.from_year], self.ahead(year)
        recorded = self.facts.grades or {}
        poor = {each: POOR for each in ahead if each not in recorded and not bits & self.good_in(each)}
        made = replace(good, grades={**(good.grades or {}), **poor})
        works = [work for each in ahead if bits & self.works_in(each) for work in works_of_year(each, self.settings)]
        if works:
            made = replace(made, initiatives=(*(good.initiatives or ()), *works))
        return with_awards(made, (each for at, each in enumerate(self.given) if bits >> at & 1))

    def is_met(self, asked: _Asked, bits: int) -> bool:
        """Whether an award is met with these assumptions alone."""
        bits &= asked.of
        key = asked.award.code, asked.year, bits
        if key not in self._answers:
            judge = judging(
                self.world(asked.year, bits), year=asked.year, law_on=self.law_on, as_of=date(asked.year, 12, 31),
                settings=self.settings, awards=self.awards,
            )  # fmt: skip
            self._answers[key] = judge.is_met(asked.award)
        return self._answers[key]

    # --- the least of them

    def plan(self, award: Award, year: int, before: int) -> Plan:
        """The least that an award reached in a year stands on; `before`: how many awards were given before it."""
        target = self.asked(award, year, before)
        kept, last = self.with_all_beneath(target.of), 0
        while kept != last:  # what is spared later may spare what had to stay before
            last = kept
            for each in self.in_turn(last, year):
                fewer = self.standing(kept & ~each, target) if kept & each else None
                kept = kept if fewer is None else fewer
        return self.told(kept, target)

    def with_all_beneath(self, bits: int) -> int:
        """The assumptions, and all that the awards among them may stand on."""
        for at in reversed(range(len(self.given))):
            if bits >> at & 1:
                bits |= self._asked[at].of
        return bits

    def in_turn(self, kept: int, year: int) -> Iterator[int]:
        """What is tried without, in this order: works, all awards of a code, each award, good years; the last first, so
        that of several that would do the first stays.
        """
        ahead = self.ahead(year)[::-1]
        yield sum(map(self.works_in, ahead))
        yield from map(self.works_in, ahead)
        awards = [at for at in reversed(range(len(self.given))) if kept >> at & 1]
        for code in dict.fromkeys(self.given[at].award.code for at in awards):
            yield sum(1 << at for at in awards if self.given[at].award.code == code)
        yield from (1 << at for at in awards)
        yield from map(self.good_in, ahead)

    def standing(self, bits: int, target: _Asked) -> int | None:
        """What is left of some assumptions where awards that do not stand on them are not given; None where the target
        does not stand.
        """
        kept = bits >> len(self.given) << len(self.given)
        for at, each in enumerate(self._asked):
            if bits >> at & 1 and self.is_met(each, kept):
                kept |= 1 << at
        return kept if self.is_met(target, kept) else None

    def told(self, kept: int, target: _Asked) -> Plan:
        """The plan, with the world that each of its awards is met in."""
        awards = [each for at, each in enumerate(self._asked) if kept >> at & 1]
        return Plan(
            tuple(each for each in self.ahead(target.year) if kept & self.good_in(each)),
            tuple(Reached(each.award, each.year, self.world(each.year, kept & each.of)) for each in (*awards, target)),
        )


def works_of_year(year: int, settings: Chosen) -> list[WorkRecord]:
    """The works that a year is assumed to have: of the widest scope, or of each where a wider one does not serve."""
    scopes = [Scope.NATIONAL] if settings[WIDER_SCOPE] == "COUNTS" else list(Scope)
    return [WorkRecord(year, scope) for scope in scopes for _each in range(WORKS_OF_A_YEAR)]


def with_awards(facts: Facts, given: Iterable[Given]) -> Facts:
    """The facts with awards given on the last days of their years."""
    titles, bases, honours = dict(facts.titles or {}), dict(facts.title_bases), list(facts.honours or ())
    for award, year in given:
        if award.kind is AwardKind.HONOUR:
            honours.append(HonourRecord(award.code, date(year, 12, 31), CommendationBasis.MERIT))
        else:
            titles[year] = tuple(dict.fromkeys((*titles.get(year, ()), award.code)))
            bases[year] = {**bases.get(year, {}), award.code: CommendationBasis.MERIT}
    return replace(facts, titles=titles, title_bases=bases, honours=tuple(honours))
