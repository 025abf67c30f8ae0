"""Mỗi kỳ làm được được một số điểm."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import CountField
from thidua.scorecards.forms.pieces import number_of, points_field
from thidua.scorecards.forms.ways import per_case


class Form(per_case.Form):
    """Mỗi kỳ."""

    keyword = "per_period"
    label = _("Mỗi kỳ được một số điểm")
    says = _("Đếm số kỳ làm được trong năm, như tháng, nửa năm.")
    order = 63
    counted = _("Số kỳ lấy từ")

    each = points_field(_("Điểm cho mỗi kỳ"))
    periods = CountField(label=_("Số kỳ trong năm"), lowest=1)

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        values = super().values_of(held)
        return {**values, "periods": number_of(held.get("periods"))} if isinstance(held, Mapping) else values

    def made(self) -> Any:
        return {**super().made(), "periods": str(self.cleaned_data["periods"])}


FORM = Form
