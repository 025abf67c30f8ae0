"""Due items as task cards in three groups: whose move it is, until when, what blocks it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.common.components.tasks import TaskCard
from thidua.common.components.texts import long_date
from thidua.common.due import DueGroup, DueItem
from thidua.core.vietnam.errors import CalendarError
from thidua.core.vietnam.working_days import Calendar

STATES = {DueGroup.MINE: "mine", DueGroup.BLOCKED: "blocked", DueGroup.WAITING: "waiting"}


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """One list of home with its heading."""

    group: DueGroup
    heading: str
    cards: list[TaskCard]
    total: int
    """How many there are; `cards` holds those that are shown."""


def group_tasks(
    items: Sequence[DueItem],
    *,
    today: date,
    calendars: Mapping[int, Calendar],
    usual: Calendar,
    most: Mapping[DueGroup, int],
) -> list[TaskGroup]:
    """The groups that have anything in them: mine, blocked, waiting. Only the first card of all is the main one.

    `calendars` count the working days of each agency, `usual` of the rest. `most` is how many cards a group shows.
    """
    headings = {
        DueGroup.MINE: _("Chờ anh/chị làm"),
        DueGroup.BLOCKED: _("Đang vướng, cần người khác gỡ"),
        DueGroup.WAITING: _("Đang chờ người khác"),
    }
    groups = []
    for group, heading in headings.items():
        of_group = [each for each in items if each.group == group]
        cards = [
            _card(item, today, calendars.get(item.agency or 0, usual), is_main=group == DueGroup.MINE and place == 0)
            for place, item in enumerate(of_group[: most[group]])
        ]
        if cards:
            groups.append(TaskGroup(group, heading, cards, len(of_group)))
    return groups


def count_words(items: Sequence[DueItem]) -> tuple[str, str]:
    """“3 việc chờ anh/chị”, “2 việc đang vướng”; empty where there is none."""
    mine = sum(item.group == DueGroup.MINE for item in items)
    blocked = sum(item.group == DueGroup.BLOCKED for item in items)
    return (
        ngettext("%(count)s việc chờ anh/chị", "%(count)s việc chờ anh/chị", mine) % {"count": mine} if mine else "",
        ngettext("%(count)s việc đang vướng", "%(count)s việc đang vướng", blocked) % {"count": blocked}
        if blocked
        else "",
    )


def _card(item: DueItem, today: date, calendar: Calendar, *, is_main: bool) -> TaskCard:
    days, badges = _days(item.deadline, today, calendar)
    return TaskCard(
        title=item.title,
        url=item.url,
        days=days,
        badges=badges,
        deadline=_deadline_words(item),
        fact=" · ".join(part for part in (item.context, item.fact) if part),
        action=item.verb,
        action_url=item.action_url or item.url,
        action_kind="primary" if is_main else "outlined",
        action_icon=item.icon,
        method="post" if item.posts else "get",
        blocked_by=item.blocked_by,
        unblocker=item.who_unblocks,
        state=STATES[item.group],
    )


def _deadline_words(item: DueItem) -> str:
    if item.deadline is None:
        return ""
    day = {"day": long_date(item.deadline)}
    return _("Bắt đầu %(day)s") % day if item.begins else _("Hạn %(day)s") % day


def _days(deadline: date | None, today: date, calendar: Calendar) -> tuple[int | None, tuple[str, ...]]:
    """Working days left; a deadline that passed over days off alone, or that no calendar reaches, gets a word."""
    if deadline is None:
        return None, ()
    try:
        days = calendar.working_days_left(today, deadline)
    except CalendarError:
        return None, ("overdue" if deadline < today else "waiting",)
    return days, ("overdue",) if deadline < today and days == 0 else ()
