"""Years, steps, rules and pledges in the one state in which a page is open: for each a year of its own, long ago."""

from datetime import date

from tests.campaigns.crawl import both_years, standing
from tests.cast import YEAR
from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.cycles import finish_all_steps, step_of
from thidua.campaigns.enums import CycleState, RuleKind, StepKind, StepState
from thidua.campaigns.models import Cycle, Pledge, RuleVersion, Step
from thidua.campaigns.services.rules import draft_rules, open_for_comments
from thidua.common import clock

PREPARED, UNDER_WAY, FINISHED, CLOSED = 2001, 2002, 2003, 2004


def _keys(
    ours: Cycle | Step | RuleVersion | Pledge, theirs: Cycle | Step | RuleVersion | Pledge
) -> tuple[Kwargs, Kwargs]:
    return {"pk": ours.pk}, {"pk": theirs.pk}


@own_and_other("begin_cycle")
def prepared_years(world: World) -> tuple[Kwargs, Kwargs]:
    """Years that nobody has begun."""
    ours, theirs = both_years(world, PREPARED)
    Cycle.objects.filter(pk__in=(ours.pk, theirs.pk)).update(state=CycleState.PREPARING)
    return _keys(ours, theirs)


own_and_other("draft_pledge")(prepared_years)


@own_and_other("close_cycle")
def finished_years(world: World) -> tuple[Kwargs, Kwargs]:
    """Years whose every step is done."""
    ours, theirs = both_years(world, FINISHED)
    for cycle in (ours, theirs):
        finish_all_steps(cycle)
    return _keys(ours, theirs)


@own_and_other("reopen_cycle")
def closed_years(world: World) -> tuple[Kwargs, Kwargs]:
    """Years that are over."""
    ours, theirs = both_years(world, CLOSED)
    Cycle.objects.filter(pk__in=(ours.pk, theirs.pk)).update(state=CycleState.CLOSED)
    return _keys(ours, theirs)


def _steps(world: World, kind: StepKind) -> tuple[Kwargs, Kwargs]:
    """A step of years whose first step is done and whose second has not begun."""
    years = both_years(world, UNDER_WAY)
    Step.objects.filter(cycle__in=years, kind=StepKind.PLAN).update(state=StepState.DONE)
    ours, theirs = (step_of(cycle, kind) for cycle in years)
    return _keys(ours, theirs)


@own_and_other("reopen_step")
def done_steps(world: World) -> tuple[Kwargs, Kwargs]:
    """The plan, which is done."""
    return _steps(world, StepKind.PLAN)


@own_and_other("start_step")
def next_steps(world: World) -> tuple[Kwargs, Kwargs]:
    """The comments on the rules, whose turn it is."""
    return _steps(world, StepKind.RULES)


@own_and_other("edit_pledge")
def pledges_on_the_desk(world: World) -> tuple[Kwargs, Kwargs]:
    """Pledges that are being written."""
    ours, theirs = (
        Pledge.objects.get_or_create(
            agency=cycle.agency, cycle=cycle, defaults={"title": f"Giao ước {cycle}", "text": "Lời"}
        )[0]
        for cycle in both_years(world, UNDER_WAY)
    )
    return _keys(ours, theirs)


for name in ("open_signing", "add_bloc_target"):
    own_and_other(name)(pledges_on_the_desk)


def _drafts(world: World, kind: RuleKind) -> tuple[RuleVersion, RuleVersion]:
    ours, theirs = (
        draft_rules(actor=standing(world), cycle=cycle, kind=kind, title="Bản soạn", text="Điều 1. Mục đích")
        for cycle in world.both(Cycle)
    )
    return ours, theirs


@own_and_other("change_draft")
def drafts(world: World) -> tuple[Kwargs, Kwargs]:
    """Rules that are being written: nobody but who keeps the bloc sees them."""
    return _keys(*_drafts(world, RuleKind.CRITERIA))


@own_and_other("take_back_draft")
def without_comments(world: World) -> tuple[Kwargs, Kwargs]:
    """Drafts about which the members were asked and have said nothing yet."""
    ours, theirs = (
        open_for_comments(
            actor=standing(world), rule=rule, version=rule.version, until=date(YEAR, 6, 30), now=clock.now()
        )
        for rule in _drafts(world, RuleKind.OTHER)
    )
    return _keys(ours, theirs)
