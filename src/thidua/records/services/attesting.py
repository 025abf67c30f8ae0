"""Confirming or denying of a unit's people at once what only people can judge of a year, one criterion at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.parents import let_go_of
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Person, Unit
from thidua.organisations.queries import people_of_unit
from thidua.records.errors import BookError
from thidua.records.models import Attestation, RecordBook
from thidua.records.policies.books import may_attest_people_of, people_attested_by
from thidua.records.services import FIRST_YEAR
from thidua.records.services.spoken import require_named

NOTHING, HOLDS, DENIED = "", "1", "0"
A_PAGE: Final = 500
"""People on one page: each sends two fields, and a form may send two thousand."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is confirmed (a code that the law asks for), and of which year."""

    code: str
    year: int


@dataclass(frozen=True, slots=True)
class AttestedPerson:
    """A person with what is on record; `may`: whether the actor confirms it of him."""

    person: Person
    stored: Attestation | None
    may: bool

    @property
    def code(self) -> str:
        """What is on record as one text, by which a page and the database are compared."""
        return NOTHING if self.stored is None else HOLDS if self.stored.holds else DENIED


@dataclass(frozen=True, slots=True)
class AttestRow:
    """A row as it was sent: what the page showed when it was opened, and what is said now (NOTHING, HOLDS, DENIED)."""

    person: int
    shown: str
    said: str


class AttestError(BookError):
    """Rows that cannot be saved: nothing was. `rows`: person → what is wrong."""

    code = "attest_many"

    def __init__(self, rows: Mapping[int, str]) -> None:
        super().__init__(_("Chưa lưu gì. Xem lại những dòng có chữ đỏ rồi bấm lưu lần nữa."))
        self.rows = dict(rows)


def people_in_year(unit: Unit, criterion: Criterion, today: date) -> QuerySet[Person]:
    """The unit's people at the end of that year, by name."""
    return people_of_unit(unit.pk, min(date(criterion.year, 12, 31), today))


def attested_people(actor: Actor, people: Iterable[Person], criterion: Criterion) -> list[AttestedPerson]:
    """These people with what is on record; a constant number of queries."""
    people = list(people)
    ids = [each.pk for each in people]
    may = set(people_attested_by(actor).filter(pk__in=ids).values_list("pk", flat=True))
    rows = Attestation.objects.filter(book__person__in=ids, criterion=criterion.code, year=criterion.year)
    stored = {each.book.person_id: each for each in rows.select_related("book")}
    return [AttestedPerson(each, stored.get(each.pk), each.pk in may) for each in people]


@transaction.atomic
def attest_many(
    *,
    actor: Actor,
    unit: Unit,
    criterion: Criterion,
    rows: Sequence[AttestRow],
    note: str = "",
    because: str = "",
    reason: str = "",
    now: datetime,
) -> int:
    """Say of each whether he meets a criterion, or take back what was said; all or nothing; how many changed. `note`:
    on what it is confirmed; `because`: why it is denied, kept in each book; `reason`: why what was said is changed.

    Raises `AttestError` with the rows that cannot be saved: the actor's own, one that somebody wrote meanwhile, one
    that is denied or changed without saying why; `BookError` for a year to come.
    """
    require(may_attest_people_of(actor, unit))
    speaker, today = require_named(actor), timezone.localtime(now).date()
    if not FIRST_YEAR <= criterion.year <= today.year:
        raise BookError(_("Năm này chưa đến, hoặc quá xa."), code="year", field="year")
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)  # of one unit one saves after the other
    sent = {each.person: each for each in rows}
    locked = (
        RecordBook.objects.select_for_update(of=("self",), no_key=True).filter(person__in=list(sent)).order_by("pk")
    )
    books = {book.person_id: book for book in locked}
    changed = [
        each
        for each in attested_people(actor, people_in_year(unit, criterion, today).filter(pk__in=sent), criterion)
        if _changes(each, sent[each.person.pk])
    ]
    why = _Why(normalise(note)[:500], normalise(because)[:500], normalise(reason)[:250])
    wrong = {each.person.pk: problem for each in changed if (problem := _problem(each, sent[each.person.pk], why))}
    if wrong:
        raise AttestError(wrong)
    said = {each.person: sent[each.person.pk].said for each in changed}
    added = [person for person, what in said.items() if what != NOTHING]
    removed = [each for each in changed if each.stored is not None]
    gone = [each.stored.pk for each in removed if each.stored is not None]
    scans = let_go_of(actor, Attestation, gone) if gone else None
    Attestation.objects.filter(pk__in=gone).delete()
    _open_books(added, books)
    Attestation.objects.bulk_create(
        Attestation(
            agency_id=person.agency_id,
            book=books[person.pk],
            criterion=criterion.code,
            year=criterion.year,
            holds=said[person] == HOLDS,
            said_by=speaker.name,
            said_by_person_id=speaker.person,
            said_on=today,
            note=why.note if said[person] == HOLDS else why.because,
            recorded_at=now,
        )
        for person in added
    )
    if changed:
        told = {"criterion": criterion.code, "year": criterion.year}
        taken_back = _people({each.person: each.code for each in removed})
        audit.record(
            actor,
            "book.many_attested",
            unit,
            agency=unit.agency_id,
            before={**told, **taken_back, **({"scans": scans} if scans else {})},
            after={**told, **_people(said), "note": why.note, "denied_because": why.because},
            reason=why.reason,
        )
    return len(changed)


@dataclass(frozen=True, slots=True)
class _Why:
    """What was written above the table."""

    note: str
    because: str
    reason: str


def _people(said: Mapping[Person, str]) -> dict[str, list[int]]:
    """Of whom it is confirmed and of whom denied, as history keeps it."""
    told = {
        "attested_people": [person.pk for person, what in said.items() if what == HOLDS],
        "denied_people": [person.pk for person, what in said.items() if what == DENIED],
    }
    return {key: people for key, people in told.items() if people}


def _changes(known: AttestedPerson, row: AttestRow) -> bool:
    """Whether the row asks for something else than what is on record, or than what was when it was shown."""
    return row.shown != known.code or row.said != known.code


def _problem(known: AttestedPerson, row: AttestRow, why: _Why) -> str:
    if not known.may:
        return _("Không ai tự ghi, tự xác nhận sổ thành tích của mình.")
    if known.code != row.shown:
        return _("Có người vừa ghi dòng này. Xem lại rồi lưu lần nữa.")
    if row.said not in (NOTHING, HOLDS, DENIED):
        return _("Chọn lại: đạt, không đạt hoặc chưa xét.")
    if row.said == DENIED and not why.because:
        return _("Dòng này ghi không đạt: ghi vì sao ở ô phía trên bảng.")
    if known.stored is not None and not why.reason:
        return _("Dòng này đổi hoặc bỏ lời đã ghi: ghi lý do ở ô phía trên bảng.")
    return ""


def _open_books(people: Sequence[Person], books: dict[int | None, RecordBook]) -> None:
    """Open the books that are not there yet, and that nobody opens at this moment."""
    missing = [each for each in people if each.pk not in books]
    RecordBook.objects.bulk_create(
        (RecordBook(agency_id=each.agency_id, person=each) for each in missing), ignore_conflicts=True
    )
    opened = RecordBook.objects.select_for_update(of=("self",), no_key=True).filter(person__in=missing).order_by("pk")
    books.update({book.person_id: book for book in opened})
