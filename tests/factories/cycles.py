"""Builders of years, by the services that people use."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from tests.cast import YEAR, Cast
from thidua.campaigns.enums import StepKind, StepState
from thidua.campaigns.models import Cycle, Step
from thidua.campaigns.services.cycles import open_cycle
from thidua.organisations.models import Bloc

NEW_YEAR = datetime(YEAR, 1, 5, 2, tzinfo=UTC)


def make_cycle(
    cast: Cast,
    *,
    year: int = YEAR,
    bloc: Bloc | None = None,
    deadlines: Mapping[StepKind, date | None] | None = None,
    now: datetime = NEW_YEAR,
) -> Cycle:
    """An open year of bloc I (or of `bloc`) with the usual ten steps, its first under way since 5 January."""
    actor = cast.standing.actor(now)
    return open_cycle(actor=actor, bloc=bloc or cast.bloc, year=year, now=now, deadlines=deadlines)


def step_of(cycle: Cycle, kind: StepKind) -> Step:
    """One step as stored now."""
    return Step.objects.select_related("cycle__bloc", "cycle__agency").get(cycle=cycle, kind=kind)


def finish_all_steps(cycle: Cycle) -> None:
    """Every step done on a day nobody knows."""
    Step.objects.filter(cycle=cycle).update(state=StepState.DONE)
