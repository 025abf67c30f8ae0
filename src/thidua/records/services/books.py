"""Writing in a record book: what it says of its subject, its lines, its honours, and that years are told in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor, person_of
from thidua.common.components.texts import short_date
from thidua.common.parents import let_go_of
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.names import fold, normalise
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Person, Post, Unit
from thidua.organisations.queries import units_of_people
from thidua.records.enums import BookPart, EntryKind, PostRank, RecipientKind
from thidua.records.errors import BookError
from thidua.records.facts.births import is_before_birth
from thidua.records.models import (
    Attestation,
    AwardHold,
    BookEntry,
    DisciplinaryMeasure,
    FullyTold,
    PeopleFigures,
    PostStanding,
    RecordBook,
    ReopenedTelling,
    UnitAward,
    YearGrade,
)
from thidua.records.policies import may_write_book
from thidua.records.policies.pages import MODELS, may_tell_in_full, may_write_part, part_of
from thidua.records.services import FIRST_YEAR, AwardWords, correct_in_register, put_in_register, words_of
from thidua.records.services.doubts import closing_doubts
from thidua.records.services.reopening import name_of, place_of, reopen_tellings, settle_by, told_of_reopening

Subject = Person | Unit
Values = Mapping[str, Any]

PAPER: Final = ("decision_number", "decided_on", "issuer", "note")
OWN_FIELDS: Final[Mapping[BookPart, tuple[str, ...]]] = {
    BookPart.GRADE: ("year", "grade", "has_maternity_leave"),
    BookPart.WORK: ("kind", "title", "year", "scope", "used_for"),
    BookPart.DISCIPLINE: ("measure", "since", "until"),
    BookPart.HOLD: ("reason", "since", "conclusion", "concluded_on"),
    BookPart.ATTESTATION: ("criterion", "year", "holds"),
    BookPart.PEOPLE: ("year", "total", "women", "grades", "titles", "disciplined"),
    BookPart.RANK: ("year", "rank", "organiser", "bloc"),
}
_ONCE: Final[Mapping[BookPart, tuple[str, ...]]] = {
    BookPart.GRADE: ("year",),
    BookPart.ATTESTATION: ("criterion", "year"),
    BookPart.PEOPLE: ("year",),
    BookPart.RANK: ("year", "organiser"),
    BookPart.WORK: ("kind", "title", "year"),
    BookPart.DISCIPLINE: ("measure", "since"),
    BookPart.HOLD: ("reason", "since"),
}
"""What two lines of one book cannot share."""
_AUDIT_NAMES: Final = {
    "measure": "disciplinary_measure",
    "titles": "people_with_titles",
    "disciplined": "people_disciplined",
    "has_maternity_leave": "maternity_leave",
}


def open_book(subject: Subject) -> RecordBook:
    """The book of a person or unit, locked; opened if nothing was written in it yet."""
    whose = {"person": subject} if isinstance(subject, Person) else {"unit": subject}
    RecordBook.objects.get_or_create(**whose, defaults={"agency": subject.agency})
    return RecordBook.objects.select_for_update(of=("self",), no_key=True).select_related("person", "unit").get(**whose)


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """What a book says of its subject. None is not known."""

    employed_since: date | None = None
    retires_on: date | None = None
    higher_retirement_age: bool | None = None
    is_direct_worker: bool | None = None
    established_on: date | None = None


@transaction.atomic
def note_subject(*, actor: Actor, subject: Subject, version: int, facts: SubjectFacts, now: datetime) -> RecordBook:
    """Note first day, retirement, foundation. `version` 0: the book had not been opened when it was read."""
    require(may_write_book(actor, subject))
    book = open_book(subject)
    require_version(book, version or 1)
    for name in ("employed_since", "established_on"):
        _require_come(getattr(facts, name), now, name)
    if isinstance(subject, Person) and facts.employed_since and is_before_birth(subject, facts.employed_since):
        raise BookError(
            _("Ngày %(day)s trước ngày sinh của người này. Xem lại ngày.") % {"day": short_date(facts.employed_since)},
            code="before_birth",
            field="employed_since",
        )
    before = _subject_facts(book)
    with closing_doubts(actor, subject, _("Ghi lại thông tin chung"), now):
        for name in SubjectFacts.__slots__:
            setattr(book, name, getattr(facts, name))
        book.save()
    audit.record(actor, "book.subject_noted", book, agency=book.agency_id, before=before, after=_subject_facts(book))
    return book


@transaction.atomic
def add_entry(*, actor: Actor, subject: Subject, part: BookPart, values: Values, now: datetime) -> BookEntry:
    """Write a line. Raises `BookError` for what cannot be and for what stands there already."""
    require(may_write_part(actor, subject, part))
    entry = MODELS[part](agency_id=subject.agency_id, book=open_book(subject), recorded_at=now)
    _put(entry, part, values, actor, now)
    entry.save()
    reopened = reopen_tellings(subject, None, entry, by=name_of(actor), reason="", now=now)
    after = facts_of_entry(entry) | told_of_reopening(reopened)
    audit.record(actor, "book.entry_added", entry, agency=entry.agency_id, after=after)
    return entry


@transaction.atomic
def correct_entry(
    *, actor: Actor, entry: BookEntry, version: int, values: Values, reason: str, now: datetime
) -> BookEntry:
    """Correct a line and say why."""
    entry, part, subject = _lock(entry)
    require(may_write_part(actor, subject, part))
    require_version(entry, version)
    reason = _require_reason(reason)
    before, stood = facts_of_entry(entry), place_of(entry)
    with closing_doubts(actor, subject, reason, now):
        _put(entry, part, values, actor, now)
        entry.save()
    reopened = reopen_tellings(subject, stood, entry, by=name_of(actor), reason=reason, now=now)
    audit.record(
        actor,
        "book.entry_corrected",
        entry,
        agency=entry.agency_id,
        before=before,
        after=facts_of_entry(entry) | told_of_reopening(reopened),
        reason=reason,
    )
    return entry


@transaction.atomic
def remove_entry(*, actor: Actor, entry: BookEntry, version: int, reason: str, now: datetime) -> None:
    """Take out what was written by mistake and say why; history keeps it."""
    entry, part, subject = _lock(entry)
    require(may_write_part(actor, subject, part))
    require_version(entry, version)
    reason = _require_reason(reason)
    before = facts_of_entry(entry)
    if scans := let_go_of(actor, type(entry), [entry.pk]):
        before["scans"] = scans
    audit.record(actor, "book.entry_removed", entry, agency=entry.agency_id, before=before, reason=reason)
    with closing_doubts(actor, subject, reason, now, removed=True):
        entry.delete()


@transaction.atomic
def add_award(*, actor: Actor, subject: Subject, year: int, words: AwardWords, now: datetime) -> UnitAward:
    """Enter a title or an honour in the register, as the book of its holder tells it.

    What a person received stays with those who see his book; what a unit received, blocs are told as before.
    """
    require(may_write_book(actor, subject))
    open_book(subject)
    if isinstance(subject, Person) and (told := told_by_unit(subject, year, words.law_code)) is not None:
        return _put_into_book(actor, told, subject, words, now)
    award = UnitAward(agency_id=subject.agency_id, year=year, recorded_at=now)
    if isinstance(subject, Person):
        award.person, award.is_told_to_bloc = subject, False
        award.unit = _unit_at_end_of(subject, year, now)
        words = replace(words, recipient_kind=RecipientKind.PERSON, recipient=subject.full_name)
    else:
        award.unit = subject
        words = replace(words, recipient_kind=RecipientKind.UNIT, recipient="")
    put_in_register(actor, award, words, now)
    return award


def told_by_unit(person: Person, year: int, law_code: str | None) -> UnitAward | None:
    """The award that one of his units told by his name and that stands in no book yet: one award, one entry."""
    awards = UnitAward.objects.select_for_update(of=("self",), no_key=True).filter(
        agency=person.agency_id,
        person=None,
        recipient_kind=RecipientKind.PERSON,
        year=year,
        law_code=law_code,
        unit__in=person.memberships.values("unit"),
    )
    named = [each for each in awards if law_code and fold(each.recipient) == fold(person.full_name)]
    return named[0] if len(named) == 1 else None


def _put_into_book(actor: Actor, told: UnitAward, person: Person, words: AwardWords, now: datetime) -> UnitAward:
    """Let an award that a unit told stand in the book; what it did not say is taken from the new words."""
    told.person = person
    known = words_of(told)
    joined = replace(
        known,
        basis=known.basis or words.basis,
        decision_number=known.decision_number or words.decision_number,
        decided_on=known.decided_on if known.decided_on.code else words.decided_on,
        issuer=known.issuer or words.issuer,
        note=known.note or words.note,
    )
    told.version += 1
    correct_in_register(actor, told, joined, _("Ghi vào sổ thành tích"), now)
    return told


@transaction.atomic
def tell_in_full(
    *,
    actor: Actor,
    subject: Subject,
    kind: EntryKind,
    from_year: int | None,
    to_year: int,
    note: str = "",
    now: datetime,
) -> FullyTold:
    """Say by name that the years hold nothing of a kind but what the book lists."""
    require(may_tell_in_full(actor, subject, kind))
    today = timezone.localtime(now).date()
    _require_year(to_year, today, "to_year")
    if from_year is not None:
        _require_year(from_year, today, "from_year")
        if from_year > to_year:
            raise BookError(_("Năm đầu phải trước năm cuối."), code="years_in_order", field="from_year")
    book = open_book(subject)
    told = FullyTold.objects.create(
        agency_id=book.agency_id,
        book=book,
        kind=kind,
        from_year=from_year,
        to_year=to_year,
        said_by=_name_of(actor),
        said_by_person_id=person_of(actor),
        said_on=today,
        note=normalise(note)[:500],
    )
    settle_by(told, ReopenedTelling.objects.filter(person=book.person, unit=book.unit), now)
    audit.record(actor, "book.fully_told", told, agency=book.agency_id, after=_told(told))
    return told


@transaction.atomic
def take_back(*, actor: Actor, told: FullyTold, reason: str) -> None:
    """Somebody said in error that years are told in full."""
    told = (
        FullyTold.objects.select_for_update(of=("self",), no_key=True)
        .select_related("book__person", "book__unit")
        .get(pk=told.pk)
    )
    require(may_tell_in_full(actor, told.book.subject, EntryKind(told.kind)))
    reason = _require_reason(reason)
    audit.record(actor, "book.telling_taken_back", told, agency=told.agency_id, before=_told(told), reason=reason)
    told.delete()


@transaction.atomic
def place_post(*, actor: Actor, post: Post, rank: PostRank, note: str = "", now: datetime) -> PostStanding:
    """Say to which post that the law names a post corresponds; said again, it stands anew."""
    require(may_write_book(actor, post.person))
    open_book(post.person)
    found = PostStanding.objects.select_for_update(no_key=True).filter(post=post).first()
    before = {"rank": found.rank, "note": found.note} if found else None
    standing = found or PostStanding(agency_id=post.agency_id, post=post)
    if found:
        standing.version += 1
    standing.rank, standing.note, standing.recorded_at = rank, normalise(note)[:500], now
    standing.save()
    after = {"rank": standing.rank, "note": standing.note}
    audit.record(actor, "book.post_placed", standing, agency=post.agency_id, before=before, after=after)
    return standing


def facts_of_entry(entry: BookEntry) -> dict[str, Any]:
    """What history keeps of a line."""
    kept: dict[str, Any] = {}
    for name in (*OWN_FIELDS[part_of(entry)], *PAPER):
        value = getattr(entry, f"{name}_id" if name == "bloc" else name)
        if isinstance(value, PartialDate):
            value = value.code
        kept[_AUDIT_NAMES.get(name, name)] = value.isoformat() if isinstance(value, date) else value
    if not kept.get("maternity_leave"):
        kept.pop("maternity_leave", None)
    if isinstance(entry, Attestation):
        kept["said_by"] = entry.said_by
    return kept


def _put(entry: BookEntry, part: BookPart, values: Values, actor: Actor, now: datetime) -> None:
    for name in OWN_FIELDS[part]:
        value = values.get(name)
        setattr(entry, name, normalise(value)[:500] if isinstance(value, str) else value)
    entry.decision_number = normalise(values.get("decision_number") or "")[:80]
    entry.decided_on = values.get("decided_on") or PartialDate()
    entry.issuer = normalise(values.get("issuer") or "")[:250]
    entry.note = normalise(values.get("note") or "")[:500]
    if isinstance(entry, YearGrade):
        entry.has_maternity_leave = bool(entry.has_maternity_leave) and entry.book.person_id is not None
    if isinstance(entry, Attestation):
        entry.said_by, entry.said_by_person_id = _name_of(actor), person_of(actor)
        entry.said_on = timezone.localtime(now).date()
    _require_possible(entry, part, now)
    same = {name: getattr(entry, name) for name in _ONCE[part]}
    if type(entry)._default_manager.filter(book=entry.book, **same).exclude(pk=entry.pk).exists():
        raise BookError(
            _("Sổ đã có dòng này. Sửa dòng đang có thay vì ghi thêm."), code="recorded_already", field=_ONCE[part][0]
        )


def _require_possible(entry: BookEntry, part: BookPart, now: datetime) -> None:
    today = timezone.localtime(now).date()
    if "year" in OWN_FIELDS[part]:
        _require_year(entry.year, today, "year")  # type: ignore[attr-defined]
    earliest = entry.decided_on.earliest
    if earliest is not None and earliest > today:
        raise BookError(
            _("Ngày quyết định %(day)s còn ở phía trước. Xem lại ngày.") % {"day": short_date(entry.decided_on)},
            code="decided_in_future",
            field="decided_on",
        )
    if isinstance(entry, DisciplinaryMeasure):
        _require_come(entry.since, now, "since")
        if entry.until is not None and entry.until < entry.since:
            raise BookError(_("Ngày hết hạn phải sau ngày bắt đầu."), code="end_first", field="until")
    if isinstance(entry, AwardHold):
        _require_come(entry.since, now, "since")
        _require_come(entry.concluded_on, now, "concluded_on")
        if (entry.conclusion is None) != (entry.concluded_on is None):
            raise BookError(
                _("Kết luận và ngày kết luận phải có cả hai, hoặc để trống cả hai."),
                code="half_a_conclusion",
                field="concluded_on",
            )
        if entry.concluded_on is not None and entry.concluded_on < entry.since:
            raise BookError(_("Ngày kết luận phải sau ngày bắt đầu."), code="end_first", field="concluded_on")
    if isinstance(entry, PeopleFigures):
        _require_sum(entry)


def _require_sum(figures: PeopleFigures) -> None:
    """No part is larger than the whole."""
    if figures.total is None:
        return
    parts = [figures.women or 0, sum((figures.grades or {}).values()), *figures.titles.values()]
    if max(parts) > figures.total:
        raise BookError(
            _("Có số lớn hơn tổng số %(total)s người. Xem lại.") % {"total": figures.total},
            code="more_than_all",
            field="total",
        )


def _require_year(year: int, today: date, field: str) -> None:
    if not FIRST_YEAR <= year <= today.year:
        raise BookError(
            _("Năm phải từ %(first)s đến %(last)s. Anh/chị đang nhập %(year)s.")
            % {"first": FIRST_YEAR, "last": today.year, "year": year},
            code="year",
            field=field,
        )


def _require_come(day: date | None, now: datetime, field: str) -> None:
    if day is not None and day > timezone.localtime(now).date():
        raise BookError(
            _("Ngày %(day)s còn ở phía trước. Xem lại ngày.") % {"day": short_date(day)},
            code="in_the_future",
            field=field,
        )


def _require_reason(reason: str) -> str:
    reason = normalise(reason)[:250]
    if not reason:
        raise BookError(_("Anh/chị chưa ghi lý do."), code="no_reason", field="reason")
    return reason


def _lock(entry: BookEntry) -> tuple[BookEntry, BookPart, Subject]:
    rows = type(entry)._default_manager.select_for_update(of=("self",), no_key=True)
    locked: BookEntry = rows.select_related("book__person", "book__unit").get(pk=entry.pk)
    return locked, part_of(locked), locked.book.subject


def _unit_at_end_of(person: Person, year: int, now: datetime) -> Unit | None:
    """The unit he belonged to when the year ended; today's for the year that runs."""
    day = min(date(year, 12, 31), timezone.localtime(now).date())
    membership = units_of_people([person], day).get(person.pk)
    return membership.unit if membership else None


def _subject_facts(book: RecordBook) -> dict[str, Any]:
    kept = {name: getattr(book, name) for name in SubjectFacts.__slots__}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}


def _told(told: FullyTold) -> dict[str, Any]:
    return {
        "kind": told.kind,
        "from_year": told.from_year,
        "to_year": told.to_year,
        "said_by": told.said_by,
        "note": told.note,
    }


def _name_of(actor: Actor) -> str:
    """The name that stands under what is confirmed. Raises `BookError` for what has none."""
    if not isinstance(actor, PersonActor):
        raise BookError(_("Việc này phải do một người có tên xác nhận."), code="no_name")
    return actor.name
