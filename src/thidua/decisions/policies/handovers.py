"""Who sees and lists a handover, and who signs for each side. Nobody signs for both."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.campaigns.policies import cycles_visible_to, may_run_cycle
from thidua.common.actor import Actor, Role, person_of
from thidua.common.policy import YES, Answer, refused
from thidua.decisions.enums import HandoverState, ItemState, Side
from thidua.decisions.models import Handover, HandoverItem
from thidua.meetings.policies.people import OF_UNIT, user_of

SIDES = {"ben-giao": Side.GIVER, "ben-nhan": Side.RECEIVER}
SLUG_OF_SIDE = {side: slug for slug, side in SIDES.items()}
Signing = tuple[Handover, Side]


def handovers_visible_to(actor: Actor) -> QuerySet[Handover]:
    """Handovers of the years the actor sees, and those to or from his units."""
    units = actor.units_as(*OF_UNIT)
    return Handover.objects.filter(
        Q(cycle__in=cycles_visible_to(actor).values("pk")) | Q(giver__in=units) | Q(receiver__in=units)
    ).select_related("bloc__agency", "cycle__bloc", "giver", "receiver")


def items_visible_to(actor: Actor) -> QuerySet[HandoverItem]:
    """Items of the handovers the actor sees."""
    return HandoverItem.objects.filter(handover__in=handovers_visible_to(actor)).select_related(
        "handover__bloc", "handover__cycle__bloc", "handover__giver", "handover__receiver"
    )


def may_start_handover(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may begin the handover of a year: who runs the year."""
    return may_run_cycle(actor, cycle)


def may_run_handover(actor: Actor, handover: Handover) -> Answer:
    """Whether the actor keeps the handover, whatever its state."""
    return may_run_cycle(actor, handover.cycle)


def may_edit_handover(actor: Actor, handover: Handover) -> Answer:
    """Whether the actor may change the list: who runs the year, and officers and heads of the two units."""
    of_units = {handover.giver_id, handover.receiver_id} & actor.units_as(*OF_UNIT)
    if not of_units and not (answer := may_run_handover(actor, handover)):
        return answer
    if handover.state != HandoverState.DRAFT:
        return refused(_("Hai bên đã ký, danh mục bàn giao đã khóa."))
    return YES


def may_change_parties(actor: Actor, handover: Handover) -> Answer:
    """Whether the actor may change who hands over to whom: who runs the year, while nothing is frozen."""
    return may_edit_handover(actor, handover) if (answer := may_run_handover(actor, handover)) else answer


def may_edit_item(actor: Actor, item: HandoverItem) -> Answer:
    """The same for one item."""
    return may_edit_handover(actor, item.handover)


def find_signing(actor: Actor, pk: int, side: str) -> Signing | None:
    """A handover the actor sees, with one of its sides."""
    handover = handovers_visible_to(actor).filter(pk=pk).first()
    return (handover, SIDES[side]) if handover is not None and side in SIDES else None


def may_sign_side(actor: Actor, signing: Signing) -> Answer:
    """Whether the actor is who signs for that side, whatever the state of the list."""
    handover, side = signing
    unit = handover.giver if side == Side.GIVER else handover.receiver
    person = handover.giver_representative_id if side == Side.GIVER else handover.receiver_representative_id
    is_representative = person is not None and person == person_of(actor)
    if unit.pk in actor.units_as(Role.UNIT_HEAD) or is_representative:
        return YES
    return refused(
        _("Chỉ thủ trưởng hoặc người đại diện của %(unit)s ký được phần này.") % {"unit": unit.name}, who=unit.name
    )


def may_sign_handover(actor: Actor, signing: Signing) -> Answer:
    """Whether the actor may sign for that side now: every item settled, his side not signed, not signed by him."""
    handover, side = signing
    if not (answer := may_sign_side(actor, signing)):
        return answer
    if handover.state != HandoverState.DRAFT:
        return refused(_("Hai bên đã ký bàn giao."))
    signatures = list(handover.signatures.all())
    if any(signature.side == side for signature in signatures):
        return refused(_("Phần này đã ký."))
    if any(signature.user_id is not None and signature.user_id == user_of(actor) for signature in signatures):
        unit = handover.giver if side == Side.GIVER else handover.receiver
        return refused(_("Anh/chị đã ký cho bên kia: hai bên phải là hai người."), who=unit.name)
    return _is_settled(handover)


def may_close_handover(actor: Actor, handover: Handover) -> Answer:
    """Whether the actor may record that the handover is over: who runs the year, after both have signed."""
    if not (answer := may_run_handover(actor, handover)):
        return answer
    if handover.state == HandoverState.CLOSED:
        return refused(_("Bàn giao đã khép lại."))
    if handover.state != HandoverState.SIGNED:
        return refused(_("Hai bên chưa ký đủ."), who=f"{handover.giver}; {handover.receiver}")
    return YES


def _is_settled(handover: Handover) -> Answer:
    items = list(handover.items.all())
    if not items:
        return refused(_("Danh mục bàn giao còn trống."), remedy=_("Thêm mục cần bàn giao."))
    pending = sum(item.state == ItemState.PENDING for item in items)
    if pending:
        return refused(
            _("Còn %(count)s mục chưa ghi đã giao, không có hay thiếu.") % {"count": pending},
            remedy=_("Ghi tình trạng từng mục trước khi ký."),
        )
    return YES
