"""Con số hoặc tỷ lệ rơi vào khoảng nào thì được điểm của khoảng ấy."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.facts.spans import read_span, say_span
from thidua.scorecards.forms.lines import LinesField, points
from thidua.scorecards.forms.measures import add_measure, measure_text, measure_values
from thidua.scorecards.forms.pieces import PieceForm, number_of, points_field, text_of


class Form(PieceForm):
    """Các khoảng của một con số."""

    keyword = "bands"
    label = _("Các khoảng của một con số")
    says = _("Con số hoặc tỷ lệ rơi vào khoảng nào thì được điểm của khoảng ấy.")
    order = 70

    bands = LinesField(
        label=_("Các khoảng"),
        columns=(read_span, points),
        required=True,
        help_text=_("Mỗi dòng: khoảng = điểm. Ví dụ “từ 88% đến dưới 90% = 2”, “100% = 5”, “dưới 50% = 0”."),
    )
    otherwise = points_field(_("Điểm khi ở ngoài mọi khoảng"), required=False, help_text=_("Để trống: hỏi người."))

    def build(self) -> None:
        add_measure(self, "of", _("Con số"), self.document)
        self.order_fields(["of_top", "of_plus", "of_whole", "bands", "otherwise"])

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        if not isinstance(held, Mapping):
            return {}
        rows = [(say_span(str(each.get("range"))), each.get("points", "")) for each in held.get(cls.keyword) or []]
        return measure_values("of", held.get("of")) | {"bands": rows, "otherwise": number_of(held.get("otherwise"))}

    def made(self) -> Any:
        data = self.cleaned_data
        made: dict[str, Any] = {"of": measure_text("of", data)}
        if data["otherwise"] is not None:
            made["otherwise"] = text_of(data["otherwise"])
        made[self.keyword] = self.kept([{"range": span, "points": given} for span, given in data["bands"]], "range")
        return made


FORM = Form
