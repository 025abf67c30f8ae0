"""A chart as rows of a table with a bar each: read by everybody, drawn without a script."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.common.components.charts import Chart
from thidua.common.components.texts import number
from thidua.common.language import page_language

FULL = 100
ENGLISH = str.maketrans(",.", ".,")
"""Marks of decimals and thousands, as the words beside the bars write them in English."""

Row = tuple[Fraction | None, Fraction | None, Fraction | None]
"""Best, lowest and highest of a label, each None where it is not known."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row, in hundredths of the greatest number of the chart. Of a plain number `end` is where its bar ends; of a
    range `start` and `end` are those of its bar, `best` is its dot, `least` its sign where nothing but the least is
    known. None is not known, and `amount` says so.
    """

    label: str
    amount: str
    is_known: bool
    start: int | None = None
    end: int | None = None
    best: int | None = None
    least: int | None = None

    @property
    def length(self) -> int:
        """Of its bar; 0 where it has none."""
        return (self.end or 0) - (self.start or 0)


def bars_of(chart: Chart) -> list[Bar]:
    """Of each label its number; of a range also how far it reaches."""
    rows = _by_label(chart)
    most = max((end for row in rows for end in row if end is not None), default=Fraction(0))
    draw = _ranged if chart.kind == "ranges" else _plain
    return [draw(label, _amount(chart, *row), row, most) for label, row in zip(chart.labels, rows, strict=True)]


def _plain(label: str, amount: str, row: Row, most: Fraction) -> Bar:
    best, _low, _high = row
    return Bar(label, amount, best is not None, end=_place(best, most))


def _ranged(label: str, amount: str, row: Row, most: Fraction) -> Bar:
    best, low, high = (_place(each, most) for each in row)
    start, end = (low, high) if low is not None and high is not None else (None, None)
    least = low if best is None and high is None else None
    return Bar(label, amount, row != (None, None, None), start, end, best, least)


def _place(value: Fraction | None, most: Fraction) -> int | None:
    if value is None:
        return None
    return int(value * FULL / most) if most else 0


def _by_label(chart: Chart) -> list[Row]:
    series = [[None if value is None else Fraction(value) for value in each.values] for each in chart.series]
    if chart.kind != "ranges":
        return [(value, None, None) for value in series[0]]
    return [(best, low, high) for low, best, high in zip(*series, strict=True)]


def _amount(chart: Chart, best: Fraction | None, low: Fraction | None, high: Fraction | None) -> str:
    """In words: the best number with the range around it; of a range without one its ends, as far as they are known."""
    ends = {"low": _number(low, chart), "high": _number(high, chart), "unit": chart.unit}
    if best is not None:
        unit = chart.unit_of_one if best == 1 and chart.unit_of_one else chart.unit
        told = f"{_number(best, chart)} {unit}".strip()
        return told if low is None or high is None or low == high else told + _(", từ %(low)s đến %(high)s") % ends
    if low is not None and high is not None:
        return (_("từ %(low)s đến %(high)s %(unit)s") % ends).strip()
    if low is not None:
        return (_("ít nhất %(low)s %(unit)s") % ends).strip()
    if high is not None:
        return (_("nhiều nhất %(high)s %(unit)s") % ends).strip()
    return chart.missing or number(None)


def _number(value: Fraction | None, chart: Chart) -> str:
    told = number(value, chart.places)
    return told.translate(ENGLISH) if value is not None and page_language() == "en" else told
