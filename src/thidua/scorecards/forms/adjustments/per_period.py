"""Mỗi kỳ xảy ra cộng hoặc trừ một số điểm."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import CountField
from thidua.scorecards.forms.pieces import PieceForm, number_of, points_field, text_of


class Form(PieceForm):
    """Mỗi kỳ."""

    keyword = "per_period"
    label = _("Mỗi kỳ")
    says = _("Mỗi kỳ xảy ra cộng hoặc trừ một số điểm.")
    order = 30

    each = points_field(_("Điểm"), help_text=_("Số dương là điểm thưởng, số âm là điểm trừ."))
    periods = CountField(label=_("Số kỳ trong năm"), lowest=1)

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        if not isinstance(held, Mapping):
            return {}
        return {"each": number_of(held.get(cls.keyword)), "periods": number_of(held.get("periods"))}

    def made(self) -> Any:
        data = self.cleaned_data
        made = {self.keyword: text_of(data["each"])}
        made["periods"] = str(data["periods"])
        return made


FORM = Form
