"""Working days of Vietnamese State bodies: Monday to Friday, without State holidays, with make-up days.

The law's holidays and their substitutes come from the library `holidays`; what is decided year by year comes from
calendar.yaml and from the installation. A term is counted from the day after, and a term that ends on a day off ends
on the next working day (Articles 147 and 148 of the Civil Code 91/2015/QH13).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

import holidays

from thidua.core.vietnam.decided_days import DecidedDay, Decision, packaged_decisions
from thidua.core.vietnam.errors import CalendarError

FIRST_YEAR: Final = 2000
"""From the first full year of the five-day week (188/1999/QĐ-TTg)."""
LAST_YEAR: Final = 2099
"""The last year of the lunar calendar in the library."""

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class _Year:
    working: tuple[int, ...]
    """The ordinals of its working days, ascending."""
    names: dict[date, str]
    """Its days off that have a name."""


class Calendar:
    """The working days of one installation.

    `extra_days` are the installation's own decisions; they win over calendar.yaml, and a later one over an earlier
    one. `decided_years` are years whose table the installation has completed. Days are `date`, years 2000 to 2099;
    outside, every question raises `CalendarError`.

    >>> Calendar().working_days_left(date(2024, 11, 25), date(2024, 11, 29))
    4
    """

    def __init__(self, extra_days: Iterable[DecidedDay] = (), decided_years: Iterable[int] = ()) -> None:
        self._extra = {decided.day: decided for decided in extra_days}
        self._decided_years = frozenset(decided_years) | packaged_decisions().keys()
        self._years: dict[int, _Year] = {}

    def is_decided(self, year: int) -> bool:
        """Whether the table of that year is known; if not, its days are reckoned from the law alone."""
        return year in self._decided_years

    def decisions(self, year: int) -> tuple[Decision, ...]:
        """What the package knows to be decided for that year, with its sources."""
        return packaged_decisions().get(year, ())

    def is_working_day(self, day: date) -> bool:
        """Whether State bodies work on that day."""
        working = self._year(day).working
        place = bisect_right(working, day.toordinal())
        return place > 0 and working[place - 1] == day.toordinal()

    def holiday_name(self, day: date) -> str | None:
        """The Vietnamese name of a holiday or a decided day off; None for working days and plain weekends."""
        return self._year(day).names.get(day)

    def working_days_left(self, today: date, deadline: date) -> int:
        """Working days from tomorrow to the deadline inclusive; when it is past, working days late, negative.

        0 on the day itself, and also as long as no working day has passed since: compare the dates to tell them apart.
        """
        if deadline < today:
            return -self.working_days_left(deadline, today)
        between = sum(len(self._year(date(year, 1, 1)).working) for year in range(today.year, deadline.year))
        return between + self._worked_in_year(deadline) - self._worked_in_year(today)

    def add_working_days(self, day: date, n: int) -> date:
        """The working day that is n working days after that day (the day itself for 0), or before, if n is negative.

        For every n, `working_days_left(day, add_working_days(day, n)) == n`.
        """
        if n == 0:
            self._year(day)
            return day
        year = day.year
        place = self._worked_in_year(day) + n - 1
        while place < 0:
            year -= 1
            place += len(self._of(year).working)
        while place >= len(self._of(year).working):
            place -= len(self._of(year).working)
            year += 1
        return date.fromordinal(self._of(year).working[place])

    def deadline_on_or_after(self, day: date) -> date:
        """That day if it is a working day, else the next one: where a deadline falls."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def _worked_in_year(self, day: date) -> int:
        return bisect_right(self._year(day).working, day.toordinal())

    def _year(self, day: date) -> _Year:
        if isinstance(day, datetime):
            raise TypeError("A calendar answers for dates, not for moments.")
        return self._of(day.year)

    def _of(self, year: int) -> _Year:
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._reckon(year)
        return found

    def _reckon(self, year: int) -> _Year:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            message = f"Lịch ngày làm việc chỉ có từ năm {FIRST_YEAR} đến năm {LAST_YEAR}, không có năm {year}."
            raise CalendarError("year_outside_calendar", message, year=year)
        by_law, made_up = _by_law(year)
        names = dict(by_law)
        worked = set(made_up)
        decided = [day for near in (year - 1, year, year + 1) for made in self.decisions(near) for day in made.days()]
        for entry in (*decided, *self._extra.values()):
            if entry.day.year != year:
                continue
            is_extra = self._extra.get(entry.day) is entry
            if entry.is_working:
                worked.add(entry.day)
                names.pop(entry.day, None)
            else:
                worked.discard(entry.day)
                if is_extra or (entry.day not in by_law and entry.day.weekday() < _SATURDAY):
                    names[entry.day] = entry.name
        first = date(year, 1, 1)
        days = (first + timedelta(days=shift) for shift in range((date(year + 1, 1, 1) - first).days))
        working = tuple(
            day.toordinal() for day in days if day in worked or (day.weekday() < _SATURDAY and day not in names)
        )
        return _Year(working, names)


@cache
def _by_law(year: int) -> tuple[dict[date, str], frozenset[date]]:
    """The named days off and the make-up days of one year, as the library has them.

    The library adds years by itself when asked for a day outside (`expand`), and keeps make-up days of other years
    in the same set: here one year is asked for and only its own days are kept.
    """
    known = holidays.country_holidays("VN", years=year, language="vi", expand=False)
    names = {day: _name(name) for day, name in known.items() if day.year == year}
    return names, frozenset(day for day in known.weekend_workdays if day.year == year)


def _name(name: str) -> str:
    """The library's name, with the spelling of official texts and the wording of this project."""
    if name == "29 Tết":
        return "Nghỉ Tết Nguyên đán"
    if name.startswith("Ngày nghỉ (thay cho ngày "):
        return "Nghỉ hoán đổi, làm bù ngày " + name.removeprefix("Ngày nghỉ (thay cho ngày ").removesuffix(")")
    return name.replace("Nguyên Đán", "Nguyên đán")
