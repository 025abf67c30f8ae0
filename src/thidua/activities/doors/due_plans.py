"""Lines of plans that are late or near: for whoever answers for the party that owns them, one entry an activity."""

from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.activities.enums import ActivityState
from thidua.activities.facts.plans import PlanLine, day_of, line_of
from thidua.activities.models import Activity, ActivityCredit, PlanItem
from thidua.activities.policies import items_waiting_for
from thidua.campaigns.enums import CycleState
from thidua.campaigns.queries.calendars import calendars_of
from thidua.common.actor import Actor
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.common.http.addresses import address_of


def open_doors() -> None:
    """Register the source."""
    register_due_source(due_plan_items, lambda actor, today: _open_items(actor))


def due_plan_items(actor: Actor, today: date) -> list[DueItem]:
    """One query for the lines; where there are any, two for the calendars."""
    items = list(_open_items(actor))
    if not items:
        return []
    calendars = calendars_of(
        {item.activity.agency_id for item in items}, known=[item.activity.agency for item in items]
    )
    lines = [line_of(item, day_of(item.activity), calendars[item.activity.agency_id], today) for item in items]
    waiting = [line for line in lines if (line.is_overdue or line.is_near) and _still_matters(line)]
    return [_entry(activity, list(each)) for activity, each in groupby(waiting, key=lambda line: line.item.activity)]


def _open_items(actor: Actor) -> QuerySet[PlanItem]:
    """With a term, of activities neither cancelled nor counted in closed years alone. Of what was held only what comes
    afterwards: nobody prepares it any more.
    """
    counted = ActivityCredit.objects.filter(activity=OuterRef("activity"))
    is_open = ~Exists(counted) | Exists(counted.exclude(cycle__state=CycleState.CLOSED))
    of_planned = Q(activity__state=ActivityState.PLANNED) & (Q(due_on__isnull=False) | Q(offset__isnull=False))
    of_held = Q(activity__state=ActivityState.HELD) & (Q(due_on__isnull=False) | Q(offset__gt=0))
    rows = items_waiting_for(actor).filter(Q(is_open), of_planned | of_held)
    return rows.select_related("activity__agency").order_by("activity_id", "position", "pk")


def _still_matters(line: PlanLine) -> bool:
    activity = line.item.activity
    if activity.state != ActivityState.HELD or line.due_on is None:
        return True
    held = activity.held_on.latest
    return held is None or line.due_on >= held


def _entry(activity: Activity, lines: list[PlanLine]) -> DueItem:
    ordered = sorted(lines, key=lambda line: (line.due_on or date.max, line.item.position))
    first, more = ordered[0], len(ordered) - 1
    fact = _("“%(text)s”") % {"text": first.item.text}
    if more:
        rest = ngettext("và %(count)s việc khác đã đến hạn", "và %(count)s việc khác đã đến hạn", more)
        fact = f"{fact} {rest % {'count': more}}"
    return DueItem(
        group=DueGroup.MINE,
        title=_("Làm việc trong kế hoạch “%(title)s”") % {"title": activity.title},
        url=f"{address_of('plan', activity.pk)}#viec-{first.item.pk}",
        verb=_("Xem kế hoạch chung"),
        deadline=first.due_on,
        fact=f"{fact}.",
        agency=activity.agency_id,
        icon="checklist",
    )
