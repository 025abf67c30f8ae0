"""Where the steps of a year stand, in words: what the step bar and the sentence under it say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.enums.cycles import CycleState, StepKind, StepState
from thidua.campaigns.facts.deadlines import working_days_left
from thidua.campaigns.facts.holidays import holiday_words
from thidua.campaigns.facts.reports import NOTHING_TO_REPORT, StepReport
from thidua.campaigns.models import Cycle, Step
from thidua.common.components.texts import short_date
from thidua.common.references import Card
from thidua.core.vietnam.working_days import Calendar


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as the bar shows it: `state` is done, now, later, skipped or late; `days` are working days left."""

    step: Step
    number: int
    label: str
    state: str
    note: str
    second_note: str
    url: str
    days: int | None
    days_words: str
    report: StepReport


@dataclass(frozen=True, slots=True)
class Position:
    """Where the year is: the present line (None when every step is finished) and the sentence about it."""

    line: StepLine | None
    where: str
    rest: tuple[str, ...] = ()


def step_lines(
    steps: Sequence[Step],
    *,
    today: date,
    calendar: Calendar,
    cards: Mapping[int, Card],
    reports: Mapping[int, StepReport],
) -> list[StepLine]:
    """The lines of one year. `cards` are the things that satisfied steps, by step id."""
    return [
        _line(number, step, today, calendar, cards.get(step.pk), reports.get(step.pk, NOTHING_TO_REPORT))
        for number, step in enumerate(steps, start=1)
    ]


def current_line(steps: Sequence[Step], *, today: date, calendar: Calendar) -> list[StepLine]:
    """Of `step_lines` only that of the step where the year is, which `position_of` asks for; none when all are done."""
    at = next((at for at, step in enumerate(steps, start=1) if step.state in (StepState.LATER, StepState.NOW)), None)
    return [] if at is None else [_line(at, steps[at - 1], today, calendar, None, NOTHING_TO_REPORT)]


def position_of(cycle: Cycle, lines: Sequence[StepLine]) -> Position:
    """Where the year is, what is missing, how long is left."""
    if cycle.state == CycleState.PREPARING:
        return Position(
            None,
            _("Năm thi đua %(year)s đang được chuẩn bị.") % {"year": cycle.year},
            (_("Xem lại các bước và hạn rồi bắt đầu năm."),),
        )
    if cycle.state == CycleState.CLOSED:
        closed = f" {short_date(cycle.closed_on)}" if cycle.closed_on else ""
        return Position(None, _("Năm thi đua %(year)s đã khép lại%(on)s.") % {"year": cycle.year, "on": closed})
    current = next((line for line in lines if line.step.state in (StepState.NOW, StepState.LATER)), None)
    if current is None:
        return Position(None, _("Mọi bước của năm %(year)s đã xong.") % {"year": cycle.year})
    place = {"number": current.number, "step": current.label}
    under_way = current.step.state == StepState.NOW
    where = (
        _("Đang ở bước %(number)s, %(step)s.") % place
        if under_way
        else _("Tiếp theo là bước %(number)s, %(step)s.") % place
    )
    rest = (current.report.missing, _deadline_sentence(current))
    return Position(current, where, tuple(part for part in rest if part))


def days_words(days: int, deadline: date, today: date) -> str:
    """“Còn 4 ngày làm việc”, “Hạn hôm nay”, “Quá hạn 3 ngày làm việc”, “Quá hạn từ 29/11/2024” before any passed."""
    if deadline == today:
        return _("Hạn hôm nay")
    if deadline < today and days == 0:
        return _("Quá hạn từ %(day)s") % {"day": short_date(deadline)}
    if days < 0:
        return ngettext("Quá hạn %(days)s ngày làm việc", "Quá hạn %(days)s ngày làm việc", -days) % {"days": -days}
    return ngettext("Còn %(days)s ngày làm việc", "Còn %(days)s ngày làm việc", days) % {"days": days}


def working_day_rule() -> str:
    """How working days are counted, as every page that counts them says."""
    return _("Ngày làm việc không tính thứ Bảy, Chủ nhật và ngày lễ theo lịch nghỉ của Nhà nước.")


def moved_words(asked: date | None, falls_on: date | None, calendar: Calendar) -> str:
    """Why the deadline is not the day asked for: “30/04/2026 là ngày nghỉ (…), hạn chuyển sang thứ …”."""
    if asked is None or falls_on is None or asked == falls_on:
        return ""
    name = calendar.holiday_name(asked)
    return _("Ngày %(asked)s là ngày nghỉ (%(name)s) nên hạn chuyển sang %(day)s.") % {
        "asked": short_date(asked),
        "name": holiday_words(name) if name else _("cuối tuần"),
        "day": short_date(falls_on),
    }


def _line(number: int, step: Step, today: date, calendar: Calendar, card: Card | None, report: StepReport) -> StepLine:
    open_ = step.state in (StepState.LATER, StepState.NOW) and step.cycle.state == CycleState.OPEN
    days, left, late = None, "", False
    if open_ and step.deadline is not None:
        days = working_days_left(calendar, today, step.deadline)
        left = days_words(days, step.deadline, today)
        late = step.deadline < today
    state = {StepState.DONE: "done", StepState.NOW: "now", StepState.SKIPPED: "skipped"}.get(
        StepState(step.state), "later"
    )
    note, second = _notes(step, card, report, left if late else "")
    return StepLine(
        step=step,
        number=number,
        label=str(StepKind(step.kind).label),
        state="late" if late else state,
        note=note,
        second_note=second,
        url=reverse("step", args=[step.pk]),
        days=days,
        days_words=left,
        report=report,
    )


def _deadline_sentence(line: StepLine) -> str:
    return f"{line.days_words or _('Chưa đặt hạn')}."


def _notes(step: Step, card: Card | None, report: StepReport, overdue: str) -> tuple[str, str]:
    if step.state == StepState.DONE:
        return _done_words(step, card), ""
    if step.state == StepState.SKIPPED:
        return step.note or _("Không tổ chức riêng"), ""
    if step.deadline is None:
        return report.note or _("Chưa đặt hạn"), ""
    limit = _("Hạn %(day)s") % {"day": bar_date(step.deadline, step.cycle.year)}
    if overdue:
        return (report.note, overdue) if report.note else (overdue, limit)
    if report.note:
        return report.note, limit
    if step.state == StepState.LATER and step.starts_on is not None:
        year = step.cycle.year
        span = {"since": bar_date(step.starts_on, year), "until": bar_date(step.deadline, year)}
        return _("%(since)s đến %(until)s") % span, ""
    return limit, ""


def _done_words(step: Step, card: Card | None) -> str:
    """“Ban hành, 22/01” where a note says how, else the day; a step done on an unknown day says so."""
    day = bar_date(step.done_on, step.cycle.year) if step.done_on else _("chưa biết ngày")
    how = step.note or (card.kind_label if card else "")
    return f"{how}, {day}" if how else day


def bar_date(day: date, year: int) -> str:
    """29/11 for a day of the year itself, 15/01/2025 for another: the bar is narrow.

    >>> bar_date(date(2024, 11, 29), 2024), bar_date(date(2025, 1, 15), 2024)
    ('29/11', '15/01/2025')
    """
    return f"{day:%d/%m}" if day.year == year else short_date(day)
