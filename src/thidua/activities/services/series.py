"""An activity is one time of a series; the next time is planned from the last one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityKind, ActivityState
from thidua.activities.errors import ActivityError
from thidua.activities.facts.series import last_time
from thidua.activities.models import Activity, ActivitySeries
from thidua.activities.policies import may_add_to_series, may_put_in_series
from thidua.activities.services.activities import ActivityWords, lock, record_activity
from thidua.activities.services.figures import record_has_changed
from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.names import normalise
from thidua.core.vietnam.partial_dates import PartialDate


@transaction.atomic
def put_in_series(
    *, actor: Actor, activity: Activity, version: int, series: ActivitySeries | None, now: datetime, name: str = ""
) -> Activity:
    """Say of which series the activity is one time, or of none; with a `name` a new one that its home leads.

    Raises `ActivityError` for a name that the home gave already.
    """
    activity = lock(activity)
    require(may_put_in_series(actor, activity))
    require_version(activity, version)
    name = normalise(name)[:200]
    if name:
        series = _new(activity, name, now)
    elif series is not None:
        require(may_add_to_series(actor, series))
        if series.agency_id != activity.agency_id:
            raise ActivityError(_("Chọn chuỗi của cơ quan giữ hồ sơ này."), code="other_agency", field="series")
    _put(actor, activity, series)
    return activity


@transaction.atomic
def plan_next_time(
    *, actor: Actor, series: ActivitySeries, held_on: PartialDate, now: datetime, title: str = ""
) -> Activity:
    """Plan the next time as the last one was: its words, home and movement; its title too where none is given. Parties
    are asked anew, each by itself.

    Raises `ActivityError` for a series without a time, and for a day on which there is one already.
    """
    require(may_add_to_series(actor, series))
    last = last_time(series)
    if last is None:
        raise ActivityError(_("Chuỗi này chưa có lần nào để lập theo."), code="no_time")
    taken = Activity.objects.filter(series=series, held_on=held_on.code).exclude(state=ActivityState.CANCELLED)
    if held_on.code and taken.exists():
        raise ActivityError(_("Chuỗi này đã có một lần vào ngày ấy."), code="day_taken", field="held_on")
    words = ActivityWords(
        title or last.title,
        ActivityKind(last.kind),
        message=last.message,
        movement=last.movement,
        held_on=held_on,
        starts_at=last.starts_at if held_on.earliest == held_on.latest and held_on.code else None,
        ends_at=last.ends_at if held_on.earliest == held_on.latest and held_on.code else None,
        place=last.place,
    )
    planned = record_activity(actor=actor, home=series.home, words=words, now=now)
    _put(actor, planned, series)
    return planned


def _new(activity: Activity, name: str, now: datetime) -> ActivitySeries:
    own = {"agency_id": activity.agency_id, "bloc": activity.bloc, "unit": activity.unit}
    if ActivitySeries.objects.filter(name=name, **own).exists():
        raise ActivityError(_("Đã có chuỗi tên ấy. Chọn trong danh sách."), code="name_taken", field="name")
    return ActivitySeries.objects.create(name=name, made_at=now, **own)


def _put(actor: Actor, activity: Activity, series: ActivitySeries | None) -> None:
    before = activity.series
    if before == series:
        return
    activity.series = series
    activity.version += 1
    activity.save()
    audit.record(
        actor,
        "activity.put_in_series",
        activity,
        agency=activity.agency_id,
        before={"series": before.name if before is not None else ""},
        after={"series": series.name if series is not None else ""},
    )
    record_has_changed(actor, activity)
