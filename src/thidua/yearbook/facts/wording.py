"""How days, posts and figures are written in papers. Papers are in Vietnamese whoever asks for them."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.numbers import format_number

UNKNOWN_DAY = "chưa rõ ngày"
NOT_SET = "chưa đặt thời hạn"


def day_words(day: date | None) -> str:
    """05/11/2024, or that nobody knows."""
    return format_date(day) if day else UNKNOWN_DAY


def due_words(day: date | None) -> str:
    """05/11/2024, or that none was set."""
    return format_date(day) if day else NOT_SET


def figure_words(value: Fraction | None, unit_of_measure: str) -> str | None:
    """1.234,5 kg; None when nobody knows the figure."""
    return None if value is None else f"{format_number(value)} {unit_of_measure}".strip()


def listing(words: Iterable[str]) -> str:
    """Several things in one line."""
    return "; ".join(words)
