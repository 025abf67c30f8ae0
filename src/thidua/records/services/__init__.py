"""Recording awards that units received, correcting and taking them out."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.parents import let_go_of
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.names import fold, normalise
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Bloc, Unit
from thidua.records.enums import AwardBasis, AwardCode, LawCode, RecipientKind
from thidua.records.errors import AwardError
from thidua.records.models import UnitAward
from thidua.records.policies import may_correct_award, may_record_award
from thidua.records.services.doubts import closing_doubts
from thidua.records.services.publishing import take_back_unless_true
from thidua.records.services.reopening import name_of, place_of, reopen_tellings, subject_of_award, told_of_reopening

FIRST_YEAR = 1948
"""The year of the first appeal for patriotic emulation (11 June 1948)."""
UNKNOWN_DAY = PartialDate()
_LAW_CODES = {AwardCode(code): LawCode(code) for code in AwardCode.values if code in LawCode.values} | {
    AwardCode.CERTIFICATE_OF_MERIT: LawCode.MINISTRY_CERTIFICATE_OF_MERIT,
    AwardCode.PRIME_MINISTER_CERTIFICATE: LawCode.PRIME_MINISTER_CERTIFICATE_OF_MERIT,
}


@dataclass(frozen=True, slots=True)
class AwardWords:
    """What is recorded of an award; what nobody knows is left out."""

    name: str
    recipient_kind: RecipientKind = RecipientKind.UNIT
    recipient: str = ""
    code: AwardCode | None = None
    law_code: LawCode | None = None
    """Left out: as far as `code` names one award of the law."""
    basis: AwardBasis | None = None
    decision_number: str = ""
    decided_on: PartialDate = UNKNOWN_DAY
    issuer: str = ""
    note: str = ""


@transaction.atomic
def record_award(*, actor: Actor, owner: Unit | Bloc, year: int, words: AwardWords, now: datetime) -> UnitAward:
    """Record what a unit received for a year; with a bloc as `owner`, what one of its members, nobody knows which, did.

    Raises `AwardError` for what cannot be and for what is recorded already.
    """
    require(may_record_award(actor, owner, year))
    award = UnitAward(
        agency_id=owner.agency_id,
        unit=owner if isinstance(owner, Unit) else None,
        bloc=owner if isinstance(owner, Bloc) else None,
        year=year,
        recorded_at=now,
    )
    put_in_register(actor, award, words, now)
    return award


def put_in_register(actor: Actor, award: UnitAward, words: AwardWords, now: datetime) -> None:
    """Fill a new entry of the register, save it, and tell history. Whoever calls has asked the policy."""
    _put(award, words, today=timezone.localtime(now).date())
    award.save()
    subject = subject_of_award(award)
    reopened = reopen_tellings(subject, None, award, by=name_of(actor), reason="", now=now) if subject else []
    after = _facts(award) | told_of_reopening(reopened)
    audit.record(actor, "award.recorded", award, agency=award.agency_id, after=after)


@transaction.atomic
def correct_award(
    *, actor: Actor, award: UnitAward, version: int, words: AwardWords, reason: str, now: datetime
) -> UnitAward:
    """Correct what is recorded, and say why."""
    award = _lock(award)
    require(may_correct_award(actor, award))
    require_version(award, version)
    reason = _require_reason(reason)
    correct_in_register(actor, award, words, reason, now)
    return award


def correct_in_register(actor: Actor, award: UnitAward, words: AwardWords, reason: str, now: datetime) -> None:
    """Fill an entry anew, save it, and tell history why. Whoever calls has asked the policy and counted the version."""
    stood = UnitAward.objects.get(pk=award.pk)
    before, subject = _facts(stood), subject_of_award(award)
    with _closing_doubts(actor, award, reason, now):
        _put(award, words, today=timezone.localtime(now).date())
        award.save()
    take_back_unless_true(award, now)
    reopened = []
    if subject is not None:
        was_there = subject_of_award(stood) == subject
        reopened = reopen_tellings(
            subject, place_of(stood) if was_there else None, award, by=name_of(actor), reason=reason, now=now
        )
    audit.record(
        actor,
        "award.corrected",
        award,
        agency=award.agency_id,
        before=before,
        after=_facts(award) | told_of_reopening(reopened),
        reason=reason,
    )


@transaction.atomic
def remove_award(*, actor: Actor, award: UnitAward, version: int, reason: str) -> None:
    """Take out what was recorded by mistake, and say why; history keeps it."""
    award = _lock(award)
    require(may_correct_award(actor, award))
    require_version(award, version)
    reason = _require_reason(reason)
    before = _facts(award)
    if scans := let_go_of(actor, UnitAward, [award.pk]):
        before["scans"] = scans
    audit.record(actor, "award.removed", award, agency=award.agency_id, before=before, reason=reason)
    now = clock.now()
    take_back_unless_true(award, now, is_removed=True)
    with _closing_doubts(actor, award, reason, now, removed=True):
        award.delete()


def _closing_doubts(
    actor: Actor, award: UnitAward, reason: str, now: datetime, *, removed: bool = False
) -> AbstractContextManager[None]:
    """Doubts about the book in which the award stands, if it stands in one."""
    subject = subject_of_award(award)
    return closing_doubts(actor, subject, reason, now, removed=removed) if subject is not None else nullcontext()


def words_of(award: UnitAward) -> AwardWords:
    """What is recorded of an award, to be said again with some of it otherwise."""
    return AwardWords(
        name=award.name,
        recipient_kind=RecipientKind(award.recipient_kind),
        recipient=award.recipient,
        code=AwardCode(award.code) if award.code else None,
        law_code=LawCode(award.law_code) if award.law_code else None,
        basis=AwardBasis(award.basis) if award.basis else None,
        decision_number=award.decision_number,
        decided_on=award.decided_on,
        issuer=award.issuer,
        note=award.note,
    )


def law_code_of(code: AwardCode) -> LawCode | None:
    """The one award of the law that the coarse code names; None for an order, whose class it does not say."""
    return _LAW_CODES.get(code)


def coarse_code_of(law_code: LawCode) -> AwardCode | None:
    """The code to count an award of the law by."""
    if law_code.value.partition("_ORDER")[1]:
        return AwardCode.ORDER
    return next((code for code, of_law in _LAW_CODES.items() if of_law == law_code), None)


def _lock(award: UnitAward) -> UnitAward:
    return (
        UnitAward.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "bloc", "person")
        .get(pk=award.pk)
    )


def _require_reason(reason: str) -> str:
    reason = normalise(reason)[:250]
    if not reason:
        raise AwardError(_("Anh/chị chưa ghi lý do."), code="no_reason", field="reason")
    return reason


def _put(award: UnitAward, words: AwardWords, *, today: date) -> None:
    named = words.law_code or words.code
    award.name = normalise(words.name)[:250] or (str(named.label) if named else "")
    award.recipient_kind = words.recipient_kind
    award.recipient = normalise(words.recipient)[:250]
    award.code = words.code or (coarse_code_of(words.law_code) if words.law_code else None)
    award.law_code = words.law_code or (law_code_of(words.code) if words.code else None)
    award.basis = words.basis
    award.decision_number = normalise(words.decision_number)[:80]
    award.decided_on = words.decided_on
    award.issuer = normalise(words.issuer)[:250]
    award.note = normalise(words.note)[:500]
    if not award.name:
        raise AwardError(_("Anh/chị chưa ghi tên danh hiệu hoặc hình thức khen thưởng."), code="no_name", field="name")
    if award.recipient_kind == RecipientKind.UNIT and award.recipient:
        raise AwardError(
            _("Khen đơn vị thì để trống tên người nhận; khen tập thể hoặc cá nhân thì chọn lại ở trên."),
            code="recipient_of_unit",
            field="recipient",
        )
    if award.person_id is not None and award.recipient_kind != RecipientKind.PERSON:
        raise AwardError(
            _("Khen thưởng này nằm trong sổ của một người: không đổi sang đơn vị hoặc tập thể được. Ghi nhầm thì bỏ."),
            code="of_person",
            field="recipient_kind",
        )
    _require_possible_days(award, today)
    _require_new(award)


def _require_possible_days(award: UnitAward, today: date) -> None:
    if not FIRST_YEAR <= award.year <= today.year:
        raise AwardError(
            _("Năm phải từ %(first)s đến %(last)s. Anh/chị đang nhập %(year)s.")
            % {"first": FIRST_YEAR, "last": today.year, "year": award.year},
            code="year",
            field="year",
        )
    decided = award.decided_on
    if decided.earliest is not None and decided.earliest > today:
        raise AwardError(
            _("Ngày quyết định %(day)s còn ở phía trước. Xem lại ngày.") % {"day": short_date(decided)},
            code="decided_in_future",
            field="decided_on",
        )
    if decided.year is not None and decided.year < award.year:
        raise AwardError(
            _("Quyết định năm %(decided)s không thể khen thành tích năm %(year)s. Xem lại năm.")
            % {"decided": decided.year, "year": award.year},
            code="decided_before_year",
            field="decided_on",
        )


def _require_new(award: UnitAward) -> None:
    """The same award twice is a slip. Two unnamed ones of a kind are told apart by their notes."""
    is_named = bool(award.recipient) or (award.unit is not None and award.recipient_kind == RecipientKind.UNIT)
    others = UnitAward.objects.filter(
        agency=award.agency_id, unit=award.unit, bloc=award.bloc, year=award.year, recipient_kind=award.recipient_kind
    ).exclude(pk=award.pk)
    if any(_sounds_like(other) == _sounds_like(award) and (is_named or other.note == award.note) for other in others):
        raise AwardError(
            _("“%(name)s” năm %(year)s đã được ghi. Sửa dòng đang có; nếu là khen thưởng khác, ghi rõ ở ô ghi chú.")
            % {"name": award.name, "year": award.year},
            code="recorded_already",
            field="name",
        )


def _sounds_like(award: UnitAward) -> tuple[str, str, int | None]:
    return fold(award.name), fold(award.recipient), award.person_id


def _facts(award: UnitAward) -> dict[str, Any]:
    return {
        "unit": award.unit_id,
        "bloc": award.bloc_id,
        "person": award.person_id,
        "year": award.year,
        "recipient_kind": award.recipient_kind,
        "recipient": award.recipient,
        "code": award.code,
        "law_code": award.law_code,
        "award_basis": award.basis,
        "name": award.name,
        "decision_number": award.decision_number,
        "decided_on": award.decided_on.code,
        "issuer": award.issuer,
        "note": award.note,
    }
