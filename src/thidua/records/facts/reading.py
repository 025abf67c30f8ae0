"""From rows to `Facts`.

A list (honours, works, discipline, holds, posts, ranks) is whole once somebody said by name that the years up to the
one in question are told in full; until then what it holds counts, and it is named in `Facts.incomplete`, for another
line may be missing; without a line it is None. What was said reaches no further than the day on which it was said.
It may be said of many books at once (see `shared_tellings`).
Discipline and holds are whole too where a clearance speaks for somebody (see `is_cleared`).
Of titles each year stands for itself: it is known once the year is told in full; until then its titles on record count,
and others may be missing. So it is with the people of a unit who were disciplined in a year.
A day of which only the month or the year is known is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

from thidua.core.law.codes import (
    NO_BASIS,
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
from thidua.core.law.facts import (
    DISCIPLINED,
    PEOPLE_OF,
    TITLES_OF,
    DisciplineRecord,
    Facts,
    HoldRecord,
    HonourRecord,
    PeopleRecord,
    PostRecord,
    RankRecord,
    WorkRecord,
)
from thidua.core.law.facts import Attestation as AttestedFact
from thidua.core.vietnam.partial_dates import PartialDate, Precision
from thidua.organisations.enums import Gender
from thidua.organisations.models import Person, Unit
from thidua.records.enums import AwardCode, EntryKind, HoldConclusion, PostRank, WorkKind
from thidua.records.facts.rows import BookRows, rows_of, rows_of_people, rows_of_units
from thidua.records.facts.shared_tellings import SharedSpan
from thidua.records.models import FullyTold, PeopleFigures

Record = TypeVar("Record")
_SEX = {Gender.FEMALE.value: Sex.FEMALE, Gender.MALE.value: Sex.MALE}
_TITLES = frozenset(TITLE_CODES)


def facts_of(subject: Person | Unit, *, year: int, as_of: date, rows: BookRows | None = None) -> Facts:
    """What is recorded of a person or a unit, to be asked of `year` on the day `as_of`; of its rows, where they were
    read already.
    """
    told = rows_of(subject) if rows is None else rows
    if isinstance(subject, Person):
        return person_facts(subject, told, year=year, as_of=as_of)
    return unit_facts(subject, told, year=year, as_of=as_of)


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
    told, clear = Told(rows.told(), start, year, as_of), is_cleared(rows.cleared, rows.begun(), as_of)
    part = _Lists(told)
    titles = _titles(rows, told)
    return Facts(
        Subject.INDIVIDUAL,
        sex=_SEX.get(person.gender or ""),
        employed_since=start,
        grades=_grades(rows),
        titles=titles,
        title_bases=_title_bases(rows),
        honours=part.of("honours", _honours(rows), EntryKind.HONOUR, is_open=_has_some_order(rows)),
        initiatives=part.of("initiatives", _works(rows, WorkKind.INITIATIVE), EntryKind.INITIATIVE),
        scientific_works=part.of("scientific_works", _works(rows, WorkKind.SCIENTIFIC_WORK), EntryKind.SCIENTIFIC_WORK),
        discipline=part.of("discipline", _discipline(rows), EntryKind.DISCIPLINE, is_cleared=clear),
        holds=part.of("holds", _holds(rows), EntryKind.HOLD, is_cleared=clear),
        attested=_attested(rows),
        posts=part.of("posts", _posts(rows), EntryKind.POST, is_open=_has_open_post(rows)),
        maternity_leave=tuple(each.year for each in rows.grades if each.has_maternity_leave) or None,
        retires_on=book.retires_on if book else None,
        higher_retirement_age=book.higher_retirement_age if book else None,
        incomplete=frozenset((*part.incomplete, *_open_titles(titles, told))),
    )


def unit_facts(unit: Unit, rows: BookRows, *, year: int, as_of: date) -> Facts:
    """The facts of one unit's rows. It exists up to its last day in the tree of units, without one it exists."""
    start = rows.book.established_on if rows.book else None
    told, clear = Told(rows.told(), start, year, as_of), is_cleared(rows.cleared, rows.begun(), as_of)
    part = _Lists(told)
    titles = _titles(rows, told)
    ranks = tuple(RankRecord(each.year, each.rank, Organiser(each.organiser)) for each in rows.ranks)
    return Facts(
        Subject.COLLECTIVE,
        established_on=start,
        dissolved_on=unit.ended_on + timedelta(days=1) if unit.ended_on else None,
        grades=_grades(rows),
        titles=titles,
        title_bases=_title_bases(rows),
        honours=part.of("honours", _honours(rows), EntryKind.HONOUR, is_open=_has_some_order(rows)),
        discipline=part.of("discipline", _discipline(rows), EntryKind.DISCIPLINE, is_cleared=clear),
        holds=part.of("holds", _holds(rows), EntryKind.HOLD, is_cleared=clear),
        attested=_attested(rows),
        people={each.year: _people(each) for each in rows.people} or None,
        ranks=part.of("ranks", ranks, EntryKind.RANK),
        incomplete=frozenset((*part.incomplete, *_open_titles(titles, told), *_open_people(rows))),
    )


def last_told(to_year: int, said_on: date, as_of: date) -> int:
    """The last year that a telling covers when it is asked on a day: of the year in which it was said nothing is
    covered on any later day.
    """
    if to_year < said_on.year:
        return to_year
    return said_on.year if as_of <= said_on else said_on.year - 1


def is_cleared(days: Iterable[date], begun: Iterable[date], as_of: date) -> bool:
    """Whether a clearance as of one of the `days` reaches the day of judging, and nothing speaks against what it said:
    no measure or hold on record `begun` on or before its own day.
    """
    reaching = min((day for day in days if day >= as_of), default=None)
    first = min(begun, default=None)
    return reaching is not None and (first is None or first > reaching)


class Told:
    """Which years of which kinds somebody said are told in full, for a question about a year and a day."""

    def __init__(self, spans: Iterable[FullyTold | SharedSpan], start: date | None, year: int, as_of: date) -> None:
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
                reach = max(self._last(each), reach or 0)
        return reach is not None and reach >= last

    def years(self, kind: EntryKind) -> set[int]:
        """The single years that are told."""
        found: set[int] = set()
        for each in self._of(kind):
            first = each.from_year or max(self.start.year if self.start else 0, self.year - HISTORY)
            found.update(range(first, self._last(each) + 1))
        return found

    def _last(self, span: FullyTold | SharedSpan) -> int:
        return last_told(span.to_year, span.said_on, self.as_of)

    def _of(self, kind: EntryKind) -> list[FullyTold | SharedSpan]:
        return [each for each in self.spans if each.kind == kind]


class _Lists:
    """The lists of one book, and which of them may lack a line."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.incomplete: list[str] = []

    def of(
        self,
        name: str,
        records: tuple[Record, ...],
        kind: EntryKind,
        *,
        is_open: bool = False,
        is_cleared: bool = False,
    ) -> tuple[Record, ...] | None:
        """The lines on record, None where there is none and another may be missing. `is_open`: something on record
        cannot be read, whatever was said of the list. `is_cleared`: a clearance says that there is no other.
        """
        if is_cleared or (not is_open and self.told.in_full(kind)):
            return records
        if not records:
            return None
        self.incomplete.append(name)
        return records


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


def _title_bases(rows: BookRows) -> dict[int, dict[str, CommendationBasis]]:
    """On what basis the titles of each year were given, where it is told. Of a title that was given more than once in a
    year the basis that counts, else none where one of them is not told.
    """
    told: dict[tuple[int, str], set[CommendationBasis | None]] = {}
    for award in rows.awards:
        if award.law_code in _TITLES:
            basis = CommendationBasis(award.basis) if award.basis else None
            told.setdefault((award.year, award.law_code), set()).add(basis)
    found: dict[int, dict[str, CommendationBasis]] = {}
    for (year, code), bases in sorted(told.items()):
        known = sorted(each for each in bases if each is not None)
        counted = [each for each in known if each not in NO_BASIS]
        if counted or (known and None not in bases):
            found.setdefault(year, {})[code] = (counted or known)[0]
    return found


def _open_titles(titles: dict[int, tuple[str, ...]] | None, told: Told) -> Iterable[str]:
    """Years with titles on record that nobody told in full."""
    whole = told.years(EntryKind.TITLE)
    return (f"{TITLES_OF}{year}" for year in titles or () if year not in whole)


def _open_people(rows: BookRows) -> Iterable[str]:
    """Years of which only some of the measures against a unit's people are counted."""
    return (f"{PEOPLE_OF}{each.year}{DISCIPLINED}" for each in rows.people if each.has_some_disciplined)


def _honours(rows: BookRows) -> tuple[HonourRecord, ...]:
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


def _has_some_order(rows: BookRows) -> bool:
    """Whether an order is on record of which nobody knows the class."""
    return any(each.code == AwardCode.ORDER and not each.law_code for each in rows.awards)


def _works(rows: BookRows, kind: WorkKind) -> tuple[WorkRecord, ...]:
    return tuple(
        WorkRecord(each.year, Scope(each.scope), tuple(each.used_for)) for each in rows.works if each.kind == kind
    )


def _discipline(rows: BookRows) -> tuple[DisciplineRecord, ...]:
    return tuple(DisciplineRecord(Measure(each.measure), each.since, each.until) for each in rows.discipline)


def _holds(rows: BookRows) -> tuple[HoldRecord, ...]:
    return tuple(
        HoldRecord(HoldReason(each.reason), each.since, until)
        for each in rows.holds
        if (until := last_day_of(each, rows.discipline)) is None or until >= each.since
    )


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


def _posts(rows: BookRows) -> tuple[PostRecord, ...]:
    """Posts that the law names, of which it is known since when they were held."""
    return tuple(
        PostRecord(LeadingPost(standing.rank), post.since, post.until)
        for post in rows.posts
        if (standing := rows.standings.get(post.pk)) is not None
        and standing.rank != PostRank.NONE
        and post.since is not None
    )


def _has_open_post(rows: BookRows) -> bool:
    """Whether a post was not put beside those of the law, or nobody knows since when one of these was held."""
    for post in rows.posts:
        standing = rows.standings.get(post.pk)
        if standing is None or (standing.rank != PostRank.NONE and post.since is None):
            return True
    return False


def _people(figures: PeopleFigures) -> PeopleRecord:
    grades, disciplined = figures.grades, figures.disciplined
    return PeopleRecord(
        figures.total,
        figures.women,
        None if grades is None else {TaskGrade(code): number for code, number in grades.items()},
        dict(figures.titles),
        None if disciplined is None else {Measure(code): number for code, number in disciplined.items()},
    )
