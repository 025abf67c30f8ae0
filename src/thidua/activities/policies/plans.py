"""Who sees a plan, who keeps it, who ticks its lines.

Whoever sees the activity sees its plan. Who keeps the record writes it and may tick anything; a party ticks its own
lines, by whoever speaks for it.
"""

from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState, PartyState
from thidua.activities.models import (
    Activity,
    ActivityParty,
    Equipment,
    MoneyLine,
    PlanItem,
    PlanRow,
    PlanZone,
    Risk,
)
from thidua.activities.policies.activities import (
    activities_kept_by,
    activities_visible_to,
    is_open,
    may_keep_activity,
)
from thidua.activities.policies.parties import answerer_of, speaks_for, spoken_for_by
from thidua.common.actor import Actor
from thidua.common.policy import YES, Answer, refused

Row = TypeVar("Row", bound=PlanRow)


def may_plan(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may write the plan: whoever keeps the record, unless the activity was cancelled."""
    answer = may_keep_activity(actor, activity)
    return _not_cancelled(activity) if answer else answer


def may_change_row(actor: Actor, row: PlanRow) -> Answer:
    """Whether the actor may change or take out this row."""
    return may_plan(actor, row.activity)


def may_tick(actor: Actor, item: PlanItem) -> Answer:
    """Whether the actor may say that this line is done, or that it is not."""
    may_write = may_plan(actor, item.activity)
    if may_write:
        return YES
    party = item.party
    if party is None or not speaks_for(actor, party):
        return refused(
            _("Việc này do bên được giao và bên giữ hồ sơ đánh dấu."),
            who=(answerer_of(party) if party is not None else "") or item.activity.home.name,
        )
    if party.state == PartyState.DECLINED:
        return refused(
            _("%(party)s đã trả lời không tham gia.") % {"party": party.name},
            remedy=_("Xác nhận tham gia ở mục Các bên, rồi đánh dấu."),
        )
    answer = _not_cancelled(item.activity)
    return is_open(item.activity) if answer else answer


def plan_items_visible_to(actor: Actor) -> QuerySet[PlanItem]:
    """Lines of the plans of the activities the actor sees."""
    return _rows(PlanItem, actor).select_related("party__bloc", "party__unit", "party__partner_agency")


def equipment_visible_to(actor: Actor) -> QuerySet[Equipment]:
    """Equipment of these plans."""
    return _rows(Equipment, actor)


def money_visible_to(actor: Actor) -> QuerySet[MoneyLine]:
    """Money of these plans."""
    return _rows(MoneyLine, actor)


def risks_visible_to(actor: Actor) -> QuerySet[Risk]:
    """Risks of these plans."""
    return _rows(Risk, actor)


def zones_visible_to(actor: Actor) -> QuerySet[PlanZone]:
    """Zones of these plans."""
    return _rows(PlanZone, actor)


def items_waiting_for(actor: Actor) -> QuerySet[PlanItem]:
    """Lines not done that the actor answers for: those of his parties; and, of the records that are his to complete,
    those of nobody and of parties that cannot answer here, or will not.
    """
    his = ActivityParty.objects.filter(spoken_for_by(actor)).exclude(state=PartyState.DECLINED)
    of_nobody = Q(party__bloc=None, party__unit=None, party__partner_agency=None) | Q(party__state=PartyState.DECLINED)
    return PlanItem.objects.filter(done_at=None).filter(
        Q(party__in=his) | Q(activity__in=activities_kept_by(actor)) & of_nobody
    )


def _rows(model: type[Row], actor: Actor) -> QuerySet[Row]:
    rows = model._default_manager.filter(activity__in=activities_visible_to(actor))
    return rows.select_related("activity__agency", "activity__bloc", "activity__unit")


def _not_cancelled(activity: Activity) -> Answer:
    if activity.state == ActivityState.CANCELLED:
        return refused(_("Hoạt động này đã hủy nên kế hoạch không sửa được nữa."))
    return YES
