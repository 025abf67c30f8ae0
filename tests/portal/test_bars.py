"""Charts of the public site, drawn as rows of a table: no number says more than is known."""

from fractions import Fraction

import pytest
from django.utils.translation import override

from thidua.common.components.charts import Chart, range_series
from thidua.portal.facts.bars import Bar, bars_of


def chart_of(*ends: tuple[str | None, str | None, str | None]) -> Chart:
    labels = [f"Lớp {number}" for number in range(len(ends))]
    return Chart("Rác", "ranges", labels, range_series(ends), unit="kg", places=0, missing="chưa biết")


@pytest.mark.parametrize(
    ("ends", "bar"),
    [
        (("80", "100", "200"), Bar("Lớp 0", "100 kg, từ 80 đến 200", is_known=True, start=40, end=100, best=50)),
        ((None, "200", None), Bar("Lớp 0", "200 kg", is_known=True, best=100)),
        (("50", "100", None), Bar("Lớp 0", "100 kg", is_known=True, best=50)),
        (("100", None, None), Bar("Lớp 0", "ít nhất 100 kg", is_known=True, least=50)),
        (("100", None, "200"), Bar("Lớp 0", "từ 100 đến 200 kg", is_known=True, start=50, end=100)),
        ((None, None, "200"), Bar("Lớp 0", "nhiều nhất 200 kg", is_known=True)),
        ((None, None, None), Bar("Lớp 0", "chưa biết", is_known=False)),
        (("0", "0", "0"), Bar("Lớp 0", "0 kg", is_known=True, start=0, end=0, best=0)),
    ],
)
def test_a_range_is_drawn_and_told_as_far_as_it_is_known(
    ends: tuple[str | None, str | None, str | None], bar: Bar
) -> None:
    assert bars_of(chart_of(ends, (None, "200", None)))[0] == bar


def test_a_plain_number_is_a_bar_and_nothing_known_is_none() -> None:
    series = chart_of(("1", "50", "2"), ("1", None, "2")).series[1:2]

    found = bars_of(Chart("Rác", "bars", ["Chai", "Túi"], series, unit="kg"))

    assert series[0].values == [Fraction(50), None]
    assert found == [Bar("Chai", "50 kg", is_known=True, end=100), Bar("Túi", "chưa có số liệu", is_known=False)]


def test_numbers_are_written_as_the_page_speaks() -> None:
    chart = Chart("Rác", "bars", ["Chai"], chart_of(("1", "1234.5", "2")).series[1:2], unit="kg", places=1)

    assert bars_of(chart)[0].amount == "1.234,5 kg"
    with override("en"):
        assert bars_of(chart)[0].amount == "1,234.5 kg"
