"""What the addresses of record books name, as far as the actor sees it, and whether he may do what they are for."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Q, QuerySet

from thidua.common.actor import Actor, Role, person_of
from thidua.common.policy import Answer, refused
from thidua.core.law.awards import Award, shipped_awards
from thidua.core.law.codes import Subject as LawSubject
from thidua.organisations.models import Person, Post, Unit
from thidua.records.enums import PARTS_OF_PEOPLE, PARTS_OF_UNITS, SENSITIVE_KINDS, SENSITIVE_PARTS, BookPart, EntryKind
from thidua.records.models import (
    Attestation,
    AwardHold,
    BlocRank,
    BookEntry,
    DisciplinaryMeasure,
    FullyTold,
    PeopleFigures,
    Work,
    YearGrade,
)
from thidua.records.policies.books import (
    Subject,
    books_visible_to,
    may_attest,
    may_see_sensitive,
    may_write_book,
    may_write_sensitive,
    members_of,
    people_with_books_visible_to,
    units_with_books_visible_to,
    units_written_by,
)

PERSON: Final = "nguoi"
UNIT: Final = "don-vi"
MODELS: Final[dict[str, type[BookEntry]]] = {
    BookPart.GRADE: YearGrade,
    BookPart.WORK: Work,
    BookPart.DISCIPLINE: DisciplinaryMeasure,
    BookPart.HOLD: AwardHold,
    BookPart.ATTESTATION: Attestation,
    BookPart.PEOPLE: PeopleFigures,
    BookPart.RANK: BlocRank,
}
SubjectPart = tuple[Subject, BookPart]


def find_subject(actor: Actor, whose: str, pk: int) -> Subject | None:
    """The person or the unit whose book the actor sees."""
    if whose == PERSON:
        return people_with_books_visible_to(actor).select_related("agency").filter(pk=pk).first()
    if whose == UNIT:
        return units_with_books_visible_to(actor).select_related("agency").filter(pk=pk).first()
    return None


def find_subject_award(actor: Actor, whose: str, pk: int, code: str) -> tuple[Subject, Award] | None:
    """The same, with an award there is for such a subject."""
    subject = find_subject(actor, whose, pk)
    kind = LawSubject.INDIVIDUAL if whose == PERSON else LawSubject.COLLECTIVE
    award = shipped_awards().get((code, kind))
    return (subject, award) if subject is not None and award is not None else None


def find_part(actor: Actor, whose: str, pk: int, part: str) -> SubjectPart | None:
    """A part of a book; discipline and holds only where he sees them."""
    subject = find_subject(actor, whose, pk)
    parts = PARTS_OF_PEOPLE if whose == PERSON else PARTS_OF_UNITS
    if subject is None or part not in parts:
        return None
    named = BookPart(part)
    return (subject, named) if named not in SENSITIVE_PARTS or may_see_sensitive(actor, subject) else None


def entries_visible_to(actor: Actor, part: str) -> QuerySet[Any]:
    """Lines of a part in the books that the actor sees; discipline and holds as `may_see_sensitive` has them."""
    rows: QuerySet[Any] = MODELS[part]._default_manager.filter(book__in=books_visible_to(actor))
    if part not in SENSITIVE_PARTS:
        return rows
    offices, headed = actor.agencies_as(Role.STANDING_OFFICE), actor.units_as(Role.UNIT_HEAD)
    of_person = Q(book__person__agency__in=offices) | Q(book__person__in=members_of(headed))
    of_unit = Q(book__unit__agency__in=offices) | Q(book__unit__in=headed)
    return rows.filter(of_person | of_unit | Q(book__person=person_of(actor) or 0))


def find_entry(actor: Actor, part: str, pk: int) -> BookEntry | None:
    """A line of a book."""
    model = MODELS.get(part)
    if model is None:
        return None
    rows = model._default_manager.select_related("book__person__agency", "book__unit__agency")
    entry: BookEntry | None = rows.filter(pk=pk).first()
    return entry if entry is not None and _sees(actor, entry.book.subject, part in SENSITIVE_PARTS) else None


def find_telling(actor: Actor, pk: int) -> FullyTold | None:
    """What somebody said to be told in full."""
    told = FullyTold.objects.select_related("book__person__agency", "book__unit__agency").filter(pk=pk).first()
    return told if told is not None and _sees(actor, told.book.subject, told.kind in SENSITIVE_KINDS) else None


def find_post(actor: Actor, pk: int) -> Post | None:
    """A post of somebody whose book he sees."""
    people = people_with_books_visible_to(actor)
    return Post.objects.select_related("person__agency", "unit").filter(pk=pk, person__in=people).first()


def find_unit_written(actor: Actor, pk: int, year: int) -> tuple[Unit, int] | None:
    """A unit whose people's books he writes, and a year."""
    unit = units_with_books_visible_to(actor).select_related("agency").filter(pk=pk).first()
    return (unit, year) if unit is not None and 1948 <= year <= 2199 else None


def may_write_subject_part(actor: Actor, subject_part: SubjectPart) -> Answer:
    """Whether he writes in this part."""
    return may_write_part(actor, *subject_part)


def may_write_entry(actor: Actor, entry: BookEntry) -> Answer:
    """Whether he corrects this line."""
    return may_write_part(actor, entry.book.subject, part_of(entry))


def may_take_back(actor: Actor, told: FullyTold) -> Answer:
    """Whether he takes back that something is told in full."""
    return may_tell_in_full(actor, told.book.subject, EntryKind(told.kind))


def may_tell_in_full(actor: Actor, subject: Subject, kind: EntryKind) -> Answer:
    """Whether he says that years of a kind are told in full."""
    return may_write_sensitive(actor, subject) if kind in SENSITIVE_KINDS else may_write_book(actor, subject)


def may_place_post(actor: Actor, post: Post) -> Answer:
    """Whether he says what a post is by the law."""
    return may_write_book(actor, post.person)


def may_write_unit_year(actor: Actor, unit_year: tuple[Unit, int]) -> Answer:
    """Whether he writes the books of a unit's people."""
    if units_written_by(actor).filter(pk=unit_year[0].pk).exists():
        return Answer(allowed=True)
    return refused(may_write_book(actor, unit_year[0]).reason)


def may_write_part(actor: Actor, subject: Subject, part: BookPart) -> Answer:
    """The policy of a part of a book."""
    if part in SENSITIVE_PARTS:
        return may_write_sensitive(actor, subject)
    return may_attest(actor, subject) if part == BookPart.ATTESTATION else may_write_book(actor, subject)


def part_of(entry: BookEntry) -> BookPart:
    """In which part of a book a line stands."""
    return BookPart(next(part for part, model in MODELS.items() if isinstance(entry, model)))


def _sees(actor: Actor, subject: Subject, is_sensitive: bool) -> bool:
    whose = PERSON if isinstance(subject, Person) else UNIT
    return find_subject(actor, whose, subject.pk) is not None and (
        not is_sensitive or bool(may_see_sensitive(actor, subject))
    )
