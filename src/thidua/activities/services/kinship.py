"""A record is put under a larger activity; two records of one activity are merged, and taken apart again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.facts.kinship import require_no_circle
from thidua.activities.models import Activity, MergeRequest
from thidua.activities.policies import (
    TwoRecords,
    is_open,
    keeps_both,
    may_answer_merge,
    may_ask_merge,
    may_place_activity,
    may_split,
    may_tell_apart,
)
from thidua.activities.services.activities import lock
from thidua.activities.services.figures import facts_have_changed
from thidua.activities.services.publishing import pages_follow
from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.versions import require_version


@transaction.atomic
def place_activity(
    *, actor: Actor, activity: Activity, version: int, parent: Activity | None, now: datetime
) -> Activity:
    """Say of which larger activity this one is a part, or of none. Whoever keeps both places it; else the keeper of the
    larger one is asked, and it stays where it is until he agrees. Raises `ActivityError` for a circle.
    """
    activity, parent = _locked_in_order(activity, parent)
    require(may_place_activity(actor, activity))
    require_version(activity, version)
    if parent is None:
        _put_aside(actor, activity, None, now)
        _place(actor, activity, None, now)
        return activity
    require(is_open(parent))
    if parent.pk == activity.parent_id:
        return activity
    _require_can_lie_in(activity, parent)
    _put_aside(actor, activity, parent, now)
    if keeps_both(actor, activity, parent):
        _place(actor, activity, parent, now)
        return activity
    _request, is_new = MergeRequest.objects.get_or_create(
        agency_id=activity.agency_id,
        activity=activity,
        into=parent,
        as_part=True,
        answered_at=None,
        defaults={"asked_at": now, "asked_by_name": _name(actor)},
    )
    if is_new:
        after = {"parent": parent.pk}
        audit.record(actor, "activity.placing_asked", activity, agency=activity.agency_id, after=after)
    return activity


@transaction.atomic
def merge_activities(*, actor: Actor, activity: Activity, into: Activity, now: datetime) -> MergeRequest:
    """Say that this record and `into` tell of one activity. Whoever keeps both merges them; else the other is asked.

    Asked again while it waits, it is the same request. Raises `ActivityError` for a record in itself, and refuses one
    that is closed.
    """
    activity, into = _both_locked(activity, into)
    require(may_ask_merge(actor, activity))
    if activity.pk == into.pk or into.merged_into_id is not None:
        raise ActivityError(_("Chọn một hồ sơ khác, chưa gộp vào đâu."), code="merge_into_itself", field="into")
    require(is_open(into))
    waiting = MergeRequest.objects.filter(activity=activity, into=into, as_part=False, answered_at=None).first()
    if waiting is not None and not keeps_both(actor, activity, into):
        return waiting
    request = waiting or MergeRequest(
        agency_id=activity.agency_id, activity=activity, into=into, asked_at=now, asked_by_name=_name(actor)
    )
    if keeps_both(actor, activity, into):
        _agree(actor, request, now)
    else:
        request.save()
        audit.record(actor, "activity.merge_asked", activity, agency=activity.agency_id, after={"merged_into": into.pk})
    return request


@transaction.atomic
def answer_merge(*, actor: Actor, request: MergeRequest, is_agreed: bool, now: datetime) -> MergeRequest:
    """Say, for the record into which the other would go, whether they are one activity, or whether the other is a part
    of it.
    """
    activity, into = _both_locked(request.activity, request.into)
    request = MergeRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    request.activity, request.into = activity, into
    require(may_answer_merge(actor, request))
    if is_agreed and request.as_part:
        require(is_open(activity))
        _require_can_lie_in(activity, into)
        _answered(actor, request, now, is_agreed=True)
        activity.version += 1
        _place(actor, activity, into, now)
        return request
    if is_agreed:
        _agree(actor, request, now)
        return request
    _answered(actor, request, now, is_agreed=False)
    deed, key = ("placing_declined", "parent") if request.as_part else ("merge_declined", "merged_into")
    audit.record(actor, f"activity.{deed}", activity, agency=request.agency_id, after={key: into.pk})
    return request


@transaction.atomic
def tell_apart(*, actor: Actor, activity: Activity, other: Activity, now: datetime) -> None:
    """Say of two records, both of which the actor keeps, that they are two activities: nobody is asked again. Said
    twice it is said once.
    """
    activity, other = _both_locked(activity, other)
    require(may_tell_apart(actor, TwoRecords(activity, other)))
    two = {activity.pk, other.pk}
    requests = MergeRequest.objects.filter(activity__in=two, into__in=two, as_part=False, is_agreed=False)
    if len(two) < 2 or requests.exclude(answered_at=None).exists():
        return
    request = requests.first() or MergeRequest(
        agency_id=activity.agency_id, activity=activity, into=other, asked_at=now, asked_by_name=_name(actor)
    )
    _answered(actor, request, now, is_agreed=False)
    after = {"merged_into": request.into_id}
    audit.record(actor, "activity.merge_declined", request.activity, agency=activity.agency_id, after=after)


@transaction.atomic
def split_activity(*, actor: Actor, activity: Activity, now: datetime) -> Activity:
    """Take a merged record out again: all its facts are its own, as before, and so is its public page."""
    activity = lock(activity)
    require(may_split(actor, activity))
    into = activity.merged_into
    assert into is not None
    activity.merged_into = None
    activity.version += 1
    activity.save()
    MergeRequest.objects.filter(activity=activity, as_part=False, is_agreed=True, split_at=None).update(split_at=now)
    audit.record(actor, "activity.split", activity, agency=activity.agency_id, before={"merged_into": into.pk})
    pages_follow(actor, activity, now)
    for each in (into, activity):
        facts_have_changed(actor, each, now, at_desk=True)
    return activity


def _locked_in_order(activity: Activity, parent: Activity | None) -> tuple[Activity, Activity | None]:
    return _both_locked(activity, parent) if parent is not None else (lock(activity), None)


def _both_locked(one: Activity, other: Activity) -> tuple[Activity, Activity]:
    """Both as stored now; whoever else takes the two takes them in the same order."""
    locked = {pk: lock(Activity(pk=pk)) for pk in sorted({one.pk, other.pk})}
    return locked[one.pk], locked[other.pk]


def _require_can_lie_in(activity: Activity, parent: Activity) -> None:
    """Raise where it would lie in itself; the activity is left as it was."""
    before = activity.parent
    activity.parent = parent
    try:
        require_no_circle(activity, parent.pk)
    finally:
        activity.parent = before


def _put_aside(actor: Actor, activity: Activity, parent: Activity | None, now: datetime) -> None:
    """What was asked of other keepers and still waits, is asked no more: the activity is placed elsewhere."""
    waiting = MergeRequest.objects.filter(activity=activity, as_part=True, answered_at=None)
    if parent is not None:
        waiting = waiting.exclude(into=parent)
    waiting.update(answered_at=now, answered_by_name=_name(actor))


def _place(actor: Actor, activity: Activity, parent: Activity | None, now: datetime) -> None:
    before, activity.parent = activity.parent_id, parent
    activity.save()
    MergeRequest.objects.filter(activity=activity, into=parent, as_part=True, answered_at=None).update(
        answered_at=now, answered_by_name=_name(actor), is_agreed=True
    )
    after = {"parent": parent.pk if parent is not None else None}
    audit.record(actor, "activity.placed", activity, agency=activity.agency_id, before={"parent": before}, after=after)
    facts_have_changed(actor, activity, now, at_desk=True)


def _answered(actor: Actor, request: MergeRequest, now: datetime, *, is_agreed: bool) -> None:
    request.answered_at, request.answered_by_name, request.is_agreed = now, _name(actor), is_agreed
    request.save()


def _agree(actor: Actor, request: MergeRequest, now: datetime) -> None:
    activity, into = request.activity, request.into
    for each in (activity, into):
        require(is_open(each))
    if activity.merged_into_id is not None or into.merged_into_id is not None:
        raise ActivityError(_("Một trong hai hồ sơ đã gộp vào hồ sơ khác. Tách ra trước."), code="merged_already")
    activity.merged_into = into
    activity.version += 1
    require_no_circle(activity, into.pk)
    activity.save()
    _answered(actor, request, now, is_agreed=True)
    audit.record(actor, "activity.merged", activity, agency=activity.agency_id, after={"merged_into": into.pk})
    pages_follow(actor, activity, now)
    facts_have_changed(actor, into, now, at_desk=True)


def _name(actor: Actor) -> str:
    return actor.name if isinstance(actor, PersonActor) else ""
