"""What came of an activity becomes a page for everybody, and stops being one."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.map_pictures import picture_below
from thidua.activities.facts.points import Point
from thidua.activities.facts.public import ground_of, public_body
from thidua.activities.facts.selections import of_activity
from thidua.activities.facts.words import is_day_known
from thidua.activities.facts.zones import points_of, zones_worked
from thidua.activities.models import Activity, MapPicture
from thidua.activities.policies import may_publish_impact, may_withdraw_impact
from thidua.activities.services.activities import lock
from thidua.activities.services.lessons import texts_for_page
from thidua.activities.services.public_photos import pictures_for_page
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.publishing import services as publishing
from thidua.publishing.enums import PictureRole, SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import latest_of


@transaction.atomic
def publish_impact(*, actor: Actor, activity: Activity, now: datetime) -> Snapshot:
    """Publish the figures as they stand, the parties that count, what was chosen of the photographs and may go, and
    what was released of the review. While they stand so, it is the same version.

    Raises `ActivityError` for figures that are being reckoned.
    """
    activity = lock(activity)
    require(may_publish_impact(actor, activity))
    found = figures_now(of_activity(activity), now)
    if found is None or found.is_old:
        raise ActivityError(_("Số liệu đang tính lại. Công bố lại sau ít phút."), code="being_reckoned")
    inside = [int(each) for each in found.said("vi")["counted"]]
    below = held_ground(activity.agency_id, points_of(zones_worked(inside, for_public=True)))
    content = publishing.Content(
        kind=SnapshotKind.IMPACT,
        subject=activity.pk,
        title=activity.title,
        body=public_body(activity, found) | ground_of(below),
        happened_on=activity.held_on.earliest if is_day_known(activity) else None,
        pictures=[*pictures_for_page(activity), *ground_picture(below)],
        texts=texts_for_page(activity),
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


def pages_follow(actor: Actor, activity: Activity, now: datetime) -> None:
    """Within the transaction in which a record was merged or taken apart: the public pages of it and of the reports in
    it lead to the record in which they are told now, or stand again as they were.
    """
    homes = {activity.pk: _home_of(activity)}
    asked = {activity.pk}
    while asked:
        fresh = Activity.objects.filter(merged_into__in=asked).exclude(pk__in=homes).values_list("pk", flat=True)
        asked = set(fresh)
        homes |= dict.fromkeys(asked, homes[activity.pk] or activity.pk)
    for pk, home in sorted(homes.items()):
        publishing.lead_elsewhere(actor=actor, kind=SnapshotKind.IMPACT, subject=pk, to=home, now=now)


def _home_of(activity: Activity) -> int | None:
    """The record into which an activity is merged at last; None where it stands for itself."""
    seen, home = {activity.pk}, activity.merged_into
    while home is not None and home.merged_into is not None and home.pk not in seen:
        seen.add(home.pk)
        home = home.merged_into
    return home.pk if home is not None else None


def held_ground(agency: int, points: Iterable[Point]) -> MapPicture | None:
    """The picture below a map of these points. Nobody takes it off while its copy is made; None if somebody just did,
    or there is none.
    """
    picture = picture_below(agency, points)
    if picture is None:
        return None
    rows = MapPicture.objects.select_for_update(no_key=True, of=("self",)).select_related("file")
    return rows.filter(pk=picture.pk, retired_at=None).first()


def ground_picture(below: MapPicture | None) -> list[publishing.Picture]:
    """Its copy for the page."""
    if below is None:
        return []
    return [publishing.Picture(below.file, PictureRole.MAP, below.name)]
