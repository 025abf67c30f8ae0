"""How many activities of a year lie in each month, from published copies alone."""

import re
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.common.components.charts import Chart, Series
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import which_stand

MONTH = re.compile(r"(0[1-9]|1[0-2])/\d{4}", re.ASCII)
"""The month of a day as copies write it in Vietnamese; of days of which only the year is known there is none."""


def months_of(year: Snapshot) -> Chart | None:
    """The activities of a year that have pages of their own now, by month; those whose month nobody knows stand apart.
    None where all lie in one month: there is nothing to compare.
    """
    counted = year.body["vi"].get("counted", [])
    standing = which_stand([each["slug"] for each in counted]) if counted else set()
    many = Counter(_month(each["day"]) for each in counted if each["slug"] in standing)
    months = sorted(each for each in many if each is not None)
    if len(months) <= 1:
        return None
    labels = [_("Tháng %(month)s") % {"month": month} for month in months]
    values = [many[month] for month in months]
    if None in many:
        labels, values = [*labels, _("Chưa rõ tháng")], [*values, many[None]]
    return Chart(
        title=_("Hoạt động có trang công bố, theo tháng"),
        kind="bars",
        labels=labels,
        series=[Series(_("Hoạt động"), values, "red")],
        label_heading=_("Tháng"),
        unit=ngettext("hoạt động", "hoạt động", 2),
        unit_of_one=ngettext("hoạt động", "hoạt động", 1),
        places=0,
    )


def _month(day: str) -> int | None:
    found = MONTH.search(day)
    return int(found[1]) if found else None
