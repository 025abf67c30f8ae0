"""Con số rơi vào khoảng nào thì cộng hoặc trừ điểm của khoảng ấy."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.facts.spans import read_span, say_span
from thidua.scorecards.forms.lines import LinesField, points
from thidua.scorecards.forms.measures import add_measure, measure_text, measure_values
from thidua.scorecards.forms.pieces import PieceForm


class Form(PieceForm):
    """Theo khoảng của một con số."""

    keyword = "bands"
    label = _("Theo khoảng của một con số")
    says = _("Con số rơi vào khoảng nào thì cộng hoặc trừ điểm của khoảng ấy.")
    order = 60

    bands = LinesField(
        label=_("Các khoảng"),
        columns=(read_span, points),
        required=True,
        help_text=_("Mỗi dòng: khoảng = điểm; điểm trừ ghi số âm. Ví dụ “từ 3 trở lên = -2”."),
    )

    def build(self) -> None:
        add_measure(self, "of", _("Con số"), self.document)
        self.order_fields(["of_top", "of_plus", "of_whole", "bands"])

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        if not isinstance(held, Mapping):
            return {}
        rows = [(say_span(str(each.get("range"))), each.get("points", "")) for each in held.get(cls.keyword) or []]
        return measure_values("of", held.get("of")) | {"bands": rows}

    def made(self) -> Any:
        data = self.cleaned_data
        rows = [{"range": span, "points": given} for span, given in data["bands"]]
        return {"of": measure_text("of", data), self.keyword: self.kept(rows, "range")}


FORM = Form
