"""What came of an activity becomes a page for everybody, and stops being one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.public import public_body
from thidua.activities.facts.selections import of_activity
from thidua.activities.facts.words import is_day_known
from thidua.activities.models import Activity
from thidua.activities.policies import may_publish_impact, may_withdraw_impact
from thidua.activities.services.activities import lock
from thidua.activities.services.public_photos import pictures_for_page
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.publishing import services as publishing
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import latest_of


@transaction.atomic
def publish_impact(*, actor: Actor, activity: Activity, now: datetime) -> Snapshot:
    """Publish the figures as they stand, the parties that count, and what was chosen of the photographs and may go.
    While they stand so, it is the same version.

    Raises `ActivityError` for figures that are being reckoned.
    """
    activity = lock(activity)
    require(may_publish_impact(actor, activity))
    found = figures_now(of_activity(activity), now)
    if found is None or found.is_old:
        raise ActivityError(_("Số liệu đang tính lại. Công bố lại sau ít phút."), code="being_reckoned")
    content = publishing.Content(
        kind=SnapshotKind.IMPACT,
        subject=activity.pk,
        title=activity.title,
        body=public_body(activity, found),
        happened_on=activity.held_on.earliest if is_day_known(activity) else None,
        pictures=pictures_for_page(activity),
    )
    return publishing.publish(actor=actor, agency=activity.agency, content=content, now=now)


@transaction.atomic
def withdraw_impact(*, actor: Actor, activity: Activity, because: str, now: datetime) -> Snapshot:
    """Take the page out of what the public reads."""
    activity = lock(activity)
    require(may_withdraw_impact(actor, activity))
    snapshot = latest_of(SnapshotKind.IMPACT, activity.pk)
    assert snapshot is not None
    return publishing.withdraw(actor=actor, snapshot=snapshot, because=because, now=now)
