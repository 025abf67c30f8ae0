"""What a criterion can come to, and its boundaries: what asks a little more of the same facts, or a little less.

A case stands on the good side of a boundary where asking a little more turns it, on the other side where asking a
little less does. Numbers and classes are moved in the question, days in the facts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from functools import partial
from typing import Any

from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import RANKS, Scope
from thidua.core.law.conditions import (
    AllOf,
    AtLeast,
    CaseGrade,
    Condition,
    ConsecutiveTitles,
    CountOfYears,
    Criterion,
    DisciplineServed,
    EmployedFor,
    ExistedFor,
    GradeMark,
    NobodyDisciplined,
    NotDisciplinedInPost,
    NotDissolved,
    NotHeld,
    NotOnHold,
    PeopleWithTitle,
    Question,
    RankInBloc,
    Retires,
    RunOfYears,
    ShareGraded,
    ShareWithTitle,
    TimeInPost,
    WorksRecognised,
)
from thidua.core.law.facts import Facts

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN


def can_come_to(condition: Condition) -> set[Verdict]:
    """What a condition can come to, whatever is recorded."""
    if isinstance(condition, Criterion):
        if isinstance(condition.question, NotHeld):
            return {UNKNOWN}
        found = {MET, UNKNOWN} if isinstance(condition.question, Retires) else set(Verdict)
        if isinstance(condition.question, NotDissolved):
            found = {MET, NOT_MET}
        if not condition.grade.decides:
            found = {MET, UNKNOWN} if condition.is_exclusion else {UNKNOWN}
        return found.union(*(can_come_to(each.then) for each in condition.exceptions))
    if isinstance(condition, AllOf | AtLeast):
        number = len(condition.parts) if isinstance(condition, AllOf) else condition.number
        return at_least(number, [can_come_to(each) for each in condition.parts])
    return set[Verdict]().union(*(can_come_to(each) for _answer, each in condition.options))


def at_least(number: int, parts: list[set[Verdict]]) -> set[Verdict]:
    """What a group can come to of which so many must hold."""
    found = set()
    if sum(MET in each for each in parts) >= number:
        found.add(MET)
    if sum(NOT_MET in each for each in parts) > len(parts) - number:
        found.add(NOT_MET)
    if any(UNKNOWN in each for each in parts):
        found.add(UNKNOWN)
    return found


# --- Boundaries ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Side:
    """One side of a boundary. `is_enough`: where the criterion is met; `moved`: from facts and the year in question,
    the question and the facts on the other side.
    """

    boundary: str
    is_enough: bool
    moved: Callable[[Facts, int], tuple[Question, Facts]]

    def __str__(self) -> str:
        return f"{'just enough' if self.is_enough else 'just short'} ({self.boundary})"


def sides_of(question: Question) -> Iterator[Side]:
    """Every side of every boundary of a question."""
    for boundary, is_enough, other in moved_questions(question):
        yield Side(boundary, is_enough, lambda facts, _year, other=other: (other, facts))
    for boundary, move, by in moved_days(question):
        for is_enough in (True, False):
            days = timedelta(by if is_enough else -by)
            yield Side(boundary, is_enough, lambda facts, _year, move=move, by=days: (question, move(facts, by=by)))
    if isinstance(question, ShareWithTitle | ShareGraded):
        yield Side("one person", is_enough=False, moved=partial(one_person_less, question))


def moved_questions(question: Question) -> Iterator[tuple[str, bool, Question]]:
    """The boundary, whether more is asked, and the question that asks it."""
    match question:
        case CaseGrade() | NobodyDisciplined():
            yield from by_class(question, "least", better=-1)
        case RunOfYears():
            yield from by_number(question, "years")
            for at, mark in enumerate(question.run.each):
                if isinstance(mark, GradeMark):
                    for boundary, is_more, other in by_class(mark, "least", better=-1):
                        each = (*question.run.each[:at], other, *question.run.each[at + 1 :])
                        yield boundary, is_more, replace(question, run=replace(question.run, each=each))
        case ConsecutiveTitles():
            is_spaced = question.spaced > 1
            yield from by_number(question, "spaced" if is_spaced else "times", more_is_less=is_spaced)
            if question.counted_once_for:
                yield "years counted already", False, replace(question, counted_once_for="")
        case CountOfYears():
            yield from by_number(question, "times")
            if isinstance(question.mark, GradeMark):
                for boundary, is_more, mark in by_class(question.mark, "least", better=-1):
                    yield boundary, is_more, replace(question, mark=mark)
        case WorksRecognised():
            yield from by_number(question, "times")
            if question.scope is not Scope.GRASSROOTS:
                yield from by_class(question, "scope", better=1)
            if question.run is None:
                yield from by_number(question, "years", more_is_less=True)
        case ShareWithTitle() | ShareGraded():
            if question.least < 1:
                yield "one person", True, replace(question, least=question.least + Fraction(1, 10**6))
            if isinstance(question, ShareGraded):
                yield from by_class(question, "grade", better=-1)
        case PeopleWithTitle():
            yield from by_number(question, "times")
        case RankInBloc():
            yield from by_number(question, "rank", more_is_less=True)
    run = getattr(question, "run", None)
    if run is not None and run.after:
        yield "honour before the years", False, replace(question, run=replace(run, after=()))


def by_number(question: Any, key: str, *, more_is_less: bool = False) -> Iterator[tuple[str, bool, Any]]:
    """One more and one less of a number; `more_is_less`: a higher one asks for less, and none is below 1."""
    number = getattr(question, key)
    for other in (number + 1, number - 1):
        if other > 0 or not more_is_less:
            yield key, (other > number) != more_is_less, replace(question, **{key: other})


def by_class(question: Any, key: str, *, better: int) -> Iterator[tuple[str, bool, Any]]:
    """The next class on either side; `better`: where more is asked in the order of the classes."""
    asked: StrEnum = getattr(question, key)
    classes = list(type(asked))
    for step in (better, -better):
        if 0 <= RANKS[asked] + step < len(classes):
            yield type(asked).__name__, step == better, replace(question, **{key: classes[RANKS[asked] + step]})


def one_person_less(question: Any, facts: Facts, year: int) -> tuple[Question, Facts]:
    """A share that one person less would reach."""
    people = (facts.people or {}).get(year)
    by = Fraction(1, people.total) if people is not None and people.total else 0
    return replace(question, least=question.least - by), facts


def moved_days(question: Question) -> Iterator[tuple[str, Callable[..., Facts], int]]:
    """The boundary, what moves its day in facts, and the step that asks for more."""
    match question:
        case EmployedFor():
            yield "first day of service", partial(by_day, "employed_since"), 1
        case ExistedFor():
            yield "day of founding", partial(by_day, "established_on"), 1
        case TimeInPost():
            yield "time in post", partial(by_day_of_record, "posts", "since"), 1
            yield "time of the next class", partial(by_day_of_record, "posts", "since"), -1
        case Retires():
            yield "day of retirement", partial(by_day, "retires_on"), 1
        case NotDissolved():
            yield "day of the end", partial(by_day, "dissolved_on"), -1
        case NotOnHold():
            yield "last day of a hold", partial(by_day_of_record, "holds", "until"), 1
        case DisciplineServed():
            yield "last day of a measure", partial(by_day_of_record, "discipline", "until"), 1
        case NotDisciplinedInPost():
            yield "first day of a measure", partial(by_day_of_record, "discipline", "since"), 1


def by_day(key: str, facts: Facts, *, by: timedelta) -> Facts:
    """The facts with one day moved, where it is recorded."""
    day = getattr(facts, key)
    return facts if day is None else replace(facts, **{key: day + by})


def by_day_of_record(key: str, end: str, facts: Facts, *, by: timedelta) -> Facts:
    """The facts with a day of the first record of a list moved, where it is recorded."""
    records = getattr(facts, key)
    if not records or getattr(records[0], end) is None:
        return facts
    first = replace(records[0], **{end: getattr(records[0], end) + by})
    changed: dict[str, Any] = {key: (first, *records[1:])}
    return replace(facts, **changed)
