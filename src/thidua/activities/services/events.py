"""An activity that is to come is announced to everybody, and called off."""

from datetime import datetime

from django.db import transaction

from thidua.activities.facts.public_events import event_body
from thidua.activities.models import Activity
from thidua.activities.policies import may_publish_event
from thidua.activities.queries import full_activity
from thidua.activities.services.activities import lock
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.publishing import services as publishing
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot


@transaction.atomic
def publish_event(*, actor: Actor, activity: Activity, now: datetime) -> Snapshot:
    """Announce it, as it is planned now."""
    require(may_publish_event(actor, lock(activity)))
    activity = full_activity(activity.pk)
    content = publishing.Content(
        kind=SnapshotKind.EVENT,
        subject=activity.pk,
        title=activity.title,
        body=event_body(activity),
        happened_on=activity.held_on.earliest,
    )
    return publishing.publish(actor=actor, agency=activity.agency, content=content, now=now)
