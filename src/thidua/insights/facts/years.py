"""The actor's present years beside his tasks: the step bar of one or two, a line each when there are more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.facts.steps import Position, StepLine, current_line, position_of, step_lines
from thidua.campaigns.models import Cycle
from thidua.campaigns.queries.cycles import steps_of
from thidua.common.http.things import thing_url
from thidua.core.vietnam.working_days import Calendar


@dataclass(frozen=True, slots=True)
class YearBox:
    """One year: `title`, its page, its steps where they are shown, and the sentence on where it stands."""

    title: str
    bloc: str
    url: str
    lines: list[StepLine]
    position: Position


def year_boxes(
    cycles: list[Cycle], *, today: date, calendars: Mapping[int, Calendar], usual: Calendar, shows_steps: bool
) -> list[YearBox]:
    """The boxes of `cycles`: where each year is, in one query. What satisfied a step is told on the year's own page."""
    steps = steps_of(cycles)
    boxes = []
    for cycle in cycles:
        calendar = calendars.get(cycle.agency_id, usual)
        lines = (
            step_lines(steps[cycle.pk], today=today, calendar=calendar, cards={}, reports={})
            if shows_steps
            else current_line(steps[cycle.pk], today=today, calendar=calendar)
        )
        boxes.append(
            YearBox(
                title=_("Năm thi đua %(year)s") % {"year": cycle.year},
                bloc=cycle.bloc.name,
                url=thing_url("campaigns.cycle", cycle.pk),
                lines=lines,
                position=position_of(cycle, lines),
            )
        )
    return boxes
