"""Mỗi quý xảy ra cộng hoặc trừ một số điểm."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.pieces import PieceForm, number_of, points_field, text_of


class Form(PieceForm):
    """Mỗi quý."""

    keyword = "per_quarter"
    label = _("Mỗi quý")
    says = _("Mỗi quý xảy ra cộng hoặc trừ một số điểm.")
    order = 40

    each = points_field(_("Điểm"), help_text=_("Số dương là điểm thưởng, số âm là điểm trừ."))

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        if not isinstance(held, Mapping):
            return {}
        return {"each": number_of(held.get(cls.keyword))}

    def made(self) -> Any:
        data = self.cleaned_data
        return {self.keyword: text_of(data["each"])}


FORM = Form
