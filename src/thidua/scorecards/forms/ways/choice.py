"""Mỗi mức có lời và điểm; người chấm chọn một."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.lines import LinesField, points, words
from thidua.scorecards.forms.pieces import PieceForm


class Form(PieceForm):
    """Chọn một trong các mức."""

    keyword = "choice"
    label = _("Chọn một trong các mức")
    says = _("Mỗi mức có lời và điểm; người chấm chọn một.")
    order = 40

    levels = LinesField(
        label=_("Các mức"),
        columns=(words, points),
        required=True,
        help_text=_("Mỗi dòng một mức: lời của mức = điểm. Dán hai cột từ Excel được."),
    )

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        found = held.get(cls.keyword) if isinstance(held, Mapping) else None
        return {"levels": [(each.get("when", ""), each.get("points", "")) for each in found or []]}

    def made(self) -> Any:
        rows = [{"when": when, "points": given} for when, given in self.cleaned_data["levels"]]
        return {self.keyword: self.kept(rows, "when")}


FORM = Form
