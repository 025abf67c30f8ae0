"""What people must recognise, confirm or rank on the way to an award, each in its year.

The search for a path assumes all of it at once. Here a year is asked again with the grades, titles and honours of the
path, but with no more works, confirmations, people and places than are on record: what is then missing of a route that
is met is what must happen. A work that was asked for in one year serves later years too, as far as its window reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from thidua.core.law.awards import Award, Awards, Route
from thidua.core.law.conditions import (
    AllOf,
    AtLeast,
    Attested,
    ByReading,
    Condition,
    Criterion,
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

    `number`, `since`: of works, how many are missing, and the first of the years that count for certain. `instead`:
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
    """An award met in a year, with the assumed facts and the route it was met by."""

    award: Award
    year: int
    world: Facts
    route: Route


@dataclass(slots=True)
class _Way:
    """The record that is asked, with the works that earlier steps of the way asked for."""

    facts: Facts
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
        """What is missing of the route that the assumed facts meet."""
        assumed = self.judge(reached.world, reached.year)
        on_record = self.judge(self.recorded(reached.world), reached.year)
        for part in reached.route.parts:
            for criterion, instead in self.missing(part, on_record, assumed):
                if isinstance(criterion.question, WorksRecognised):
                    yield from self.works_of(criterion, criterion.question, reached, instead)
                else:
                    yield Need(reached.year, reached.award, criterion, instead=instead)

    def missing(
        self, condition: Condition, on_record: Judging, assumed: Judging, instead: tuple[str, ...] = ()
    ) -> Iterator[tuple[Criterion, tuple[str, ...]]]:
        """The criteria by which a condition falls short of the record, and what may stand in the place of each."""
        if on_record.holds(condition):
            return
        if isinstance(condition, Criterion):
            if isinstance(condition.question, _ASKABLE):
                yield condition, instead
        elif isinstance(condition, AllOf):
            for part in condition.parts:
                yield from self.missing(part, on_record, assumed, instead)
        elif isinstance(condition, AtLeast):
            open_ = [each for each in condition.parts if not on_record.holds(each)]
            number = condition.number - len(condition.parts) + len(open_)
            asked = [each for each in open_ if assumed.holds(each)][:number]
            others = tuple(_name_of(each) for each in open_ if each not in asked and _is_askable(each))
            for part in asked:
                yield from self.missing(part, on_record, assumed, (*instead, *others))
        else:
            yield from self.missing_by_reading(condition, on_record, assumed, instead)

    def missing_by_reading(
        self, condition: ByReading, on_record: Judging, assumed: Judging, instead: tuple[str, ...]
    ) -> Iterator[tuple[Criterion, tuple[str, ...]]]:
        """Of the reading that was chosen, or of every one: each criterion once."""
        answer = self.settings.get(condition.setting)
        seen: list[Question] = []
        for code, part in condition.options:
            if answer not in (None, code):
                continue
            for criterion, others in self.missing(part, on_record, assumed, instead):
                if criterion.question not in seen:
                    seen.append(criterion.question)
                    yield criterion, others

    def works_of(
        self, criterion: Criterion, question: WorksRecognised, reached: Reached, instead: tuple[str, ...]
    ) -> Iterator[Need]:
        """The works that are missing, recognised in the year of the award; they count for later years from then on.
        `since`: the first year of the window in which they would do as well, which discipline may have shortened.
        """
        before = self.works[question.kind]

        def would_do(year: int, number: int) -> bool:
            self.works[question.kind] = (*before, *(WorkRecord(year, question.scope) for _each in range(number)))
            return self.judge(self.recorded(reached.world), reached.year).holds(criterion)

        last, first = reached.year, reached.year - question.years + 1
        number = next((each for each in range(1, question.times) if would_do(last, each)), question.times)
        is_window = question.run is None and (question.years > 1 or self.settings[WORKS_WINDOW] == "CASE_YEAR")
        since = next((year for year in range(first, last) if would_do(year, number)), last) if is_window else None
        would_do(last, number)
        yield Need(last, reached.award, criterion, number, since, instead)


def needs_of(
    reached: list[Reached], facts: Facts, *, law_on: date, settings: Mapping[str, str] | None, awards: Awards
) -> tuple[Need, ...]:
    """What must be recognised, confirmed or ranked for awards met one after another, by year; once each in a year."""
    way = _Way(facts, law_on, chosen(settings or {}), awards, dict.fromkeys(WorkKind, ()))
    found: list[Need] = []
    seen: set[tuple[int, Question]] = set()
    for each in sorted(reached, key=lambda one: one.year):
        for need in way.of_award(each):
            key = need.year, need.criterion.question
            if key not in seen:
                seen.add(key)
                found.append(need)
    return tuple(found)


def _is_askable(condition: Condition) -> bool:
    """Whether it asks for nothing but what people can still see to."""
    return all(isinstance(each.question, _ASKABLE) for each in criteria_of(condition))


def _name_of(condition: Condition) -> str:
    """Its name, or those of its criteria."""
    return condition.name or "; ".join(each.name for each in criteria_of(condition))
