"""Awards for the permission crawl: one of the officer's unit, one of the unit in bloc II."""

from tests.crawl_objects import World, own_and_other
from tests.factories.awards import make_award
from thidua.records.models import UnitAward


@own_and_other(UnitAward)
def awards(world: World) -> tuple[UnitAward, UnitAward]:
    """A certificate of each."""
    return make_award(world.cast), make_award(world.cast, owner=world.cast.other_unit)
