"""Who sees, writes, opens, signs and closes a pledge."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.enums import CycleState, PledgeState
from thidua.campaigns.errors.pledges import (
    AlreadySignedError,
    NotAMemberError,
    PledgeFrozenError,
    PledgeNotOpenError,
    SigningDayPassedError,
)
from thidua.campaigns.models import Cycle, Pledge, PledgeSignature
from thidua.campaigns.policies.cycles import cycles_visible_to, may_run_cycle, secretary_of
from thidua.campaigns.queries.pledges import Signing, signing_of
from thidua.common import clock
from thidua.common.actor import Actor, Role
from thidua.common.components.texts import long_date, short_date
from thidua.common.errors import DomainError
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Unit


def pledges_visible_to(actor: Actor) -> QuerySet[Pledge]:
    """Pledges of the years the actor sees."""
    return Pledge.objects.filter(cycle__in=cycles_visible_to(actor)).select_related("agency", "cycle__bloc__agency")


def head_of(unit: Unit) -> str:
    """Who signs for a unit, in words."""
    return _("Thủ trưởng {unit}").format(unit=unit.name)


def is_open_year(cycle: Cycle) -> Answer:
    """Whether anything may still be written in the year."""
    if cycle.state == CycleState.CLOSED:
        return refused(
            _("Năm {year} đã khép lại, nội dung chỉ còn để xem.").format(year=cycle.year), who=secretary_of(cycle.bloc)
        )
    return YES


def may_keep_year(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor runs the year and it is still open."""
    may_run = may_run_cycle(actor, cycle)
    return is_open_year(cycle) if may_run else may_run


def may_draft_pledge(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may begin the pledge of the year."""
    may_keep = may_keep_year(actor, cycle)
    if may_keep and cycle.pledges.exists():
        return refused(_("Năm {year} đã có giao ước.").format(year=cycle.year))
    return may_keep


def may_edit_pledge(actor: Actor, pledge: Pledge) -> Answer:
    """Whether the actor may change the text and the bloc's targets: the secretary, while it is a draft."""
    may_keep = may_keep_year(actor, pledge.cycle)
    if not may_keep:
        return may_keep
    if pledge.state == PledgeState.OPEN:
        return refused(
            _("Giao ước đang lấy chữ ký nên phần chung không sửa được."),
            remedy=_("Đưa giao ước về bản soạn rồi sửa."),
            who=secretary_of(pledge.cycle.bloc),
        )
    return _not_frozen(pledge)


def may_open_signing(actor: Actor, pledge: Pledge) -> Answer:
    """Whether the actor may open the pledge for signing."""
    may_keep = may_keep_year(actor, pledge.cycle)
    if may_keep and pledge.state != PledgeState.DRAFT:
        return refused(_("Giao ước đã mở ký rồi."))
    return may_keep


def may_return_to_draft(actor: Actor, pledge: Pledge) -> Answer:
    """Whether the actor may take the pledge back to be written on."""
    may_keep = may_keep_year(actor, pledge.cycle)
    if may_keep and pledge.state != PledgeState.OPEN:
        return _not_frozen(pledge) and refused(_("Giao ước chưa mở ký."))
    return may_keep


def may_close_signing(actor: Actor, pledge: Pledge) -> Answer:
    """Whether the actor may end the signing though not all have signed."""
    may_keep = may_keep_year(actor, pledge.cycle)
    if may_keep and pledge.state != PledgeState.OPEN:
        return _not_frozen(pledge) and refused(_("Giao ước chưa mở ký."))
    return may_keep


def may_record_paper(actor: Actor, pledge: Pledge) -> Answer:
    """Whether the actor may record that units signed on paper."""
    return may_close_signing(actor, pledge)


def may_attach_to_pledge(actor: Actor, pledge: Pledge) -> Answer:
    """Whether the actor may add papers of the pledge, the scanned signatures for instance: whoever keeps the year."""
    return may_keep_year(actor, pledge.cycle)


def find_signing(actor: Actor, *, pk: int, unit_pk: int) -> tuple[Pledge, Unit] | None:
    """The pledge and one of the units that have to sign it, if the actor sees them."""
    pledge = pledges_visible_to(actor).filter(pk=pk).first()
    if pledge is None:
        return None
    for unit in signing_of(pledge, clock.today()).units:
        if unit.pk == unit_pk:
            return pledge, unit
    return None


def is_head_for(actor: Actor, signing: tuple[Pledge, Unit]) -> Answer:
    """Whether the actor is the head, or acts for the head, of the unit; days and states are the page's to explain."""
    unit = signing[1]
    if unit.pk in actor.units_as(Role.UNIT_HEAD):
        return YES
    return refused(_("Chỉ thủ trưởng đơn vị ký giao ước cho đơn vị mình."), who=head_of(unit))


def may_sign(actor: Actor, pledge: Pledge, unit: Unit, *, day: date, signing: Signing) -> Answer:
    """Whether the actor may sign for `unit` on `day`."""
    is_head = is_head_for(actor, (pledge, unit))
    if not is_head:
        return is_head
    open_year = is_open_year(pledge.cycle)
    if not open_year:
        return open_year
    error = why_not_signable(pledge, unit, day=day, members=signing.units, signatures=signing.signatures)
    if error is None:
        return YES
    return refused(error.message, remedy=error.remedy, who=str(error.data.get("who", "")))


def why_not_signable(
    pledge: Pledge,
    unit: Unit,
    *,
    day: date,
    members: Collection[Unit],
    signatures: dict[int, PledgeSignature],
) -> DomainError | None:
    """The rule of signing, once for the button and for the deed: None when `unit` can sign on `day`."""
    if (signature := signatures.get(unit.pk)) is not None:
        return AlreadySignedError(
            _("{unit} đã ký giao ước ngày {day}. Mỗi đơn vị ký một lần.").format(
                unit=unit.name, day=short_date(signature.signed_on)
            ),
            signature=signature,
        )
    if pledge.state == PledgeState.DRAFT:
        return PledgeNotOpenError(_("Giao ước đang soạn, chưa mở ký."), who=secretary_of(pledge.cycle.bloc))
    if pledge.state == PledgeState.FROZEN:
        return frozen_error(pledge)
    if unit.pk not in {each.pk for each in members}:
        return NotAMemberError(
            _("{unit} không còn là thành viên của khối nên không ký được.").format(unit=unit.name),
            who=secretary_of(pledge.cycle.bloc),
        )
    until = pledge.cycle.signing_until
    if until is not None and day > until:
        return SigningDayPassedError(
            _("Hạn ký là {until}, nay đã qua.").format(until=long_date(until)),
            remedy=_("Thư ký khối có thể lùi ngày ký, hoặc ghi lại bản ký giấy ký trong hạn."),
            who=secretary_of(pledge.cycle.bloc),
            signing_until=until,
        )
    return None


def frozen_error(pledge: Pledge) -> PledgeFrozenError:
    """The refusal to change a frozen pledge, with its day."""
    return PledgeFrozenError(
        _("Giao ước đã chốt ngày {day}, không sửa, không ký thêm.").format(day=short_date(pledge.frozen_at))
    )


def _not_frozen(pledge: Pledge) -> Answer:
    return refused(frozen_error(pledge).message) if pledge.state == PledgeState.FROZEN else YES
