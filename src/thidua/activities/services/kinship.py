"""A record is put under a larger activity; two records of one activity are merged, and taken apart again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.facts.kinship import require_no_circle
from thidua.activities.models import Activity, MergeRequest
from thidua.activities.policies import keeps_both, may_answer_merge, may_ask_merge, may_place_activity, may_split
from thidua.activities.services.activities import lock
from thidua.activities.services.figures import facts_have_changed
from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.versions import require_version


@transaction.atomic
def place_activity(
    *, actor: Actor, activity: Activity, version: int, parent: Activity | None, now: datetime
) -> Activity:
    """Say of which larger activity this one is a part, or of none. Raises `ActivityError` for a circle."""
    activity = lock(activity)
    require(may_place_activity(actor, activity))
    require_version(activity, version)
    before = activity.parent_id
    activity.parent = parent
    require_no_circle(activity, *([parent.pk] if parent is not None else []))
    activity.save()
    after = {"parent": parent.pk if parent is not None else None}
    audit.record(actor, "activity.placed", activity, agency=activity.agency_id, before={"parent": before}, after=after)
    facts_have_changed(actor, activity, now, at_desk=True)
    return activity


@transaction.atomic
def merge_activities(*, actor: Actor, activity: Activity, into: Activity, now: datetime) -> MergeRequest:
    """Say that this record and `into` tell of one activity. Whoever keeps both merges them; else the other is asked.

    Asked again while it waits, it is the same request. Raises `ActivityError` for a record in itself.
    """
    first, second = sorted((activity.pk, into.pk))
    locked = {pk: lock(Activity(pk=pk)) for pk in dict.fromkeys((first, second))}
    activity, into = locked[activity.pk], locked[into.pk]
    require(may_ask_merge(actor, activity))
    if activity.pk == into.pk or into.merged_into_id is not None:
        raise ActivityError(_("Chọn một hồ sơ khác, chưa gộp vào đâu."), code="merge_into_itself", field="into")
    waiting = MergeRequest.objects.filter(activity=activity, into=into, answered_at=None).first()
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
    """Say, for the record into which the other would go, that they are one activity or that they are two."""
    first, second = sorted((request.activity_id, request.into_id))
    locked = {pk: lock(Activity(pk=pk)) for pk in (first, second)}
    request = MergeRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    request.activity, request.into = locked[request.activity_id], locked[request.into_id]
    require(may_answer_merge(actor, request))
    if is_agreed:
        _agree(actor, request, now)
        return request
    request.answered_at, request.answered_by_name = now, _name(actor)
    request.save()
    after = {"merged_into": request.into_id}
    audit.record(actor, "activity.merge_declined", request.activity, agency=request.agency_id, after=after)
    return request


@transaction.atomic
def split_activity(*, actor: Actor, activity: Activity, now: datetime) -> Activity:
    """Take a merged record out again: all its facts are its own, as before."""
    activity = lock(activity)
    require(may_split(actor, activity))
    into = activity.merged_into
    assert into is not None
    activity.merged_into = None
    activity.version += 1
    activity.save()
    MergeRequest.objects.filter(activity=activity, is_agreed=True, split_at=None).update(split_at=now)
    audit.record(actor, "activity.split", activity, agency=activity.agency_id, before={"merged_into": into.pk})
    for each in (into, activity):
        facts_have_changed(actor, each, now, at_desk=True)
    return activity


def _agree(actor: Actor, request: MergeRequest, now: datetime) -> None:
    activity, into = request.activity, request.into
    if activity.merged_into_id is not None or into.merged_into_id is not None:
        raise ActivityError(_("Một trong hai hồ sơ đã gộp vào hồ sơ khác. Tách ra trước."), code="merged_already")
    activity.merged_into = into
    activity.version += 1
    require_no_circle(activity, into.pk)
    activity.save()
    request.answered_at, request.answered_by_name, request.is_agreed = now, _name(actor), True
    request.save()
    audit.record(actor, "activity.merged", activity, agency=activity.agency_id, after={"merged_into": into.pk})
    facts_have_changed(actor, into, now, at_desk=True)


def _name(actor: Actor) -> str:
    return actor.name if isinstance(actor, PersonActor) else ""
