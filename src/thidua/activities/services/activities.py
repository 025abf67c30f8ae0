"""An activity is planned or recorded, corrected, said to be held, cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityKind, ActivityState
from thidua.activities.errors import ActivityError
from thidua.activities.facts.years import require_day_of_year
from thidua.activities.models import Activity
from thidua.activities.policies import may_cancel_activity, may_hold_activity, may_keep_activity, may_record_for
from thidua.activities.services.credits import put_on_record
from thidua.activities.services.figures import record_has_changed
from thidua.activities.services.rows import rewriting
from thidua.audit import services as audit
from thidua.campaigns.models import Cycle, Movement
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.names import normalise
from thidua.core.vietnam.partial_dates import PartialDate, Precision
from thidua.organisations.models import Bloc, Unit
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.services import take_down

UNKNOWN_DAY = PartialDate()


@dataclass(frozen=True, slots=True)
class ActivityWords:
    """What is recorded of an activity; what nobody knows is left out."""

    title: str
    kind: ActivityKind = ActivityKind.OTHER
    message: str = ""
    movement: Movement | None = None
    held_on: PartialDate = UNKNOWN_DAY
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    summary: str = ""
    has_no_photos: bool = False


@transaction.atomic
def record_activity(
    *,
    actor: Actor,
    home: Bloc | Unit,
    words: ActivityWords,
    now: datetime,
    state: ActivityState = ActivityState.PLANNED,
    cycles: Sequence[Cycle] = (),
) -> Activity:
    """Plan an activity of a bloc or unit, or record one that was held; let it count for the years given.

    Raises `ActivityError` for days and hours that cannot be.
    """
    require(may_record_for(actor, home))
    if state == ActivityState.CANCELLED:
        raise ActivityError(_("Ghi hoạt động trước, rồi mới hủy."), code="cancelled_from_start", field="state")
    activity = Activity(
        agency_id=home.agency_id,
        bloc=home if isinstance(home, Bloc) else None,
        unit=home if isinstance(home, Unit) else None,
        state=state,
        recorded_at=now,
    )
    _put(activity, words, today=timezone.localtime(now).date())
    activity.save()
    for cycle in cycles:
        put_on_record(actor, activity, cycle, now)
    after = facts_of(activity) | {"cycles": [cycle.pk for cycle in cycles]}
    audit.record(actor, "activity.recorded", activity, agency=activity.agency_id, after=after)
    record_has_changed(actor, activity)
    return activity


@transaction.atomic
def change_activity(*, actor: Actor, activity: Activity, version: int, words: ActivityWords, now: datetime) -> Activity:
    """Correct what is recorded."""
    activity = lock(activity)
    require(may_keep_activity(actor, activity))
    with rewriting(actor, "activity.changed", activity, activity, version, facts_of):
        _put(activity, words, today=timezone.localtime(now).date())
    record_has_changed(actor, activity)
    return activity


@transaction.atomic
def hold_activity(
    *, actor: Actor, activity: Activity, version: int, held_on: PartialDate, now: datetime, summary: str = ""
) -> Activity:
    """Say that a planned activity was held, on which day as far as it is known, and what was done."""
    activity = lock(activity)
    require(may_hold_activity(actor, activity))
    with rewriting(actor, "activity.held", activity, activity, version, facts_of):
        activity.state = ActivityState.HELD
        activity.held_on = held_on
        activity.summary = normalise(summary, keep_lines=True) or activity.summary
        _require_possible_day(activity, today=timezone.localtime(now).date())
    record_has_changed(actor, activity)
    return activity


@transaction.atomic
def cancel_activity(*, actor: Actor, activity: Activity, version: int, reason: str) -> Activity:
    """Say that a planned activity will not be held, and why."""
    activity = lock(activity)
    require(may_cancel_activity(actor, activity))
    require_version(activity, version)
    reason = normalise(reason)[:250]
    if not reason:
        raise ActivityError(_("Anh/chị chưa ghi lý do hủy."), code="no_reason", field="reason")
    activity.state = ActivityState.CANCELLED
    activity.cancelled_because = reason
    activity.save()
    audit.record(actor, "activity.cancelled", activity, agency=activity.agency_id, reason=reason)
    take_down(actor=actor, kind=SnapshotKind.EVENT, subject=activity.pk, because=reason, now=clock.now())
    record_has_changed(actor, activity)
    return activity


def lock(activity: Activity) -> Activity:
    """The activity as stored now, held until the end of the transaction."""
    return (
        Activity.objects.select_for_update(of=("self",), no_key=True).select_related("bloc", "unit").get(pk=activity.pk)
    )


def facts_of(activity: Activity) -> dict[str, Any]:
    """What history keeps."""
    return {
        "title": activity.title,
        "kind": activity.kind,
        "state": activity.state,
        "message": activity.message,
        "movement": activity.movement_id,
        "held_on": activity.held_on.code,
        "starts_at": _clock_text(activity.starts_at),
        "ends_at": _clock_text(activity.ends_at),
        "place": activity.place,
        "summary": activity.summary,
        "has_no_photos": activity.has_no_photos,
    }


def _put(activity: Activity, words: ActivityWords, *, today: date) -> None:
    title = normalise(words.title)[:300]
    if not title:
        raise ActivityError(_("Anh/chị chưa nhập tên hoạt động."), code="no_title", field="title")
    activity.title = title
    activity.kind = words.kind
    activity.message = normalise(words.message)[:300]
    activity.movement = words.movement
    activity.held_on = words.held_on
    activity.starts_at = words.starts_at
    activity.ends_at = words.ends_at
    activity.place = normalise(words.place)[:300]
    activity.summary = normalise(words.summary, keep_lines=True)
    activity.has_no_photos = words.has_no_photos
    _require_possible_day(activity, today=today)


def _require_possible_day(activity: Activity, *, today: date) -> None:
    held_on = activity.held_on
    if activity.state == ActivityState.HELD and held_on.earliest is not None and held_on.earliest > today:
        raise ActivityError(
            _("%(day)s còn ở phía trước nên chưa thể ghi là đã tổ chức. Xem lại ngày, hoặc ghi là dự kiến.")
            % {"day": _capitalised(short_date(held_on))},
            code="held_in_future",
            field="held_on",
        )
    if activity.starts_at is not None and held_on.precision != Precision.DAY:
        raise ActivityError(
            _("Anh/chị đã nhập giờ mà chưa có ngày. Nhập ngày, hoặc bỏ giờ."), code="hour_without_day", field="held_on"
        )
    if activity.ends_at is not None and activity.starts_at is None:
        raise ActivityError(_("Nhập giờ bắt đầu, hoặc bỏ giờ kết thúc."), code="no_start", field="starts_at")
    if activity.ends_at is not None and activity.starts_at is not None and activity.ends_at <= activity.starts_at:
        raise ActivityError(
            _("Giờ kết thúc phải sau giờ bắt đầu. Xem lại hai giờ."), code="ends_before_start", field="ends_at"
        )
    for link in activity.credits.select_related("cycle") if activity.pk else []:
        require_day_of_year(activity, link.cycle)


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _clock_text(value: time | None) -> str:
    return value.strftime("%H:%M") if value is not None else ""
