"""When lines of a plan are due, and how far the plan is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.activities.enums import PlanGroup
from thidua.activities.facts.words import is_day_known
from thidua.activities.models import Activity, PlanItem
from thidua.core.vietnam.errors import CalendarError
from thidua.core.vietnam.working_days import Calendar

NEAR = 5
"""So many working days before its term a line is said to be near."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line with its term reckoned. `due_on` is None where no term was set or the day of the activity is not known;
    `days_left` are working days, negative when late, None where they cannot be told or the line is done.
    """

    item: PlanItem
    due_on: date | None
    days_left: int | None
    is_overdue: bool
    is_today: bool = False

    @property
    def is_near(self) -> bool:
        """Whether its term is today or within `NEAR` working days."""
        return not self.is_overdue and self.days_left is not None and self.days_left <= NEAR

    @property
    def waits_for_day(self) -> bool:
        """Whether it would have a term if the day of the activity were known."""
        return self.item.offset is not None and self.due_on is None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many lines there are, are done, are late."""

    total: int
    done: int
    overdue: int

    @property
    def words(self) -> str:
        """“18/35 việc xong, 2 việc quá hạn”."""
        if not self.total:
            return _("Chưa có việc nào trong kế hoạch")
        done = _("%(done)s/%(total)s việc xong") % {"done": self.done, "total": self.total}
        if not self.overdue:
            return done
        late = ngettext("%(count)s việc quá hạn", "%(count)s việc quá hạn", self.overdue) % {"count": self.overdue}
        return f"{done}, {late}"


def day_of(activity: Activity) -> date | None:
    """The day of the activity, if the very day is known."""
    return activity.held_on.earliest if is_day_known(activity) else None


def due_day(item: PlanItem, day: date | None, calendar: Calendar) -> date | None:
    """When the line is due if the activity is held on `day`; None where that cannot be told.

    One working day before a Sunday is the Friday, one after it the Monday.
    """
    if item.offset is None or day is None:
        return item.due_on
    try:
        start = calendar.deadline_on_or_after(day) if item.offset < 0 else day
        return calendar.add_working_days(start, item.offset)
    except CalendarError:
        return None


def line_of(item: PlanItem, day: date | None, calendar: Calendar, today: date) -> PlanLine:
    """The line with its term."""
    due_on = due_day(item, day, calendar)
    if due_on is None or item.is_done:
        return PlanLine(item, due_on, None, is_overdue=False)
    try:
        left: int | None = calendar.working_days_left(today, due_on)
    except CalendarError:
        left = None
    return PlanLine(item, due_on, left, is_overdue=due_on < today, is_today=due_on == today)


def lines_of(items: Iterable[PlanItem], activity: Activity, calendar: Calendar, today: date) -> list[PlanLine]:
    """The lines of one plan: by group, and in it by term, then in the order in which they were written."""
    day = day_of(activity)
    order = {group: number for number, group in enumerate(PlanGroup.values)}
    lines = [line_of(item, day, calendar, today) for item in items]
    return sorted(lines, key=lambda line: (order[line.item.group], *_when(line), line.item.position, line.item.pk))


def progress_of(lines: Iterable[PlanLine]) -> Progress:
    """How far they are."""
    given = list(lines)
    return Progress(len(given), sum(line.item.is_done for line in given), sum(line.is_overdue for line in given))


def term_words(offset: int) -> str:
    """“5 ngày làm việc trước ngày tổ chức”."""
    if offset == 0:
        return _("đúng ngày tổ chức")
    number = {"count": abs(offset)}
    if offset < 0:
        return (
            ngettext(
                "%(count)s ngày làm việc trước ngày tổ chức", "%(count)s ngày làm việc trước ngày tổ chức", -offset
            )
            % number
        )
    return (
        ngettext("%(count)s ngày làm việc sau ngày tổ chức", "%(count)s ngày làm việc sau ngày tổ chức", offset)
        % number
    )


def _when(line: PlanLine) -> tuple[int, int]:
    """Terms that are days before terms that are not; these by how far from the activity; what has none last."""
    if line.due_on is not None:
        return 0, line.due_on.toordinal()
    return (1, line.item.offset) if line.item.offset is not None else (2, 0)
