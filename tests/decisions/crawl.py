"""Decisions and handovers for the permission crawl: of bloc I, and of bloc II."""

from tests.cast import YEAR
from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.decisions import PAPER
from tests.factories.meetings import NOW, make_cycle
from tests.factories.organisations import add_members, make_unit
from thidua.decisions.models import Handover, HandoverItem, RecognitionDecision
from thidua.decisions.services.handovers import HandoverFacts, start_handover
from thidua.decisions.services.recognitions import Recognised, record_decision
from thidua.organisations.models import Bloc, Unit


@own_and_other(RecognitionDecision)
def decisions(world: World) -> tuple[RecognitionDecision, RecognitionDecision]:
    """The leaders of the year as they stand, recognised."""
    units = (world.cast.units[0], world.cast.other_unit)
    ours, theirs = (
        record_decision(
            actor=world.cast.standing.actor(),
            bloc=bloc,
            year=YEAR,
            lead=Recognised(unit),
            deputy=None,
            paper=PAPER,
            now=NOW,
        )
        for bloc, unit in zip(world.both(Bloc), units, strict=True)
    )
    return ours, theirs


@own_and_other("record_decision")
def bloc_years(world: World) -> tuple[Kwargs, Kwargs]:
    """Next year."""
    ours, theirs = world.both(Bloc)
    return {"pk": ours.pk, "year": YEAR + 1}, {"pk": theirs.pk, "year": YEAR + 1}


@own_and_other(Handover)
def handovers(world: World) -> tuple[Handover, Handover]:
    """From the head's unit to Vụ Kế hoạch, whose head signs; and between two units of bloc II."""
    ours, theirs = world.both(Bloc)
    neighbour = make_unit(world.cast.agency, "vien-hang-xom", "Viện Hàng xóm")
    add_members(theirs, YEAR - 1, [world.cast.other_unit, neighbour])
    return _start(world, ours, world.cast.units[0], world.cast.unit), _start(
        world, theirs, world.cast.other_unit, neighbour
    )


@own_and_other(HandoverItem)
def items(world: World) -> tuple[HandoverItem, HandoverItem]:
    """The first thing of each list."""
    ours, theirs = (each.items.all()[0] for each in world.both(Handover))
    return ours, theirs


@own_and_other("sign_handover")
def signings(world: World) -> tuple[Kwargs, Kwargs]:
    """The receiving sides."""
    ours, theirs = world.both(Handover)
    return {"pk": ours.pk, "side": "ben-nhan"}, {"pk": theirs.pk, "side": "ben-nhan"}


def _start(world: World, bloc: Bloc, giver: Unit, receiver: Unit) -> Handover:
    return start_handover(
        actor=world.cast.standing.actor(),
        cycle=make_cycle(bloc, YEAR - 1),
        facts=HandoverFacts(giver=giver, receiver=receiver),
        now=NOW,
    )
