"""When steps fall due: patterns reckoned into days, and days off moved to the next working day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

import yaml
from django.utils.translation import gettext as _

from thidua.campaigns.enums.cycles import StepKind
from thidua.campaigns.errors.cycles import CalendarYearError, PatternError
from thidua.campaigns.models import StepPattern
from thidua.common.forms.words import words_of
from thidua.core.vietnam.errors import CalendarError
from thidua.core.vietnam.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Pattern:
    """When one step of any year is due: on a day of the year, or so many working days from another step, or open."""

    kind: StepKind
    month: int | None = None
    day: int | None = None
    year_after: bool = False
    counted_from: StepKind | None = None
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: the day asked for and the day it falls on; both None where none is set."""

    asked: date | None
    falls_on: date | None

    @property
    def was_moved(self) -> bool:
        """Whether the day asked for was a day off."""
        return self.asked != self.falls_on


def due_on(day: date | None, calendar: Calendar) -> Due:
    """The deadline that asking for `day` gives. Raises `CalendarYearError` outside the calendar's years."""
    try:
        return Due(day, None if day is None else calendar.deadline_on_or_after(day))
    except CalendarError as error:
        raise CalendarYearError(words_of(error)) from error


def working_days_left(calendar: Calendar, today: date, deadline: date) -> int:
    """Working days from tomorrow to the deadline inclusive; negative when it is past.

    Raises `CalendarYearError` outside the calendar's years.
    """
    try:
        return calendar.working_days_left(today, deadline)
    except CalendarError as error:
        raise CalendarYearError(words_of(error)) from error


def planned(patterns: Iterable[Pattern], year: int, calendar: Calendar) -> dict[StepKind, Due]:
    """The deadlines of a year by its patterns, in their order.

    Raises `PatternError` when steps are counted from one another in a circle or from a step that is not there.
    """
    by_kind = {pattern.kind: pattern for pattern in patterns}
    reckoned: dict[StepKind, Due] = {}
    for kind in by_kind:
        _reckon(kind, by_kind, year, calendar, reckoned, ())
    return {kind: reckoned[kind] for kind in by_kind}


def _reckon(
    kind: StepKind,
    by_kind: dict[StepKind, Pattern],
    year: int,
    calendar: Calendar,
    reckoned: dict[StepKind, Due],
    waiting: tuple[StepKind, ...],
) -> Due:
    if kind in reckoned:
        return reckoned[kind]
    if kind in waiting:
        raise PatternError(
            _("Hạn của các bước tính vòng quanh: %(steps)s. Đặt ngày cụ thể cho một bước.")
            % {"steps": " – ".join(str(each.label) for each in (*waiting, kind))}
        )
    pattern = by_kind[kind]
    if pattern.counted_from is not None and pattern.working_days is not None:
        if pattern.counted_from not in by_kind:
            raise PatternError(
                _("Hạn bước %(step)s tính từ bước %(other)s, nhưng năm không có bước đó.")
                % {"step": kind.label, "other": pattern.counted_from.label}
            )
        start = _reckon(pattern.counted_from, by_kind, year, calendar, reckoned, (*waiting, kind)).falls_on
        day = None if start is None else calendar.add_working_days(start, pattern.working_days)
        due = Due(day, day)
    elif pattern.month is not None and pattern.day is not None:
        due = due_on(date(year + pattern.year_after, pattern.month, pattern.day), calendar)
    else:
        due = Due(None, None)
    reckoned[kind] = due
    return due


def pattern_of(row: StepPattern) -> Pattern:
    """The pattern that an agency keeps."""
    return Pattern(
        StepKind(row.kind),
        row.month,
        row.day,
        row.year_after,
        StepKind(row.counted_from) if row.counted_from else None,
        row.working_days,
    )


@lru_cache(maxsize=1)
def packaged_patterns() -> tuple[Pattern, ...]:
    """The patterns of steps.yaml."""
    text = files("thidua.campaigns").joinpath("steps.yaml").read_text(encoding="utf-8")
    return tuple(read_pattern(entry) for entry in yaml.safe_load(text))


def read_pattern(entry: dict[str, object]) -> Pattern:
    """One entry of steps.yaml."""
    day, month = (int(part) for part in str(entry["due"]).split("/")) if "due" in entry else (None, None)
    after, count = entry.get("after"), entry.get("working_days")
    return Pattern(
        StepKind(str(entry["kind"])),
        month,
        day,
        bool(entry.get("year_after", False)),
        StepKind(str(after)) if after else None,
        int(str(count)) if count is not None else None,
    )
