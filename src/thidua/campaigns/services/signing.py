"""Signing a pledge, here or on paper, and freezing it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.audit.chain import canonical
from thidua.campaigns.enums import FrozenBecause, PledgeState, SignatureKind
from thidua.campaigns.errors.pledges import (
    ImpossibleDateError,
    MissingWordsError,
    TextChangedError,
    WrongStateError,
)
from thidua.campaigns.models import Pledge, PledgeSignature
from thidua.campaigns.policies import pledges as policies
from thidua.campaigns.queries.content import hash_to_sign, sha256_of, whole_content
from thidua.campaigns.queries.members import member_units
from thidua.campaigns.queries.pledges import standing_signatures, targets_of
from thidua.campaigns.services.pledges import locked
from thidua.campaigns.services.words import check_lengths, clean
from thidua.common.actor import Actor, PersonActor, Role
from thidua.common.components.texts import short_date
from thidua.common.policy import require
from thidua.common.references import Reference
from thidua.common.versions import require_version
from thidua.documents.queries.evidence import evidence_of
from thidua.organisations.models import Person, Unit
from thidua.organisations.queries import posts_of


@transaction.atomic
def sign_pledge(*, actor: Actor, pledge: Pledge, unit: Unit, digest: str, now: datetime) -> PledgeSignature:
    """Sign for `unit` as its head, or for its head, what the signer has read: `digest` is the hash of the text on his
    page. When all members have signed, the pledge freezes.

    Raises `SigningDayPassedError`, `AlreadySignedError`, `PledgeNotOpenError`, `PledgeFrozenError`,
    `NotAMemberError`, `TextChangedError`.
    """
    require(policies.is_head_for(actor, (pledge, unit)))
    require(policies.is_open_year(pledge.cycle))
    pledge = locked(pledge)
    day = timezone.localtime(now).date()
    _require_signable(pledge, unit, day)
    if digest != hash_to_sign(pledge, unit):
        raise TextChangedError(_("Nội dung giao ước vừa thay đổi so với bản anh/chị đọc. Đọc lại rồi ký."))
    person = _person_of(actor)
    signature = PledgeSignature(kind=SignatureKind.IN_SYSTEM, signed_by=person, signed_on=day, signed_at=now)
    signature.signed_by_name = person.full_name
    post = posts_of([person], day).get(person.pk)
    signature.post_title = post.title if post is not None and post.unit_id == unit.pk else ""
    if (principal := _principal_of(actor, unit)) is not None:
        signature.on_behalf_of = principal
        signature.on_behalf_of_name = principal.full_name
    return _add(actor, "pledge.signed", pledge, unit, signature, now)


@transaction.atomic
def record_paper_signature(
    *,
    actor: Actor,
    pledge: Pledge,
    unit: Unit,
    signed_on: date | None,
    signed_by_name: str = "",
    post_title: str = "",
    note: str = "",
    now: datetime,
) -> PledgeSignature:
    """Record that `unit` signed on paper, on a day that may be unknown. A day after the last day is refused.

    Once the last day is over, a paper without a day proves nothing by itself: it takes a note that says how one knows
    that it was signed in time, and its scan among the papers of the pledge.
    """
    require(policies.may_record_paper(actor, pledge))
    pledge = locked(pledge)
    today = timezone.localtime(now).date()
    _require_signable(pledge, unit, _day_of_paper(pledge, signed_on, today))
    until = pledge.cycle.signing_until
    if signed_on is None and until is not None and today > until:
        _require_proof(pledge, until, clean(note))
    signature = PledgeSignature(
        kind=SignatureKind.ON_PAPER,
        signed_by_name=clean(signed_by_name),
        post_title=clean(post_title),
        signed_on=signed_on,
        note=clean(note),
    )
    return _add(actor, "pledge.paper_signature_recorded", pledge, unit, signature, now)


@transaction.atomic
def close_signing(*, actor: Actor, pledge: Pledge, version: int, reason: str, now: datetime) -> Pledge:
    """End the signing though not all have signed, and freeze. At least one unit must have signed.

    A signature that came since the page was read makes `version` stale: who has not signed is printed for ever.
    """
    require(policies.may_close_signing(actor, pledge))
    pledge = locked(pledge)
    require(policies.may_close_signing(actor, pledge))
    require_version(pledge, version)
    reason = clean(reason)
    if not reason:
        raise MissingWordsError(_("Anh/chị chưa nêu lý do khép lại việc ký."), field="reason")
    if not standing_signatures(pledge):
        raise WrongStateError(_("Chưa đơn vị nào ký nên chưa chốt được giao ước."))
    pledge.closing_note = reason[:500]
    _freeze(pledge, FrozenBecause.CLOSED, now)
    audit.record(
        actor, "pledge.signing_closed", pledge, agency=pledge.agency_id, after=_frozen_facts(pledge), reason=reason
    )
    return pledge


def _require_signable(pledge: Pledge, unit: Unit, day: date) -> None:
    """Raise the rule's own error unless `unit` can sign on `day`."""
    members = member_units(pledge.cycle, day)
    signatures = standing_signatures(pledge)
    error = policies.why_not_signable(pledge, unit, day=day, members=members, signatures=signatures)
    if error is not None:
        raise error


def _day_of_paper(pledge: Pledge, signed_on: date | None, today: date) -> date:
    """The day on which a paper counts: its own, or, when nobody knows it, the last day of signing at the latest."""
    if signed_on is None:
        until = pledge.cycle.signing_until
        return today if until is None else min(today, until)
    if signed_on > today:
        raise ImpossibleDateError(_("Ngày ký không thể ở sau hôm nay."), field="signed_on")
    if abs(signed_on.year - pledge.cycle.year) > 1:
        raise ImpossibleDateError(
            _("Ngày ký không khớp với năm {year}. Xem lại ngày.").format(year=pledge.cycle.year), field="signed_on"
        )
    return signed_on


def _require_proof(pledge: Pledge, until: date, note: str) -> None:
    day = short_date(until)
    if not note:
        raise MissingWordsError(
            _(
                "Hạn ký {day} đã qua mà bản giấy không ghi ngày. Ghi rõ căn cứ cho biết đơn vị đã ký trong hạn, "
                "ví dụ số công văn gửi bản ký."
            ).format(day=day),
            field="note",
        )
    papers = evidence_of([parent := Reference("pledge", pledge.pk)])[parent]
    if not any(paper.file_id is not None for paper in papers):
        raise ImpossibleDateError(
            _(
                "Hạn ký {day} đã qua mà bản giấy không ghi ngày. Thêm bản quét vào minh chứng của giao ước trước, "
                "rồi ghi chữ ký."
            ).format(day=day),
            field="signed_on",
        )


def _add(
    actor: Actor, action: str, pledge: Pledge, unit: Unit, signature: PledgeSignature, now: datetime
) -> PledgeSignature:
    signature.agency_id = pledge.agency_id
    signature.pledge = pledge
    signature.unit = unit
    signature.unit_name = unit.name
    signature.signed_hash = hash_to_sign(pledge, unit)
    check_lengths(signature)
    signature.save()
    pledge.version += 1
    pledge.save(update_fields=["version"])
    today = timezone.localtime(now).date()
    signed = standing_signatures(pledge).keys()
    members = member_units(pledge.cycle, today)
    after: dict[str, object] = {
        "unit": unit.pk,
        "unit_name": unit.name,
        "kind": signature.kind,
        "signature": signature.pk,
        "signed_on": signature.signed_on,
        "signed_hash": signature.signed_hash,
    }
    if all(member.pk in signed for member in members):
        _freeze(pledge, FrozenBecause.ALL_SIGNED, now)
        after |= _frozen_facts(pledge)
    audit.record(actor, action, pledge, agency=pledge.agency_id, after=after, reason=signature.note)
    return signature


def _freeze(pledge: Pledge, because: FrozenBecause, now: datetime) -> None:
    signatures = standing_signatures(pledge)
    members = member_units(pledge.cycle, timezone.localtime(now).date())
    missing = [unit for unit in members if unit.pk not in signatures]
    content = whole_content(pledge, targets_of(pledge), signatures.values(), missing)
    pledge.content = canonical(content)
    pledge.content_hash = sha256_of(content)
    pledge.state = PledgeState.FROZEN
    pledge.frozen_at = now
    pledge.frozen_because = because
    pledge.save()


def _frozen_facts(pledge: Pledge) -> dict[str, object]:
    return {"state": pledge.state, "frozen_because": pledge.frozen_because, "content_hash": pledge.content_hash}


def _person_of(actor: Actor) -> Person:
    person = None
    if isinstance(actor, PersonActor) and actor.person is not None:
        person = Person.objects.filter(pk=actor.person).first()
    if person is None:
        raise WrongStateError(_("Tài khoản này chưa gắn với người nào trong danh sách nên chưa ký được."))
    return person


def _principal_of(actor: Actor, unit: Unit) -> Person | None:
    """Whom the actor signs for; None when the right is his own."""
    scopes = [scope for scope in actor.scopes if scope.role == Role.UNIT_HEAD and scope.unit == unit.pk]
    principals = [scope.on_behalf_of for scope in scopes]
    if None in principals:
        return None
    return Person.objects.filter(pk__in=[each for each in principals if each is not None]).order_by("pk").first()
