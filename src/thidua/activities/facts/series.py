"""The times of a series: in which order, the last one, and how they compare."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.selections import of_activity
from thidua.activities.facts.shown import Line, chief_of, show_report
from thidua.activities.models import Activity, ActivitySeries
from thidua.activities.queries import known_first
from thidua.common.components.charts import Chart, Ends, range_chart
from thidua.common.components.texts import short_date
from thidua.common.language import page_language
from thidua.core.impact.figure import FigureKind

COMPARED = 12
"""So many times, the latest, stand beside each other."""


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a series, the `number`-th; its chief figures, empty where it was not held or is being reckoned."""

    number: int
    activity: Activity
    lines: Sequence[Line]

    def amount(self, kind: FigureKind) -> Line | None:
        """One of its figures."""
        return next((each for each in self.lines if each.kind == kind.value), None)


def times_of(series: ActivitySeries) -> list[Activity]:
    """Its times in order, those that were called off not among them; a merged report is told with its record."""
    rows = Activity.objects.filter(series=series, merged_into=None, revisit_of=None)
    return known_first(rows.exclude(state=ActivityState.CANCELLED).select_related("bloc", "unit"))


def last_time(series: ActivitySeries) -> Activity | None:
    """The latest time whose day is known; else the one recorded last."""
    times = times_of(series)
    return next((each for each in reversed(times) if each.held_on.code), times[-1] if times else None)


def compared_times(series: ActivitySeries, now: datetime) -> list[Time]:
    """The latest times with their chief figures."""
    numbered = list(enumerate(times_of(series), start=1))[-COMPARED:]
    return [Time(number, each, _lines(each, now)) for number, each in numbered]


def charts_of(times: Sequence[Time]) -> list[Chart]:
    """People and kilograms of each time that was held, where at least two of them are known."""
    held = [each for each in times if each.activity.state == ActivityState.HELD]
    wanted = (
        (FigureKind.PEOPLE, _("Người tham gia, từng lần"), _("người")),
        (FigureKind.MASS, _("Rác thu được, từng lần"), "kg"),
    )
    found = [
        range_chart(
            title,
            [(_label(each), _ends(each.amount(kind))) for each in held],
            heading=_("Lần"),
            unit=unit,
            places=1 if kind is FigureKind.MASS else 0,
        )
        for kind, title, unit in wanted
    ]
    return [each for each in found if each is not None]


def _label(time: Time) -> str:
    return _("Lần %(number)s, %(day)s") % {"number": time.number, "day": short_date(time.activity.held_on)}


def _ends(line: Line | None) -> Ends:
    return (line.low, line.best, line.high) if line is not None else (None, None, None)


def _lines(activity: Activity, now: datetime) -> Sequence[Line]:
    if activity.state != ActivityState.HELD:
        return ()
    found = figures_now(of_activity(activity), now)
    said: Any = found.said(page_language()) if found is not None else None
    return show_report(said, chief_of(activity.kind)).chief if said is not None else ()
