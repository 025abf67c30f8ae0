"""Decisions and handovers for the permission crawl: of bloc I, and of bloc II."""

from tests.cast import YEAR
from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.decisions import PAPER
from tests.factories.meetings import NOW, make_cycle
from tests.factories.organisations import add_members, make_unit
from thidua.common import clock
from thidua.decisions.models import Handover, HandoverItem, ProposalLine, ProposalList, RecognitionDecision
from thidua.decisions.services.handovers import HandoverFacts, start_handover
from thidua.decisions.services.news import publish_decision
from thidua.decisions.services.proposals import LetterFacts, add_line, draft_proposals, send_proposals
from thidua.decisions.services.recognitions import Recognised, record_decision
from thidua.organisations.models import Bloc, BlocMembership, Unit


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


@own_and_other(ProposalList)
def proposals(world: World) -> tuple[ProposalList, ProposalList]:
    """Lists that are being kept."""
    ours, theirs = (_propose(world, bloc, unit, YEAR - 1)[0] for bloc, unit in _blocs_and_units(world))
    return ours, theirs


@own_and_other(ProposalLine)
def proposal_lines(world: World) -> tuple[ProposalLine, ProposalLine]:
    """A unit on each of them."""
    ours, theirs = (each.lines.all()[0] for each in world.both(ProposalList))
    return ours, theirs


@own_and_other("return_proposals")
def sent_proposals(world: World) -> tuple[Kwargs, Kwargs]:
    """Lists of this year, sent: ours by the secretary, theirs by the standing office itself."""
    ours, theirs = _sent(world, YEAR)
    return {"pk": ours.pk}, {"pk": theirs.pk}


@own_and_other("answer_proposal")
def awaited_answers(world: World) -> tuple[Kwargs, Kwargs]:
    """A unit on each of the sent lists."""
    if "return_proposals" not in world.made:
        world.made["return_proposals"] = sent_proposals(world)
    ours, theirs = (ProposalLine.objects.filter(proposals=each["pk"])[0] for each in world.made["return_proposals"])
    return {"pk": ours.pk}, {"pk": theirs.pk}


@own_and_other("correct_answer")
def given_answers(world: World) -> tuple[Kwargs, Kwargs]:
    """A unit on the sent list of an earlier year, whose answer is written down."""
    made = []
    for proposals in _sent(world, YEAR - 2):
        line = proposals.lines.all()[0]
        ProposalLine.objects.filter(pk=line.pk).update(answer="NOT_APPROVED", reason="Hết suất")
        made.append({"pk": line.pk})
    return made[0], made[1]


def _sent(world: World, year: int) -> list[ProposalList]:
    made = []
    for (bloc, unit), sender in zip(_blocs_and_units(world), (world.cast.secretary, world.cast.standing), strict=True):
        proposals, _line = _propose(world, bloc, unit, year)
        letter, version = LetterFacts("12/TTr"), proposals.version
        made.append(
            send_proposals(actor=sender.actor(), proposals=proposals, letter=letter, version=version, now=clock.now())
        )
    return made


def _blocs_and_units(world: World) -> list[tuple[Bloc, Unit]]:
    return list(zip(world.both(Bloc), (world.cast.unit, world.cast.other_unit), strict=True))


def _propose(world: World, bloc: Bloc, unit: Unit, year: int) -> tuple[ProposalList, ProposalLine]:
    actor = world.cast.standing.actor()
    BlocMembership.objects.get_or_create(agency=bloc.agency, bloc=bloc, year=year, unit=unit)
    cycle = world.year_of(bloc) if year == YEAR else make_cycle(bloc, year)
    proposals = draft_proposals(actor=actor, cycle=cycle)
    line = add_line(
        actor=actor,
        proposals=proposals,
        unit=unit,
        award_name="Bằng khen của Bộ trưởng",
        award_code="CERTIFICATE_OF_MERIT",
        because="Thành tích nổi trội",
    )
    return proposals, line


def _start(world: World, bloc: Bloc, giver: Unit, receiver: Unit) -> Handover:
    return start_handover(
        actor=world.cast.standing.actor(),
        cycle=make_cycle(bloc, YEAR - 1),
        facts=HandoverFacts(giver=giver, receiver=receiver),
        now=NOW,
    )


@own_and_other("withdraw_decision")
def published(world: World) -> tuple[Kwargs, Kwargs]:
    """The decisions, published."""
    found = world.both(RecognitionDecision)
    for each in found:
        publish_decision(actor=world.cast.standing.actor(), decision=each, now=clock.now())
    return {"pk": found[0].pk}, {"pk": found[1].pk}
