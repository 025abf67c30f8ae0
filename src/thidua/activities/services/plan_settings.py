"""What is said once for a whole plan: insurance, and the numbers behind bags and gloves."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import Insurance
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, ActivityPlan
from thidua.activities.policies import may_plan
from thidua.activities.services.activities import lock
from thidua.activities.services.rows import rewriting
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise

MOST_RESERVE = 500
MOST_GLOVES = 50


@transaction.atomic
def say_insurance(
    *, actor: Actor, activity: Activity, version: int, insurance: Insurance, reason: str = ""
) -> ActivityPlan:
    """Say whether people are insured; that it is not needed takes a reason."""
    activity = lock(activity)
    require(may_plan(actor, activity))
    plan = _stored(activity)
    with rewriting(actor, "activity.plan_insured", activity, plan, version, _facts):
        plan.insurance = insurance
        plan.insurance_reason = normalise(reason)[:250]
        if insurance == Insurance.NOT_NEEDED and not plan.insurance_reason:
            raise ActivityError(
                _("Anh/chị chưa ghi vì sao không cần bảo hiểm."), code="no_reason", field="insurance_reason"
            )
    return plan


@transaction.atomic
def set_reserve(
    *, actor: Actor, activity: Activity, version: int, reserve_percent: int | None, gloves_each: int | None
) -> ActivityPlan:
    """Type the numbers by which bags and gloves are reckoned; None: nobody has decided."""
    activity = lock(activity)
    require(may_plan(actor, activity))
    plan = _stored(activity)
    with rewriting(actor, "activity.plan_reserve_set", activity, plan, version, _facts):
        for value, most, field in (
            (reserve_percent, MOST_RESERVE, "reserve_percent"),
            (gloves_each, MOST_GLOVES, "gloves_each"),
        ):
            if value is not None and not 0 <= value <= most:
                raise ActivityError(
                    _("Số phải từ 0 đến %(most)s. Anh/chị đang nhập %(given)s.") % {"most": most, "given": value},
                    code="out_of_range",
                    field=field,
                )
        plan.reserve_percent, plan.gloves_each = reserve_percent, gloves_each
    return plan


def _stored(activity: Activity) -> ActivityPlan:
    """The row of the plan, or a new one of version 0. The activity is locked: nobody else makes one meanwhile."""
    stored = ActivityPlan.objects.select_for_update(no_key=True).filter(activity=activity).first()
    return stored or ActivityPlan(agency_id=activity.agency_id, activity=activity, version=0)


def _facts(plan: ActivityPlan) -> dict[str, Any]:
    return {
        "insurance": plan.insurance,
        "insurance_reason": plan.insurance_reason,
        "reserve_percent": plan.reserve_percent,
        "gloves_each": plan.gloves_each,
    }
