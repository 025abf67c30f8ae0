"""A line of the plan is done, or is not: said by the party that owns it, or by whoever keeps the record."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, PlanItem
from thidua.activities.policies import may_tick
from thidua.activities.services.activities import lock
from thidua.activities.services.plan_rows import facts_of_row
from thidua.activities.services.rows import rewriting
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise


@transaction.atomic
def tick_plan_item(*, actor: Actor, item: PlanItem, version: int, now: datetime, proof: str = "") -> PlanItem:
    """Say that the line is done, by what it can be told (`proof`); of a line that is done only the proof is written.

    Raises `ActivityError` for a line that was taken out meanwhile.
    """
    activity = lock(item.activity)
    item = _stored(activity, item)
    require(may_tick(actor, item))
    with rewriting(actor, "activity.plan_item_done", activity, item, version, facts_of_row):
        if item.done_at is None:
            item.done_at = now
            item.done_by_id = actor.user if isinstance(actor, PersonActor) else None
            item.done_by_name = actor.name if isinstance(actor, PersonActor) else ""
        item.proof = normalise(proof)[:300] or item.proof
    return item


@transaction.atomic
def untick_plan_item(*, actor: Actor, item: PlanItem, version: int) -> PlanItem:
    """Say that the line is not done after all; its proof goes, history keeps it."""
    activity = lock(item.activity)
    item = _stored(activity, item)
    require(may_tick(actor, item))
    with rewriting(actor, "activity.plan_item_reopened", activity, item, version, facts_of_row):
        item.done_at, item.done_by, item.done_by_name, item.proof = None, None, "", ""
    return item


def _stored(activity: Activity, item: PlanItem) -> PlanItem:
    rows = PlanItem.objects.select_for_update(of=("self",), no_key=True)
    stored = rows.select_related("party__bloc", "party__unit", "party__partner_agency").filter(pk=item.pk).first()
    if stored is None:
        raise ActivityError(_("Việc này vừa được bỏ khỏi kế hoạch."), code="item_gone")
    stored.activity = activity
    return stored
