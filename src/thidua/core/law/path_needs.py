"""What people must recognise, confirm or rank on the way to an award, each in its year.

The search for a path assumes all of it at once. Here a year is asked again with the grades, titles and honours of the
path, but with no more works, confirmations, people and places than are on record: what is then missing of a route that
is met is what must happen. A work that was asked for in one year serves later years too, as far as its window reaches;
one that others make superfluous is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from thidua.core.law.awards import Award, Awards
from thidua.core.law.conditions import (
    AllOf,
    AtLeast,
    Attested,
    ByReading,
    Condition,
    Criterion,
    MeetsCriteriaOf,
    NobodyDisciplined,
    PeopleWithTitle,
    Question,
    RankInBloc,
    ShareGraded,
    ShareWithTitle,
    WorkKind,
    WorksRecognised,
    criteria_of,
)
from thidua.core.law.explain import Judging, judging
from thidua.core.law.facts import Facts, WorkRecord
from thidua.core.law.outcome import Reason, reason
from thidua.core.law.settings import WORKS_WINDOW, Chosen, chosen

_OF_PEOPLE = (ShareWithTitle, ShareGraded, PeopleWithTitle, NobodyDisciplined)
_ASKABLE = (WorksRecognised, Attested, RankInBloc, *_OF_PEOPLE)


class NeedKind(StrEnum):
    """Sáng kiến, đề tài; người xác nhận; xếp thứ; số người của đơn vị."""

    WORKS = "WORKS"
    ATTESTED = "ATTESTED"
    RANK = "RANK"
    PEOPLE = "PEOPLE"


@dataclass(frozen=True, slots=True)
class Need:
    """One criterion of one award that people must see to in a year.

    `number`, `since`: of works, how many are missing, and the first of the years in which they may be recognised.
    `instead`:
    what the same wording allows in its place, in the words of the rules.
    """

    year: int
    award: Award
    criterion: Criterion
    number: int = 0
    since: int | None = None
    instead: tuple[str, ...] = ()

    @property
    def kind(self) -> NeedKind:
        """What is asked for."""
        question = self.criterion.question
        if isinstance(question, WorksRecognised):
            return NeedKind.WORKS
        if isinstance(question, Attested):
            return NeedKind.ATTESTED
        return NeedKind.RANK if isinstance(question, RankInBloc) else NeedKind.PEOPLE

    def told(self) -> Reason:
        """The sentence of `path` that says it, without what may stand in its place."""
        name, question = self.criterion.name, self.criterion.question
        if isinstance(question, WorksRecognised):
            years = tuple(range(self.since if self.since is not None else self.year, self.year + 1))
            scope = question.scope.value
            return reason("needed_works", criterion=name, number=self.number, scope=scope, years=years)
        if isinstance(question, Attested):
            return reason("needed_attested", criterion=name)
        if isinstance(question, RankInBloc):
            return reason("needed_rank", criterion=name, rank=question.rank)
        return reason("needed_people", criterion=name)


class Reached(NamedTuple):
    """An award met in a year, with the assumed facts."""

    award: Award
    year: int
    world: Facts


class _Missing(NamedTuple):
    """A criterion of an award that the record falls short of, and what may stand in its place."""

    award: Award
    criterion: Criterion
    instead: tuple[str, ...]


@dataclass(slots=True)
class _Way:
    """The record that is asked, with the works that earlier steps of the way asked for."""

    facts: Facts
    from_year: int
    law_on: date
    settings: Chosen
    awards: Awards
    works: dict[WorkKind, tuple[WorkRecord, ...]]

    def recorded(self, world: Facts) -> Facts:
        """The grades, titles and honours of a world, and of all else only what is on record or was asked for."""
        facts = self.facts
        initiatives, studies = self.works[WorkKind.INITIATIVE], self.works[WorkKind.SCIENTIFIC_WORK]
        return replace(
            world,
            initiatives=(*(facts.initiatives or ()), *initiatives) if initiatives else facts.initiatives,
            scientific_works=(*(facts.scientific_works or ()), *studies) if studies else facts.scientific_works,
            attested=facts.attested,
            people=facts.people,
            ranks=facts.ranks,
            incomplete=world.incomplete | {each for each in facts.incomplete if each.startswith("people.")},
        )

    def judge(self, facts: Facts, year: int) -> Judging:
        """Who answers for these facts in a year."""
        return judging(
            facts, year=year, law_on=self.law_on, as_of=date(year, 12, 31), settings=self.settings, awards=self.awards
        )

    def of_award(self, reached: Reached) -> Iterator[Need]:
        """What is missing of the first route that the assumed facts meet."""
        on_record = self.judge(self.recorded(reached.world), reached.year)
        if on_record.is_met(reached.award):
            return
        assumed = self.judge(reached.world, reached.year)
        for each in self.missing_of(reached.award, on_record, assumed):
            if isinstance(each.criterion.question, WorksRecognised):
                yield self.works_of(each, each.criterion.question, reached)
            else:
                yield Need(reached.year, each.award, each.criterion, instead=each.instead)

    def missing_of(
        self, award: Award, on_record: Judging, assumed: Judging, instead: tuple[str, ...] = ()
    ) -> Iterator[_Missing]:
        """What is missing of the first route to an award that the assumed facts meet."""
        route = assumed.route_met(award)
        for part in route.parts if route is not None else ():
            yield from self.missing(award, part, on_record, assumed, instead)

    def missing(
        self, award: Award, condition: Condition, on_record: Judging, assumed: Judging, instead: tuple[str, ...] = ()
    ) -> Iterator[_Missing]:
        """The criteria by which a condition falls short of the record, and what may stand in the place of each; of an
        award whose criteria are asked for, these.
        """
        if on_record.holds(condition):
            return
        if isinstance(condition, Criterion):
            if isinstance(condition.question, _ASKABLE):
                yield _Missing(award, condition, instead)
            elif isinstance(condition.question, MeetsCriteriaOf):
                other = self.awards[condition.question.award, award.subject]
                yield from self.missing_of(other, on_record, assumed, instead)
        elif isinstance(condition, AllOf):
            for part in condition.parts:
                yield from self.missing(award, part, on_record, assumed, instead)
        elif isinstance(condition, AtLeast):
            open_ = [each for each in condition.parts if not on_record.holds(each)]
            number = condition.number - len(condition.parts) + len(open_)
            asked = [each for each in open_ if assumed.holds(each)][:number]
            others = tuple(_name_of(each) for each in open_ if each not in asked and _is_askable(each))
            for part in asked:
                yield from self.missing(award, part, on_record, assumed, (*instead, *others))
        else:
            yield from self.missing_by_reading(award, condition, on_record, assumed, instead)

    def missing_by_reading(
        self, award: Award, condition: ByReading, on_record: Judging, assumed: Judging, instead: tuple[str, ...]
    ) -> Iterator[_Missing]:
        """Of the reading that was chosen, or of every one: each criterion once."""
        answer = self.settings.get(condition.setting)
        seen: list[Question] = []
        for code, part in condition.options:
            if answer not in (None, code):
                continue
            for each in self.missing(award, part, on_record, assumed, instead):
                if each.criterion.question not in seen:
                    seen.append(each.criterion.question)
                    yield each

    def works_of(self, missing: _Missing, question: WorksRecognised, reached: Reached) -> Need:
        """The works that are missing, recognised in the last year that counts, that of the award where it does; they
        count for later years from then on.
        """
        before = self.works[question.kind]
        for year in range(reached.year, self.from_year - 1, -1):
            for number in range(1, question.times + 1):
                works = (WorkRecord(year, question.scope) for _each in range(number))
                self.works[question.kind] = (*before, *works)
                if self.judge(self.recorded(reached.world), reached.year).holds(missing.criterion):
                    return Need(year, missing.award, missing.criterion, number, instead=missing.instead)
        return Need(reached.year, missing.award, missing.criterion, question.times, instead=missing.instead)

    # --- the works of the whole way

    def stands(self, reached: Sequence[Reached], needs: Iterable[Need], since: int) -> bool:
        """Whether every award of the way from a year on is met with the works that are asked for, and no others."""
        works: dict[WorkKind, list[WorkRecord]] = {kind: [] for kind in WorkKind}
        for each in needs:
            if isinstance(each.criterion.question, WorksRecognised):
                question = each.criterion.question
                works[question.kind] += [WorkRecord(each.year, question.scope)] * each.number
        initiatives = (*(self.facts.initiatives or ()), *works[WorkKind.INITIATIVE])
        studies = (*(self.facts.scientific_works or ()), *works[WorkKind.SCIENTIFIC_WORK])
        return all(
            self.judge(replace(each.world, initiatives=initiatives, scientific_works=studies), each.year).is_met(
                each.award
            )
            for each in reached
            if each.year >= since
        )

    def spared(self, reached: Sequence[Reached], needs: list[Need]) -> list[Need]:
        """The needs without works that others make superfluous."""
        for at in reversed(range(len(needs))):
            for number in range(needs[at].number):
                fewer = [*needs[:at], *([replace(needs[at], number=number)] if number else []), *needs[at + 1 :]]
                if self.stands(reached, fewer, needs[at].year):
                    needs = fewer
                    break
        return needs

    def dated(self, reached: Sequence[Reached], needs: Sequence[Need]) -> Iterator[Need]:
        """The needs; of works with the first year, within the window and the path, in which they would do as well for
        every award that rests on them. Discipline may have shortened the window.
        """
        for at, need in enumerate(needs):
            question = need.criterion.question
            if not isinstance(question, WorksRecognised) or not self.has_window(question):
                yield need
                continue
            since = need.year
            for year in range(need.year - 1, max(need.year - question.years, self.from_year - 1), -1):
                if not self.stands(reached, (*needs[:at], replace(need, year=year), *needs[at + 1 :]), year):
                    break
                since = year
            yield replace(need, since=since)

    def has_window(self, question: WorksRecognised) -> bool:
        """Whether the years in which works count for certain are known."""
        return question.run is None and (question.years > 1 or self.settings[WORKS_WINDOW] == "CASE_YEAR")


def needs_of(
    reached: Sequence[Reached],
    facts: Facts,
    *,
    from_year: int,
    law_on: date,
    settings: Mapping[str, str] | None,
    awards: Awards,
) -> tuple[Need, ...]:
    """What must be recognised, confirmed or ranked from a year on for awards met one after another, by year; once each
    in a year.
    """
    way = _Way(facts, from_year, law_on, chosen(settings or {}), awards, dict.fromkeys(WorkKind, ()))
    found: list[Need] = []
    seen: set[tuple[int, Question]] = set()
    for each in sorted(reached, key=lambda one: one.year):
        for need in way.of_award(each):
            key = need.year, need.criterion.question
            if key not in seen:
                seen.add(key)
                found.append(need)
    return tuple(way.dated(reached, way.spared(reached, found)))


def _is_askable(condition: Condition) -> bool:
    """Whether it asks for nothing but what people can still see to."""
    return all(isinstance(each.question, _ASKABLE) for each in criteria_of(condition))


def _name_of(condition: Condition) -> str:
    """Its name, or those of its criteria."""
    return condition.name or "; ".join(each.name for each in criteria_of(condition))
