"""Quarters: when figures are expected."""

from dataclasses import dataclass
from datetime import date, timedelta

REPORT_WITHIN = timedelta(days=10)
"""Figures of a quarter are expected within ten days after its end."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of a year, 1 to 4."""

    year: int
    number: int

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return date(self.year, 12, 31) if self.number == 4 else date(self.year, 3 * self.number + 1, 1) - timedelta(1)

    @property
    def report_until(self) -> date:
        """The day by which its figures are expected."""
        return self.ends_on + REPORT_WITHIN

    @property
    def roman(self) -> str:
        """As people write it: I, II, III, IV."""
        return ("I", "II", "III", "IV")[self.number - 1]


def last_ended(year: int, day: date) -> Quarter | None:
    """The last quarter of `year` that has ended on `day` (its last day counts); None before the first has."""
    ended = [Quarter(year, number) for number in (1, 2, 3, 4) if Quarter(year, number).ends_on <= day]
    return ended[-1] if ended else None


def usual_day(year: int, day: date) -> date:
    """The day a report written on `day` most likely speaks of: the end of the last quarter, else that day itself."""
    quarter = last_ended(year, day)
    if quarter is not None:
        return quarter.ends_on
    return min(max(day, date(year, 1, 1)), date(year, 12, 31))
