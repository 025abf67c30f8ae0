"""Reads of years and steps."""

from collections.abc import Iterable

from thidua.campaigns.enums.cycles import StepState
from thidua.campaigns.models import Cycle, CycleMovement, CycleTheme, Step, StepPattern, Theme
from thidua.campaigns.queries.calendars import paths_down_to
from thidua.common.references import Reference
from thidua.organisations.models import Agency


def cycle_of(bloc_id: int, year: int) -> Cycle | None:
    """The year of a bloc, if it was ever prepared."""
    return Cycle.objects.filter(bloc_id=bloc_id, year=year).select_related("bloc", "agency").first()


def steps_of(cycles: Iterable[Cycle]) -> dict[int, list[Step]]:
    """The steps of each year in their order, by year id; one query."""
    rows = {cycle.pk: cycle for cycle in cycles}
    found: dict[int, list[Step]] = {pk: [] for pk in rows}
    for step in Step.objects.filter(cycle__in=list(rows)):
        step.cycle = rows[step.cycle_id]
        found[step.cycle_id].append(step)
    return found


def is_open(step: Step) -> bool:
    """Whether something still has to happen in it."""
    return step.state in (StepState.LATER, StepState.NOW)


def reference_of(step: Step) -> Reference | None:
    """What satisfied the step, if it was a thing and not only a paper."""
    if step.satisfied_by_id is None:
        return None
    return Reference(step.satisfied_by_kind, step.satisfied_by_id)


def theme_of(cycle: Cycle) -> Theme | None:
    """The theme under which the year is lived."""
    link = CycleTheme.objects.filter(cycle=cycle).select_related("theme").first()
    return link.theme if link else None


def movements_of(cycle: Cycle) -> list[CycleMovement]:
    """The movements of the year, in the order in which they were taken up."""
    return list(CycleMovement.objects.filter(cycle=cycle).select_related("movement__agency", "movement__parent"))


def patterns_for(agency: Agency) -> list[StepPattern]:
    """The step patterns of the nearest agency, upwards, that keeps its own; none if nobody does."""
    rows = list(
        StepPattern.objects.filter(agency__path__in=paths_down_to(agency)).order_by("-agency__path", "position")
    )
    return [row for row in rows if row.agency_id == rows[0].agency_id]
