"""From rows to `Facts`.

A list (honours, works, discipline, holds, posts, ranks) is known once somebody said by name that the years up to the
one in question are told in full; until then it is None, whatever it holds already, for another line may be missing. One
thing is certain without that: a hold that lasts, or discipline that still weighs, weighs whatever else there may be.
Of titles each year stands for itself: it is known once a title of the year is on record, or the year is told in full.
A day of which only the month or the year is known is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

from thidua.core.law.codes import (
    TITLE_CODES,
    CommendationBasis,
    HoldReason,
    LeadingPost,
    Measure,
    Organiser,
    Scope,
    Sex,
    Subject,
    TaskGrade,
)
from thidua.core.law.conditions import HISTORY
from thidua.core.law.facts import Attestation as AttestedFact
from thidua.core.law.facts import (
    DisciplineRecord,
    Facts,
    HoldRecord,
    HonourRecord,
    PeopleRecord,
    PostRecord,
    RankRecord,
    WorkRecord,
)
from thidua.core.vietnam.partial_dates import PartialDate, Precision
from thidua.organisations.enums import Gender
from thidua.organisations.models import Person, Unit
from thidua.records.enums import AwardCode, EntryKind, HoldConclusion, PostRank, WorkKind
from thidua.records.facts.rows import BookRows, rows_of_people, rows_of_units
from thidua.records.models import DisciplinaryMeasure, FullyTold, PeopleFigures, UnitAward

_SEX = {Gender.FEMALE.value: Sex.FEMALE, Gender.MALE.value: Sex.MALE}
_TITLES = frozenset(TITLE_CODES)


def facts_of(subject: Person | Unit, *, year: int, as_of: date) -> Facts:
    """What is recorded of a person or a unit, to be asked of `year` on the day `as_of`."""
    if isinstance(subject, Person):
        return facts_of_people([subject], year=year, as_of=as_of)[subject.pk]
    return facts_of_units([subject], year=year, as_of=as_of)[subject.pk]


def facts_of_people(people: Collection[Person], *, year: int, as_of: date) -> dict[int, Facts]:
    """The same for many; the number of queries does not grow with them."""
    rows = rows_of_people([each.pk for each in people])
    return {each.pk: person_facts(each, rows[each.pk], year=year, as_of=as_of) for each in people}


def facts_of_units(units: Collection[Unit], *, year: int, as_of: date) -> dict[int, Facts]:
    """The same for units."""
    rows = rows_of_units([each.pk for each in units])
    return {each.pk: unit_facts(each, rows[each.pk], year=year, as_of=as_of) for each in units}


def person_facts(person: Person, rows: BookRows, *, year: int, as_of: date) -> Facts:
    """The facts of one person's rows."""
    book = rows.book
    start = book.employed_since if book else None
    told = Told(rows.fully_told, start, year, as_of)
    return Facts(
        Subject.INDIVIDUAL,
        sex=_SEX.get(person.gender or ""),
        employed_since=start,
        grades=_grades(rows),
        titles=_titles(rows, told),
        honours=_honours(rows, told),
        initiatives=_works(rows, WorkKind.INITIATIVE, told),
        scientific_works=_works(rows, WorkKind.SCIENTIFIC_WORK, told),
        discipline=_discipline(rows.discipline, told),
        holds=_holds(rows, told),
        attested=_attested(rows),
        posts=_posts(rows, told),
        maternity_leave=tuple(each.year for each in rows.grades if each.has_maternity_leave) or None,
        retires_on=book.retires_on if book else None,
        higher_retirement_age=book.higher_retirement_age if book else None,
    )


def unit_facts(unit: Unit, rows: BookRows, *, year: int, as_of: date) -> Facts:
    """The facts of one unit's rows. It exists up to its last day in the tree of units, without one it exists."""
    start = rows.book.established_on if rows.book else None
    told = Told(rows.fully_told, start, year, as_of)
    ranks = tuple(RankRecord(each.year, each.rank, Organiser(each.organiser)) for each in rows.ranks)
    return Facts(
        Subject.COLLECTIVE,
        established_on=start,
        dissolved_on=unit.ended_on + timedelta(days=1) if unit.ended_on else None,
        grades=_grades(rows),
        titles=_titles(rows, told),
        honours=_honours(rows, told),
        discipline=_discipline(rows.discipline, told),
        holds=_holds(rows, told),
        attested=_attested(rows),
        people={each.year: _people(each) for each in rows.people} or None,
        ranks=ranks if told.in_full(EntryKind.RANK) else None,
    )


class Told:
    """Which years of which kinds somebody said are told in full, for a question about a year and a day."""

    def __init__(self, spans: Iterable[FullyTold], start: date | None, year: int, as_of: date) -> None:
        self.spans = list(spans)
        self.start = start
        self.year = year
        self.as_of = as_of

    def in_full(self, kind: EntryKind) -> bool:
        """Whether nothing of the kind may be missing: discipline and holds up to the day, others up to the year."""
        weighs = kind in (EntryKind.DISCIPLINE, EntryKind.HOLD)
        return self.reaches(kind, self.as_of.year if weighs else min(self.year, self.as_of.year))

    def reaches(self, kind: EntryKind, last: int) -> bool:
        """Whether every year from the beginning to `last` is told."""
        reach = None if self.start is None else self.start.year - 1
        for each in sorted(self._of(kind), key=lambda span: span.from_year or 0):
            if each.from_year is None or (reach is not None and each.from_year <= reach + 1):
                reach = max(each.to_year, reach or 0)
        return reach is not None and reach >= last

    def years(self, kind: EntryKind) -> set[int]:
        """The single years that are told."""
        found: set[int] = set()
        for each in self._of(kind):
            first = each.from_year or max(self.start.year if self.start else 0, self.year - HISTORY)
            found.update(range(first, each.to_year + 1))
        return found

    def _of(self, kind: EntryKind) -> list[FullyTold]:
        return [each for each in self.spans if each.kind == kind]


def whole_day(day: PartialDate) -> date | None:
    """The day, if it is known to the day."""
    return day.earliest if day.precision is Precision.DAY else None


def _grades(rows: BookRows) -> dict[int, TaskGrade] | None:
    return {each.year: TaskGrade(each.grade) for each in rows.grades} or None


def _titles(rows: BookRows, told: Told) -> dict[int, tuple[str, ...]] | None:
    found: dict[int, tuple[str, ...]] = dict.fromkeys(sorted(told.years(EntryKind.TITLE)), ())
    for award in rows.awards:
        code = award.law_code
        if code in _TITLES and code not in found.get(award.year, ()):
            found[award.year] = (*found.get(award.year, ()), code)
    return dict(sorted(found.items())) or None


def _honours(rows: BookRows, told: Told) -> tuple[HonourRecord, ...] | None:
    """None also while an order is on record of which nobody knows the class."""
    if not told.in_full(EntryKind.HONOUR) or any(_is_some_order(each) for each in rows.awards):
        return None
    return tuple(
        HonourRecord(
            each.law_code,
            whole_day(each.decided_on),
            CommendationBasis(each.basis) if each.basis else None,
            each.decision_number,
        )
        for each in rows.awards
        if each.law_code and each.law_code not in _TITLES
    )


def _is_some_order(award: UnitAward) -> bool:
    return award.code == AwardCode.ORDER and not award.law_code


def _works(rows: BookRows, kind: WorkKind, told: Told) -> tuple[WorkRecord, ...] | None:
    if not told.in_full(EntryKind(kind.value)):
        return None
    return tuple(
        WorkRecord(each.year, Scope(each.scope), tuple(each.used_for)) for each in rows.works if each.kind == kind
    )


def _discipline(measures: Sequence[DisciplinaryMeasure], told: Told) -> tuple[DisciplineRecord, ...] | None:
    records = tuple(DisciplineRecord(Measure(each.measure), each.since, each.until) for each in measures)
    weighs = any(each.since <= told.as_of and still_weighs(each.until, told.year) for each in records)
    return records if weighs or told.in_full(EntryKind.DISCIPLINE) else None


def still_weighs(until: date | None, year: int) -> bool:
    """Whether the year lies, under every reading, before those that count again."""
    return until is None or year < until.year + int((until.month, until.day) == (12, 31))


def _holds(rows: BookRows, told: Told) -> tuple[HoldRecord, ...] | None:
    records = tuple(
        HoldRecord(HoldReason(each.reason), each.since, until)
        for each in rows.holds
        if (until := last_day_of(each, rows.discipline)) is None or until >= each.since
    )
    lasts = any(each.lasts_on(told.as_of) for each in records)
    return records if lasts or told.in_full(EntryKind.HOLD) else None


class WaitingCase(Protocol):
    """What tells how long a hold lasts: a stored hold, or a row of it."""

    @property
    def since(self) -> date: ...
    @property
    def conclusion(self) -> str | None: ...
    @property
    def concluded_on(self) -> date | None: ...


class Begun(Protocol):
    """What has a first day: a stored measure, or a row of it."""

    @property
    def since(self) -> date: ...


def last_day_of(hold: WaitingCase, measures: Iterable[Begun]) -> date | None:
    """The last day on which the case waits; after a violation it waits until a measure is on record."""
    if hold.concluded_on is None:
        return None
    if hold.conclusion == HoldConclusion.NO_VIOLATION:
        return hold.concluded_on - timedelta(days=1)
    followed = [each.since for each in measures if each.since >= hold.since]
    return min(followed) - timedelta(days=1) if followed else None


def _attested(rows: BookRows) -> tuple[AttestedFact, ...] | None:
    found = tuple(
        AttestedFact(each.criterion, each.year, each.said_by, each.said_on, each.holds) for each in rows.attested
    )
    return found or None


def _posts(rows: BookRows, told: Told) -> tuple[PostRecord, ...] | None:
    """None while a post was not put beside those of the law, or nobody knows since when one of these was held."""
    if not told.in_full(EntryKind.POST):
        return None
    found = []
    for post in rows.posts:
        standing = rows.standings.get(post.pk)
        if standing is None:
            return None
        if standing.rank == PostRank.NONE:
            continue
        if post.since is None:
            return None
        found.append(PostRecord(LeadingPost(standing.rank), post.since, post.until))
    return tuple(found)


def _people(figures: PeopleFigures) -> PeopleRecord:
    grades, disciplined = figures.grades, figures.disciplined
    return PeopleRecord(
        figures.total,
        figures.women,
        None if grades is None else {TaskGrade(code): number for code, number in grades.items()},
        dict(figures.titles),
        None if disciplined is None else {Measure(code): number for code, number in disciplined.items()},
    )
