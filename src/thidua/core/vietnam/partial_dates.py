"""Dates of which perhaps only the month, only the year, or nothing is known."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering
from typing import Final, Self

from thidua.core.vietnam.dates import check_month, check_year, clean, format_date, format_month, parse_date
from thidua.core.vietnam.names import fold

UNKNOWN_WORDS: Final = "chưa rõ ngày"

_UNKNOWN: Final = frozenset(
    {"", "?", "chua ro", "chua ro ngay", "khong ro", "khong ro ngay", "chua biet", "chua biet ngay"}
)
_STORED: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)
_YEAR: Final = re.compile(r"(?:năm )?(?P<year>\d{4})", re.ASCII)
_MONTHS: Final = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?:tháng )?(?P<month>\d{1,2})(?:\s*[-/.]\s*|,? năm )(?P<year>\d{4})",
        r"tháng (?P<month>\d{1,2}) (?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
    )
)


class Precision(StrEnum):
    """How much of a date is known."""

    UNKNOWN = "UNKNOWN"
    YEAR = "YEAR"
    MONTH = "MONTH"
    DAY = "DAY"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month, a year, or nothing known; `str()` puts it in words.

    In order, a year comes before its months and a month before its days; what is unknown comes last.

    >>> str(PartialDate.parse("5/2023")), str(PartialDate())
    ('tháng 5/2023', 'chưa rõ ngày')
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.month is not None and self.year is None) or (self.day is not None and self.month is None):
            raise ValueError("A day needs its month and a month its year.")
        if self.year is not None:
            date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> Self:
        """The whole date of that day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str, *, today: date | None = None) -> Self:
        """Read what `str()` and `code` print, and all that `parse_date` reads; nothing or “chưa rõ” is unknown.

        Raises `DateError` with the codes of `parse_date`.
        """
        if not text:
            return cls()
        if found := _STORED.fullmatch(text):  # every row of a list that is read has one
            year, month, day = check_year(found["year"], today), int(found["month"]), int(found["day"])
            if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
                return cls(year, month, day)
        cleaned = clean(text)
        if fold(cleaned) in _UNKNOWN:
            return cls()
        if found := _YEAR.fullmatch(cleaned):
            return cls(check_year(found["year"], today))
        for pattern in _MONTHS:
            if found := pattern.fullmatch(cleaned):
                return cls(check_year(found["year"], today), check_month(int(found["month"])))
        return cls.of(parse_date(text, today=today))

    @property
    def precision(self) -> Precision:
        """What is known of it."""
        if self.year is None:
            return Precision.UNKNOWN
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def code(self) -> str:
        """For storing: 2023-05-28, 2023-05, 2023, or nothing."""
        known = [str(part).zfill(2) for part in (self.month, self.day) if part is not None]
        return "" if self.year is None else "-".join([str(self.year).zfill(4), *known])

    @property
    def sort_key(self) -> str:
        """A text that sorts as the dates do, in any database."""
        return self.code or "9999-99-99"

    @property
    def earliest(self) -> date | None:
        """The first day that it may be."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date | None:
        """The last day that it may be."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def may_be(self, day: date) -> bool:
        """Whether what is known does not speak against that day."""
        return self.code == day.isoformat()[: len(self.code)]

    def __str__(self) -> str:
        first = self.earliest
        if first is None:
            return UNKNOWN_WORDS
        if self.month is None:
            return f"năm {self.year}"
        return format_month(first) if self.day is None else format_date(first)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self.sort_key < other.sort_key
