"""Published things for the permission crawl."""

from tests.crawl_objects import Kwargs, World, own_and_other
from thidua.activities.models import Activity, PublicPhoto
from thidua.activities.services import publish_impact
from thidua.common import clock


def _addresses(world: World) -> tuple[Kwargs, Kwargs]:
    actor, both = world.cast.standing.actor(), world.both(Activity)
    ours, theirs = (publish_impact(actor=actor, activity=each, now=clock.now()) for each in both)
    return {"slug": ours.slug}, {"slug": theirs.slug}


@own_and_other("snapshot")
def pages(world: World) -> tuple[Kwargs, Kwargs]:
    """The public page of each."""
    return _addresses(world)


for name in ("snapshot_figures", "snapshot_map", "snapshot_pieces"):
    own_and_other(name)(_addresses)


def _pictures(world: World) -> tuple[Kwargs, Kwargs]:
    """A picture on the page of each."""
    world.both(PublicPhoto)
    pages = [
        publish_impact(actor=world.cast.standing.actor(), activity=each, now=clock.now())
        for each in world.both(Activity)
    ]
    ours, theirs = ({"slug": page.slug, "key": page.pictures.get(gone_at=None).key} for page in pages)
    return ours, theirs


for name in ("snapshot_picture", "snapshot_small"):
    own_and_other(name)(_pictures)
