"""The rows of many books at once, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from thidua.organisations.models import Person, Post, Unit
from thidua.records.enums import EntryKind, RecipientKind
from thidua.records.facts.shared_tellings import RecordedLine, SharedSpan, kind_of_award, standing_spans
from thidua.records.models import (
    Attestation,
    AwardHold,
    BlocRank,
    ClearedSubject,
    DisciplinaryMeasure,
    FullyTold,
    PeopleFigures,
    PostStanding,
    RecordBook,
    ReopenedTelling,
    ToldSubject,
    UnitAward,
    Work,
    YearGrade,
)

Row = TypeVar("Row", bound=Model)
OF_AWARDS = (
    "person", "unit", "agency", "code", "law_code", "name", "year", "decision_number", "decided_on", "issuer",
    "recipient_kind",
)  # fmt: skip
"""What doubts ask of an award."""


@dataclass(slots=True)
class BookRows:
    """All that is on record of one person or unit."""

    book: RecordBook | None = None
    grades: list[YearGrade] = field(default_factory=list)
    awards: list[UnitAward] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    discipline: list[DisciplinaryMeasure] = field(default_factory=list)
    holds: list[AwardHold] = field(default_factory=list)
    attested: list[Attestation] = field(default_factory=list)
    fully_told: list[FullyTold] = field(default_factory=list)
    shared: list[SharedSpan] = field(default_factory=list)
    """What tellings that stand say of the subject among many, whether a line has reopened it or not."""
    reopened: list[ReopenedTelling] = field(default_factory=list)
    """Which tellings a line that was added or moved speaks against, and nobody has confirmed since."""
    cleared: list[date] = field(default_factory=list)
    """The days as of which a clearance that stands speaks for the subject."""
    posts: list[Post] = field(default_factory=list)
    standings: dict[int, PostStanding] = field(default_factory=dict)
    """By post; a post that is not in it was never put beside those that the law names."""
    people: list[PeopleFigures] = field(default_factory=list)
    ranks: list[BlocRank] = field(default_factory=list)

    def begun(self) -> list[date]:
        """The first days of the measures and the holds on record."""
        return [*(each.since for each in self.discipline), *(each.since for each in self.holds)]

    def told(self) -> list[FullyTold | SharedSpan]:
        """The years told in full: in this book by name, and among many as far as no line has reopened it."""
        moved = {(each.telling_id, each.kind) for each in self.reopened}
        shared = [each for each in self.shared if (each.telling, each.kind) not in moved]
        alone = self.told_alone()
        return [*alone, *standing_spans(shared, self._lines())] if shared else [*alone]

    def told_alone(self) -> list[FullyTold]:
        """The years told in full in this book by name, but for those against which a line speaks."""
        doubted = {each.fully_told_id for each in self.reopened}
        return [each for each in self.fully_told if each.pk not in doubted]

    def _lines(self) -> list[RecordedLine]:
        return [
            *(
                RecordedLine(kind_of_award(each.law_code), each.year, each.decided_on.earliest, each.recorded_at)
                for each in self.awards
            ),
            *(RecordedLine(each.kind, each.year, each.decided_on.earliest, each.recorded_at) for each in self.works),
            *(
                RecordedLine(EntryKind.RANK, each.year, each.decided_on.earliest, each.recorded_at)
                for each in self.ranks
            ),
            *(RecordedLine(EntryKind.POST, None, each.since, None, each.pk) for each in self.posts),
        ]


def rows_of(subject: Person | Unit) -> BookRows:
    """The book of one person, or of a unit itself."""
    gather = rows_of_people if isinstance(subject, Person) else rows_of_units
    return gather([subject.pk])[subject.pk]


def rows_of_people(ids: Collection[int]) -> dict[int, BookRows]:
    """The rows of each person, oldest years first."""
    books = _books(RecordBook.objects.filter(person__in=ids), "person_id")
    found = _rows(ids, books)
    for award in UnitAward.objects.filter(person__in=ids).order_by("year", "pk"):
        found[_known(award.person_id)].awards.append(award)
    for post in Post.objects.filter(person__in=ids).select_related("unit").order_by("since", "pk"):
        found[post.person_id].posts.append(post)
    for standing in PostStanding.objects.filter(post__person__in=ids).select_related("post"):
        found[standing.post.person_id].standings[standing.post_id] = standing
    _add_shared(found, "person")
    return found


def rows_of_units(ids: Collection[int]) -> dict[int, BookRows]:
    """The rows of each unit itself, not of its people; oldest years first."""
    books = _books(RecordBook.objects.filter(unit__in=ids), "unit_id")
    found = _rows(ids, books)
    awards = UnitAward.objects.filter(unit__in=ids, recipient_kind=RecipientKind.UNIT)
    for award in awards.order_by("year", "pk"):
        found[_known(award.unit_id)].awards.append(award)
    by_book = _subjects(books)
    for figures in _of(PeopleFigures.objects.all(), books):
        found[by_book[figures.book_id]].people.append(figures)
    for rank in _of(BlocRank.objects.select_related("bloc"), books):
        found[by_book[rank.book_id]].ranks.append(rank)
    _add_shared(found, "unit")
    return found


def rows_for_doubts(people: Collection[int], units: Collection[int]) -> dict[tuple[str, int], BookRows]:
    """Of people and of units (“person”, “unit” with the id) what can contradict itself: the book, grades, works and
    awards; eight queries at most.
    """
    found: dict[tuple[str, int], BookRows] = {}
    for name, ids in (("person", people), ("unit", units)):
        if not ids:
            continue
        books = _books(RecordBook.objects.filter(**{f"{name}__in": ids}), f"{name}_id")
        rows = _rows(ids, books, ("grades", "works"))
        awards = UnitAward.objects.filter(**{f"{name}__in": ids}).only(*OF_AWARDS)
        for award in awards.filter(recipient_kind=RecipientKind.UNIT) if name == "unit" else awards:
            rows[_known(getattr(award, f"{name}_id"))].awards.append(award)
        for pk, each in rows.items():
            each.awards.sort(key=lambda award: (award.year, award.pk))
            found[name, pk] = each
    return found


def _add_shared(found: dict[int, BookRows], subject: str) -> None:
    """What was said of many at once: clearances and tellings that stand; and what speaks against tellings."""
    told = ToldSubject.objects.filter(**{f"{subject}__in": list(found)}, telling__withdrawn_at=None)
    wanted = ("telling", "telling__kinds", "telling__from_year", "telling__as_of", "telling__said_at")
    for pk, telling, kinds, first, day, moment, post in told.order_by("telling").values_list(
        subject, *wanted, "telling__last_post"
    ):
        found[pk].shared += [SharedSpan(telling, kind, first, day, moment, post) for kind in kinds]
    for each in ReopenedTelling.objects.filter(**{f"{subject}__in": list(found)}, confirmed_at=None):
        found[_known(getattr(each, f"{subject}_id"))].reopened.append(each)
    standing = ClearedSubject.objects.filter(**{f"{subject}__in": list(found)}, clearance__withdrawn_at=None)
    for pk, day in standing.order_by("clearance__as_of").values_list(subject, "clearance__as_of"):
        found[pk].cleared.append(day)


def _books(books: QuerySet[RecordBook], subject: str) -> dict[int, RecordBook]:
    return {getattr(book, subject): book for book in books}


def _subjects(books: dict[int, RecordBook]) -> dict[int, int]:
    return {book.pk: subject for subject, book in books.items()}


def _rows(
    ids: Iterable[int], books: dict[int, RecordBook], wanted: Collection[str] | None = None
) -> dict[int, BookRows]:
    found: dict[int, BookRows] = defaultdict(BookRows)
    for each in ids:
        found[each] = BookRows(books.get(each))
    by_book = _subjects(books)
    kinds: tuple[tuple[str, QuerySet[Any]], ...] = (
        ("grades", YearGrade.objects.order_by("year", "pk")),
        ("works", Work.objects.order_by("year", "pk")),
        ("discipline", DisciplinaryMeasure.objects.order_by("since", "pk")),
        ("holds", AwardHold.objects.order_by("since", "pk")),
        ("attested", Attestation.objects.order_by("year", "criterion", "pk")),
        ("fully_told", FullyTold.objects.order_by("kind", "to_year", "pk")),
    )
    for name, rows in kinds:
        if wanted is not None and name not in wanted:
            continue
        for row in _of(rows, books):
            getattr(found[by_book[row.book_id]], name).append(row)
    return found


def _of(rows: QuerySet[Row], books: dict[int, RecordBook]) -> Iterable[Row]:
    return rows.filter(book__in=[book.pk for book in books.values()]) if books else ()


def _known(pk: int | None) -> int:
    assert pk is not None
    return pk
