"""A chart as rows of a table with a bar each: read by everybody, drawn without a script."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.common.components.charts import Chart
from thidua.common.components.texts import number

FULL = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. `width` of 100; None where nothing is known, and then `amount` says so."""

    label: str
    width: int | None
    amount: str


def bars_of(chart: Chart) -> list[Bar]:
    """Of each label its best number, with the range around it where there is one."""
    rows = _by_label(chart)
    most = max((best for best, _low, _high in rows if best is not None), default=Fraction(0))
    return [
        Bar(label, None if best is None else int(best * FULL / most) if most else 0, _amount(chart, best, low, high))
        for label, (best, low, high) in zip(chart.labels, rows, strict=True)
    ]


Row = tuple[Fraction | None, Fraction | None, Fraction | None]


def _by_label(chart: Chart) -> list[Row]:
    """Best, lowest and highest, label by label. Of a range without a best number the bar shows the lowest."""
    series = [[None if value is None else Fraction(value) for value in each.values] for each in chart.series]
    if chart.kind != "ranges":
        return [(value, None, None) for value in series[0]]
    return [(low if best is None else best, low, high) for low, best, high in zip(*series, strict=True)]


def _amount(chart: Chart, best: Fraction | None, low: Fraction | None, high: Fraction | None) -> str:
    if best is None:
        return chart.missing or number(None)
    told = f"{number(best, chart.places)} {chart.unit}".strip()
    if low is None or high is None or low == high:
        return told
    ends = {"low": number(low, chart.places), "high": number(high, chart.places)}
    return told + _(", từ %(low)s đến %(high)s") % ends
