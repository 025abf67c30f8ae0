"""An activity counts for a bloc's year, or no longer does."""

from datetime import datetime

from django.db import transaction

from thidua.activities.facts.years import require_day_of_year
from thidua.activities.models import Activity, ActivityCredit
from thidua.activities.policies import Crediting, may_credit
from thidua.activities.services.figures import record_has_changed
from thidua.audit import services as audit
from thidua.campaigns.models import Cycle
from thidua.common.actor import Actor
from thidua.common.policy import require


@transaction.atomic
def credit_activity(*, actor: Actor, activity: Activity, cycle: Cycle, now: datetime) -> ActivityCredit:
    """Let the activity count for that year; a second time changes nothing. Raises `ActivityError` for another year."""
    activity = (
        Activity.objects.select_for_update(of=("self",), no_key=True).select_related("bloc", "unit").get(pk=activity.pk)
    )
    link, is_new = put_on_record(actor, activity, cycle, now)
    if is_new:
        audit.record(actor, "activity.credited", activity, agency=cycle.agency_id, after={"cycle": cycle.pk})
        record_has_changed(actor, activity)
    return link


@transaction.atomic
def withdraw_credit(*, actor: Actor, activity: Activity, cycle: Cycle) -> None:
    """Let the activity no longer count for that year."""
    require(may_credit(actor, Crediting(activity, cycle)))
    links = ActivityCredit.objects.select_for_update(no_key=True).filter(activity=activity, cycle=cycle)
    if (link := links.first()) is None:
        return
    link.delete()
    audit.record(actor, "activity.uncredited", activity, agency=cycle.agency_id, before={"cycle": cycle.pk})
    record_has_changed(actor, activity)


def put_on_record(actor: Actor, activity: Activity, cycle: Cycle, now: datetime) -> tuple[ActivityCredit, bool]:
    """Write the credit within the caller's transaction; whether it is new."""
    require(may_credit(actor, Crediting(activity, cycle)))
    require_day_of_year(activity, cycle)
    return ActivityCredit.objects.get_or_create(
        agency_id=cycle.agency_id, activity=activity, cycle=cycle, defaults={"credited_at": now}
    )
