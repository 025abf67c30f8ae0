"""Mỗi nội dung có thì được điểm của nội dung ấy."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.lines import LinesField, points, words
from thidua.scorecards.forms.pieces import PieceForm


class Form(PieceForm):
    """Cộng các nội dung có mặt."""

    keyword = "parts"
    label = _("Cộng các nội dung có mặt")
    says = _("Mỗi nội dung có thì được điểm của nội dung ấy.")
    order = 80

    parts = LinesField(
        label=_("Các nội dung"),
        columns=(words, points),
        required=True,
        help_text=_("Mỗi dòng: nội dung = điểm. Dán hai cột từ Excel được."),
    )

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        found = held.get(cls.keyword) if isinstance(held, Mapping) else None
        return {"parts": [(each.get("when", ""), each.get("points", "")) for each in found or []]}

    def made(self) -> Any:
        rows = [{"when": when, "points": given} for when, given in self.cleaned_data["parts"]]
        return {self.keyword: self.kept(rows, "when")}


FORM = Form
