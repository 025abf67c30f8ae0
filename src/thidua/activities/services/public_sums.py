"""What came of a bloc's year, a movement, a year of an agency becomes a page for everybody, and stops being one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.public import ground_of
from thidua.activities.facts.public_sums import SumPage, counted_with_pages, sum_body
from thidua.activities.facts.zones import points_of
from thidua.activities.policies import may_publish_sum
from thidua.activities.services.publishing import ground_picture, held_ground
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.publishing import services as publishing
from thidua.publishing.models import Snapshot
from thidua.publishing.policies import may_withdraw_of
from thidua.publishing.queries import latest_of


@transaction.atomic
def publish_sum(*, actor: Actor, page: SumPage, now: datetime) -> Snapshot:
    """Publish the sums as they stand, beside the activities that have pages of their own. While all stands so, it is
    the same version.

    Raises `ActivityError` where nothing was held, and for figures that are being reckoned.
    """
    require(may_publish_sum(actor, page))
    found = figures_now(page.selection, now)
    counted = counted_with_pages(found, now) if found is not None and not found.is_old else None
    if found is None or counted is None:
        raise ActivityError(_("Số liệu đang tính lại. Công bố lại sau ít phút."), code="being_reckoned")
    if not found.said("vi")["counted"]:
        raise ActivityError(_("Chưa có hoạt động nào đã tổ chức nên chưa có gì để công bố."), code="nothing_held")
    below = held_ground(page.agency.pk, points_of(zone for each in counted for zone in each.zones))
    content = publishing.Content(
        kind=page.kind,
        subject=page.subject,
        title=page.title,
        body=sum_body(found, counted) | ground_of(below),
        pictures=ground_picture(below),
    )
    return publishing.publish(actor=actor, agency=page.agency, content=content, now=now)


@transaction.atomic
def withdraw_sum(*, actor: Actor, page: SumPage, because: str, now: datetime) -> Snapshot:
    """Take the page out of what the public reads."""
    require(may_withdraw_of(actor, page.agency, page.kind, page.subject))
    snapshot = latest_of(page.kind, page.subject)
    assert snapshot is not None
    return publishing.withdraw(actor=actor, snapshot=snapshot, because=because, now=now)
