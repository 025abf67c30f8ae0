"""Awards for the permission crawl: one of the officer's unit, one of the unit in bloc II."""

from tests.crawl_objects import World, own_and_other
from tests.factories.awards import make_award
from thidua.records.models import UnitAward


@own_and_other(UnitAward)
def awards(world: World) -> tuple[UnitAward, UnitAward]:
    """A certificate of each."""
    return make_award(world.cast), make_award(world.cast, owner=world.cast.other_unit)


@own_and_other("law_text")
def law_texts(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """Two texts of the register: nobody's own."""
    return {"slug": "06-2022-qh15"}, {"slug": "152-2025-nd-cp"}


@own_and_other("law_award")
def law_awards(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """Two titles of the law."""
    of_person = {"subject": "individual"}
    return {"slug": "advanced-worker", **of_person}, {"slug": "grassroots-emulation-fighter", **of_person}
