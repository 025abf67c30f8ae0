"""Published blocs and movements for the permission crawl."""

from tests.crawl_objects import Kwargs, World, own_and_other
from thidua.campaigns.models import Movement
from thidua.campaigns.services.publishing import publish_bloc, publish_call
from thidua.common import clock
from thidua.organisations.models import Bloc


@own_and_other("withdraw_bloc")
def published_blocs(world: World) -> tuple[Kwargs, Kwargs]:
    """The page of each bloc."""
    for bloc in world.both(Bloc):
        publish_bloc(actor=world.cast.standing.actor(), bloc=bloc, now=clock.now())
    ours, theirs = world.both(Bloc)
    return {"pk": ours.pk}, {"pk": theirs.pk}


@own_and_other("withdraw_call")
def published_calls(world: World) -> tuple[Kwargs, Kwargs]:
    """The page of each movement."""
    for movement in world.both(Movement):
        publish_call(actor=world.cast.standing.actor(), movement=movement, now=clock.now())
    ours, theirs = world.both(Movement)
    return {"pk": ours.pk}, {"pk": theirs.pk}
