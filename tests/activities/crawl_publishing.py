"""Published results for the permission crawl."""

from tests.crawl_objects import Kwargs, World, own_and_other
from thidua.activities.models import Activity
from thidua.activities.services import publish_impact
from thidua.common import clock


@own_and_other("withdraw_impact")
def published(world: World) -> tuple[Kwargs, Kwargs]:
    """The results of each are published, so that they may be withdrawn."""
    actor, both = world.cast.standing.actor(), world.both(Activity)
    ours, theirs = (publish_impact(actor=actor, activity=each, now=clock.now()) for each in both)
    return {"pk": ours.subject}, {"pk": theirs.subject}
