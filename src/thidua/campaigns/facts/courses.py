"""How a figure went: within its year, and from year to year."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.campaigns.models import Target, TargetResult
from thidua.campaigns.queries.series import YearPoint
from thidua.common.components.charts import Chart, Series
from thidua.organisations.models import Unit


def course_chart(target: Target, results: Sequence[TargetResult], unit: Unit | None) -> Chart:
    """The reported figures of a year, one point a report; a report without a figure is a gap, not a zero."""
    series = [Series(_("Kết quả"), [each.value for each in results], "red")]
    if target.plan is not None:
        series.append(Series(_("Kế hoạch năm"), [target.plan] * len(results), "grey"))
    return Chart(
        title=_("Kết quả qua các lần báo cáo năm {year}").format(year=target.pledge.cycle.year),
        kind="line",
        labels=[f"{each.as_of:%d/%m}" for each in results],
        series=series,
        label_heading=_("Số liệu đến ngày"),
        unit=target.unit_of_measure,
        note=_("{who} báo cáo, chưa thẩm định.").format(who=unit.name if unit else _("Thư ký khối")),
        lowest=0,
    )


def yearly_chart(target: Target, points: Sequence[YearPoint]) -> Chart:
    """Plan and last figure of the indicator, year by year."""
    return Chart(
        title=_("Chỉ số này qua các năm"),
        kind="bars",
        labels=[str(point.year) for point in points],
        series=[
            Series(_("Kế hoạch"), [point.plan for point in points], "grey"),
            Series(_("Kết quả mới nhất"), [point.value for point in points], "red"),
        ],
        label_heading=_("Năm"),
        unit=target.unit_of_measure,
        note=_("Lấy từ giao ước và báo cáo của từng năm."),
    )
