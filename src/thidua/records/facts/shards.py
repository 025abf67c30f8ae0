"""The rows of the books of many people, read in one pass: a constant number of queries, plain numbers, no object a row.

What comes out knows no database: it can be sent to another machine and reckoned there. Positions (`at`) are places in
`people`; whoever is not among them is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, NamedTuple

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from thidua.common.tables.memory import collector_at_rest
from thidua.core.law.codes import HONOUR_CODES, TITLE_CODES, CommendationBasis, LeadingPost, Scope, TaskGrade
from thidua.core.law.conditions import WorkKind
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.enums import Gender
from thidua.organisations.models import Post, UnitMembership
from thidua.organisations.models.dated import holding_on
from thidua.records.enums import AwardCode, EntryKind
from thidua.records.facts.shared_tellings import RecordedLine, SharedSpan, is_reopened_by, kind_of_award
from thidua.records.models import (
    Attestation,
    AwardHold,
    ClearedSubject,
    DisciplinaryMeasure,
    FullyTold,
    RecordBook,
    ReopenedTelling,
    SharedTelling,
    ToldSubject,
    UnitAward,
    Work,
    YearGrade,
)

Ints = NDArray[np.int64]
ROWS_AT_ONCE: Final = 10_000
NAMED_AT_MOST: Final = 500
"""Books that are asked for one by one; of more, those of their agencies are read and the others left out."""
NONE: Final = -1
"""A number that is not known."""
LAST_DAY: Final = date.max.toordinal()
LENGTH_OF_DAY: Final = len("2023-05-28")

GRADES: Final = {each.value: place for place, each in enumerate(TaskGrade)}
TITLES: Final = {code: place for place, code in enumerate(TITLE_CODES)}
HONOURS: Final = {code: place for place, code in enumerate(HONOUR_CODES)}
BASES: Final[dict[str | None, int]] = {
    None: NONE,
    **{each.value: place for place, each in enumerate(CommendationBasis)},
}
SCOPES: Final = {each.value: place for place, each in enumerate(Scope)}
WORKS: Final = {each.value: place for place, each in enumerate(WorkKind)}
KINDS: Final = {each.value: place for place, each in enumerate(EntryKind)}
SEXES: Final[dict[str | None, int]] = {None: NONE, Gender.MALE.value: 0, Gender.FEMALE.value: 1}


class Measure(NamedTuple):
    """A disciplinary measure, as `reading` asks for it."""

    measure: str
    since: date
    until: date | None


class Held(NamedTuple):
    """A hold, as `reading` asks for it."""

    reason: str
    since: date
    conclusion: str | None
    concluded_on: date | None


class Placed(NamedTuple):
    """A post put beside one that the law names."""

    rank: str
    since: date | None
    until: date | None


class Span(NamedTuple):
    """Years told in full, as `reading` asks for them."""

    kind: str
    from_year: int | None
    to_year: int


class Table(NamedTuple):
    """Rows as columns of numbers."""

    at: Ints
    columns: tuple[Ints, ...]


NOTHING_TOLD: Final = Table(np.empty(0, np.int64), (np.empty(0, np.int64),) * 4)
"""No row of `PeopleRows.told`."""


@dataclass(slots=True)
class PeopleRows:
    """All that is on record of `people` (ids, in the order of the review). Dates are days counted from 1 January of
    year 1 (0: not known); numbers that are not known are −1.
    """

    people: Ints
    units: Ints
    sex: Ints
    employed_since: Ints
    retires: NDArray[np.bool_]
    higher_age: Ints
    grades: Table
    """year, grade"""
    titles: Table
    """year, title, basis"""
    honours: Table
    """honour, basis, day"""
    unclear_orders: Ints
    works: Table
    """kind, scope, year"""
    told: Table
    """kind, first year (0: from the beginning), last year, day on which it was said"""
    cleared: Ints
    """The earliest day, not before the day of judging, as of which a clearance that stands speaks for each; 0: none."""
    attested: Table
    """criterion, year, whether it holds"""
    criteria: tuple[str, ...]
    measures: dict[int, list[Measure]] = field(default_factory=dict)
    holds: dict[int, list[Held]] = field(default_factory=dict)
    posts: dict[int, list[Placed]] = field(default_factory=dict)
    """Posts that the law names."""
    unplaced: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    """Who has a post that nobody put beside those of the law."""
    leads: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    """Who holds, on the day, a post that the law names, or heads a unit."""
    direct: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    """Whether each works directly: 1, 0; −1: nobody said."""
    with_posts: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    """Of whom some post is on record, or posts are told in full: of everybody else nobody knows whether he leads."""

    @property
    def size(self) -> int:
        """How many people."""
        return len(self.people)


def read_people(units: Iterable[int], as_of: date) -> PeopleRows:
    """The rows of everybody who belongs to one of the units on a day, by units and names; a person once."""
    members = UnitMembership.objects.filter(holding_on(as_of), unit__in=list(units)).order_by(
        "unit__sort_key", "unit", "person__sort_key", "person", "pk"
    )
    seen: dict[int, tuple[int, str | None, int]] = {}
    for person, unit, gender, agency in members.values_list("person", "unit", "person__gender", "person__agency"):
        seen.setdefault(person, (unit, gender, agency))
    people = np.fromiter(seen, np.int64, len(seen))
    with collector_at_rest():
        return _Reader(people, list(seen.values())).read(as_of)


class _Reader:
    """Finds the place of each row's person."""

    def __init__(self, people: Ints, about: Sequence[tuple[int, str | None, int]]) -> None:
        self.people = people
        self.about = about
        self.order = np.argsort(people)
        self.sorted = people[self.order]
        self.agencies = {agency for _unit, _gender, agency in about}
        self.books: Ints = np.empty(0, np.int64)
        self.book_places: Ints = np.empty(0, np.int64)

    def read(self, as_of: date) -> PeopleRows:
        """Everything, a query for each kind."""
        size = len(self.people)
        start, retires, higher = np.zeros(size, np.int64), np.zeros(size, np.bool_), np.full(size, NONE, np.int64)
        direct = np.full(size, NONE, np.int64)
        self._read_books(start, retires, higher, direct, as_of)
        grades = self._of_books(YearGrade.objects.all(), ("year", "grade"), (None, GRADES.__getitem__))
        titles = self._of_people(
            UnitAward.objects.filter(law_code__in=TITLE_CODES),
            ("year", "law_code", "basis"),
            (None, TITLES.__getitem__, BASES.__getitem__),
        )
        honours, unclear = self._honours()
        works = self._of_books(
            Work.objects.all(), ("kind", "scope", "year"), (WORKS.__getitem__, SCOPES.__getitem__, None)
        )
        told = self._of_books(
            FullyTold.objects.exclude(pk__in=_open_tellings().filter(fully_told__isnull=False).values("fully_told")),
            ("kind", "from_year", "to_year", "said_on"),
            (KINDS.__getitem__, _or_zero, None, _ordinal),
        )
        told = _together(told, self._shared())
        cleared = self._cleared(as_of)
        criteria: dict[str, int] = {}
        attested = self._of_books(
            Attestation.objects.all(),
            ("criterion", "year", "holds"),
            (lambda code: criteria.setdefault(code, len(criteria)), None, int),
        )
        rows = PeopleRows(
            people=self.people,
            units=np.fromiter((unit for unit, _gender, _agency in self.about), np.int64, size),
            sex=np.fromiter((SEXES[gender] for _unit, gender, _agency in self.about), np.int64, size),
            employed_since=start,
            retires=retires,
            higher_age=higher,
            direct=direct,
            grades=grades,
            titles=titles,
            honours=honours,
            unclear_orders=unclear,
            works=works,
            told=told,
            cleared=cleared,
            attested=attested,
            criteria=tuple(criteria),
        )
        self._read_few(rows)
        self._read_posts(rows, as_of)
        return rows

    def _read_books(self, start: Ints, retires: NDArray[np.bool_], higher: Ints, direct: Ints, as_of: date) -> None:
        books = RecordBook.objects.filter(self._whose("person", self.people, "person__agency"), person__isnull=False)
        wanted = (
            "pk", "person_id", "agency_id", "employed_since", "retires_on", "higher_retirement_age",
            "is_direct_worker",
        )  # fmt: skip
        numbers, owners = [], []
        for part in _raw(books.values_list(*wanted)):
            places = self._places(_numbers(part[1]))
            for at, pk, agency, since, leaves, is_higher, is_direct in zip(
                places.tolist(), part[0], *part[2:], strict=True
            ):
                if at != NONE:
                    numbers.append(pk)
                    owners.append(at)
                    self.agencies.add(agency)
                    start[at] = _day(since).toordinal() if since else 0
                    retires[at] = leaves is not None and _day(leaves) <= as_of
                    higher[at] = NONE if is_higher is None else int(is_higher)
                    direct[at] = NONE if is_direct is None else int(is_direct)
        found = np.array(numbers, np.int64)
        order = np.argsort(found)
        self.books, self.book_places = found[order], np.array(owners, np.int64)[order]

    def _whose(self, field_name: str, ids: Ints, agency: str = "agency") -> Q:
        if len(ids) <= NAMED_AT_MOST:
            return Q(**{f"{field_name}__in": ids.tolist()})
        return Q(**{f"{agency}__in": sorted(self.agencies)})

    def _of_books(
        self, rows: QuerySet[Any], names: Sequence[str], read: Sequence[Callable[[Any], int] | None]
    ) -> Table:
        wanted = rows.order_by().filter(self._whose("book", self.books)).values_list("book_id", *names)
        return self._table(wanted, self._book_places, read)

    def _of_people(
        self, rows: QuerySet[Any], names: Sequence[str], read: Sequence[Callable[[Any], int] | None]
    ) -> Table:
        few = self._whose("person", self.people)
        wanted = rows.order_by().filter(few, person__isnull=False).values_list("person_id", *names)
        return self._table(wanted, self._places, read)

    def _table(
        self, rows: QuerySet[Any], places: Callable[[Ints], Ints], read: Sequence[Callable[[Any], int] | None]
    ) -> Table:
        at: list[Ints] = []
        columns: list[list[Ints]] = [[] for _ in read]
        for part in _raw(rows):
            found = places(_numbers(part[0]))
            is_ours = found != NONE
            all_ours = bool(is_ours.all())
            at.append(found if all_ours else found[is_ours])
            for kept, values, how in zip(columns, part[1:], read, strict=True):
                numbers = _numbers(values) if how is None else np.fromiter(map(how, values), np.int64, len(values))
                kept.append(numbers if all_ours else numbers[is_ours])
        return Table(_joined(at), tuple(map(_joined, columns)))

    def _shared(self) -> Table:
        """What tellings of many say of each (see `shared_tellings`), as rows of `told`."""
        subjects = self._of_people(ToldSubject.objects.filter(telling__withdrawn_at=None), ("telling_id",), (None,))
        at, tellings = subjects.at, subjects.columns[0]
        told = SharedTelling.objects.filter(pk__in=np.unique(tellings).tolist()).order_by("pk")
        spans = [
            SharedSpan(each.pk, kind, each.from_year, each.as_of, each.said_at, each.last_post)
            for each in told
            for kind in each.kinds
        ]
        lines = self._lines_after(spans)
        moved: dict[tuple[int, str], list[int]] = defaultdict(list)
        of_many = _open_tellings().filter(
            self._whose("person", self.people), telling__in={span.telling for span in spans}
        )
        for telling, kind, person in of_many.values_list("telling", "kind", "person"):
            moved[telling, kind].append(person)
        parts = []
        for span in spans:
            reopened = self._places(_numbers(moved[span.telling, span.kind])).tolist()
            reopened += [place for line, places in lines.items() if is_reopened_by(span, line) for place in places]
            whose = at[tellings == span.telling]
            whose = whose[~np.isin(whose, reopened)] if reopened else whose
            row = (KINDS[span.kind], span.from_year or 0, span.to_year, span.said_on.toordinal())
            parts.append(Table(whose, tuple(np.full(len(whose), value, np.int64) for value in row)))
        return _together(NOTHING_TOLD, *parts)

    def _lines_after(self, spans: Sequence[SharedSpan]) -> dict[RecordedLine, list[int]]:
        """The lines that came after the earliest of the tellings, each with the places of those who have such a one."""
        found: dict[RecordedLine, list[int]] = defaultdict(list)
        if not spans:
            return found
        since, last_post = min(each.said_at for each in spans), min(each.last_post for each in spans)
        ours, ours_in_books = self._whose("person", self.people), self._whose("book", self.books)
        awards = UnitAward.objects.filter(ours, person__isnull=False, recorded_at__gt=since).order_by()
        in_register = awards.values_list("person", "law_code", "year", "decided_on", "recorded_at")
        for person, code, year, day, moment in in_register:
            found[_line(kind_of_award(code), year, day, moment)].append(person)
        by_person = {line: self._places(_numbers(people)).tolist() for line, people in found.items()}
        works = Work.objects.filter(ours_in_books, recorded_at__gt=since).order_by()
        in_books: dict[RecordedLine, list[int]] = defaultdict(list)
        for book, kind, year, day, moment in works.values_list("book", "kind", "year", "decided_on", "recorded_at"):
            in_books[_line(kind, year, day, moment)].append(book)
        by_book = {line: self._book_places(_numbers(books)).tolist() for line, books in in_books.items()}
        posts = Post.objects.filter(self._whose("person", self.people, "person__agency"), pk__gt=last_post)
        by_post = {
            RecordedLine(EntryKind.POST, None, begun, None, pk): self._places(_numbers([person])).tolist()
            for pk, person, begun in posts.order_by().values_list("pk", "person", "since")
        }
        return {**by_person, **by_book, **by_post}

    def _cleared(self, as_of: date) -> Ints:
        standing = ClearedSubject.objects.filter(clearance__withdrawn_at=None, clearance__as_of__gte=as_of)
        table = self._of_people(standing, ("clearance__as_of",), (_ordinal,))
        found = np.full(self.people.size, LAST_DAY, np.int64)
        np.minimum.at(found, table.at, table.columns[0])
        return np.where(found == LAST_DAY, 0, found)

    def _honours(self) -> tuple[Table, Ints]:
        """Honours, and whose order has no class on record."""
        table = self._of_people(
            UnitAward.objects.filter(law_code__in=HONOUR_CODES),
            ("law_code", "basis", "decided_on"),
            (HONOURS.__getitem__, BASES.__getitem__, _whole_day),
        )
        orders = UnitAward.objects.filter(code=AwardCode.ORDER, law_code__isnull=True)
        return table, self._of_people(orders, ("year",), (None,)).at

    def _read_few(self, rows: PeopleRows) -> None:
        """Measures and holds: of few people, kept as they are."""
        wanted = DisciplinaryMeasure.objects.filter(self._whose("book", self.books)).order_by("since", "pk")
        for part in _raw(wanted.values_list("book_id", "measure", "since", "until")):
            for at, *told in zip(self._book_places(_numbers(part[0])).tolist(), *part[1:], strict=True):
                if at != NONE:
                    measure, since, until = told
                    rows.measures.setdefault(at, []).append(Measure(measure, _day(since), _maybe_day(until)))
        held = AwardHold.objects.filter(self._whose("book", self.books)).order_by("since", "pk")
        for part in _raw(held.values_list("book_id", "reason", "since", "conclusion", "concluded_on")):
            for at, *told in zip(self._book_places(_numbers(part[0])).tolist(), *part[1:], strict=True):
                if at != NONE:
                    reason, since, conclusion, concluded = told
                    rows.holds.setdefault(at, []).append(Held(reason, _day(since), conclusion, _maybe_day(concluded)))

    def _read_posts(self, rows: PeopleRows, as_of: date) -> None:
        posts = Post.objects.filter(self._whose("person", self.people, "person__agency")).order_by("since", "pk")
        wanted = ("person_id", "standing__rank", "since", "until", "heads_unit")
        named = {each.value for each in LeadingPost}
        unplaced, leads = set(), set()
        with_posts = set(rows.told.at[rows.told.columns[0] == KINDS[EntryKind.POST]].tolist())
        for part in _raw(posts.values_list(*wanted)):
            places = self._places(_numbers(part[0])).tolist()
            for at, rank, first, last, heads in zip(places, *part[1:], strict=True):
                if at == NONE:
                    continue
                with_posts.add(at)
                since, until = _maybe_day(first), _maybe_day(last)
                is_held = (since is None or since <= as_of) and (until is None or until >= as_of)
                if is_held and (heads or rank in named):
                    leads.add(at)
                if rank is None:
                    unplaced.add(at)
                elif rank in named:
                    rows.posts.setdefault(at, []).append(Placed(rank, since, until))
        rows.unplaced = np.array(sorted(unplaced), np.int64)
        rows.leads = np.array(sorted(leads), np.int64)
        rows.with_posts = np.array(sorted(with_posts), np.int64)

    def _places(self, ids: Ints) -> Ints:
        return _found(self.sorted, self.order, ids)

    def _book_places(self, ids: Ints) -> Ints:
        return _found(self.books, self.book_places, ids)


def _open_tellings() -> QuerySet[ReopenedTelling]:
    """Tellings that a line speaks against, and that nobody has confirmed since."""
    return ReopenedTelling.objects.filter(confirmed_at=None).order_by()


def _line(kind: str, year: int, decided_on: Any, recorded_at: datetime) -> RecordedLine:
    """`decided_on`: as it is stored, a text."""
    day = PartialDate(*map(int, decided_on.split("-"))) if decided_on else PartialDate()
    return RecordedLine(kind, year, day.earliest, recorded_at)


def _together(*tables: Table) -> Table:
    """Rows of tables with the same columns, one after another."""
    columns = zip(*(each.columns for each in tables), strict=True)
    return Table(np.concatenate([each.at for each in tables]), tuple(np.concatenate(each) for each in columns))


def _found(known: Ints, places: Ints, ids: Ints) -> Ints:
    """The place of each id among sorted ones; −1 where it is not there."""
    if not len(known):
        return np.full(len(ids), NONE, np.int64)
    at = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    return np.where(known[at] == ids, places[at], NONE)


def _raw(rows: QuerySet[Any]) -> Iterator[list[list[Any]]]:
    """The rows as columns, so many at once, as the database gives them."""
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while part := cursor.fetchmany(ROWS_AT_ONCE):
            yield [list(map(itemgetter(at), part)) for at in range(len(part[0]))]


def _numbers(values: Sequence[int]) -> Ints:
    return np.array(values, np.int64)


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _or_zero(value: int | None) -> int:
    return value or 0


def _day(value: Any) -> date:
    """A day as one of the databases gives it."""
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


@lru_cache(maxsize=1 << 12)
def _ordinal(value: Any) -> int:
    """The number of a day; books are told in full on few of them."""
    return _day(value).toordinal()


def _maybe_day(value: Any) -> date | None:
    return None if value is None else _day(value)


def _whole_day(code: str) -> int:
    """A day that is known to the day (a text of ten characters); 0 otherwise."""
    return date.fromisoformat(code).toordinal() if len(code) == LENGTH_OF_DAY else 0
