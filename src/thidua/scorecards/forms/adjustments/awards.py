"""Mỗi khen thưởng được cộng một số điểm."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.lines import LinesField, points, words
from thidua.scorecards.forms.pieces import PieceForm


class Form(PieceForm):
    """Khen thưởng đã nhận."""

    keyword = "awards"
    label = _("Khen thưởng đã nhận")
    says = _("Mỗi khen thưởng được cộng một số điểm.")
    order = 70

    awards = LinesField(
        label=_("Khen thưởng và điểm"),
        columns=(words, points),
        required=True,
        help_text=_("Mỗi dòng: tên khen thưởng = điểm. Dán hai cột từ Excel được."),
    )
    takes = forms.ChoiceField(
        label=_("Có nhiều khen thưởng thì"),
        choices=[
            ("", _("Bảng không nói: hỏi người")),
            ("all", _("cộng tất cả")),
            ("highest", _("lấy mức cao nhất")),
        ],
        required=False,
    )

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        if not isinstance(held, Mapping):
            return {}
        rows = [(each.get("award", ""), each.get("points", "")) for each in held.get(cls.keyword) or []]
        return {"awards": rows, "takes": held.get("takes") or ""}

    def made(self) -> Any:
        data = self.cleaned_data
        made: dict[str, Any] = {self.keyword: [{"award": award, "points": given} for award, given in data["awards"]]}
        return {**made, "takes": data["takes"]} if data["takes"] else made


FORM = Form
