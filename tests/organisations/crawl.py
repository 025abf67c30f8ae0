"""Things of organisations for the permission crawl."""

from tests.crawl_objects import World, own_and_other
from thidua.organisations.models import Bloc


@own_and_other(Bloc)
def blocs(world: World) -> tuple[Bloc, Bloc]:
    """Bloc I and bloc II."""
    return world.cast.bloc, world.cast.other_bloc
