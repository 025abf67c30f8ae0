"""Two numbers, the ranges of each, the points where they meet: what the way and the rule share."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField
from thidua.core.scoring.matrices import KEYWORD
from thidua.scorecards.facts.spans import read_span, say_span
from thidua.scorecards.forms.lines import LinesField, read_number_text
from thidua.scorecards.forms.measures import add_measure, measure_text, measure_values
from thidua.scorecards.forms.pieces import PieceForm

SPANS_HELP = _("Mỗi dòng một khoảng. Ví dụ “từ 5 đến dưới 10”.")


class TwoWayForm(PieceForm):
    """Hai con số, các khoảng của mỗi con số, điểm ở chỗ gặp nhau."""

    keyword = KEYWORD
    label = _("Bảng hai chiều")
    says = _("Điểm theo hai con số, như khối lượng hồ sơ và mức chậm.")
    order = 80

    rows = LinesField(label=_("Các khoảng theo dòng"), columns=(read_span,), required=True, help_text=SPANS_HELP)
    columns = LinesField(label=_("Các khoảng theo cột"), columns=(read_span,), required=True, help_text=SPANS_HELP)
    points = TextField(
        label=_("Điểm"),
        lines=True,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Mỗi dòng một hàng, các số cách nhau bằng dấu “;” hoặc phím Tab; điểm trừ ghi số âm."),
    )

    def build(self) -> None:
        add_measure(self, "row", _("Con số theo dòng"), self.document)
        add_measure(self, "column", _("Con số theo cột"), self.document)
        self.order_fields(
            ["row_top", "row_plus", "row_whole", "rows", "column_top", "column_plus", "column_whole", "columns"]
        )

    def clean_points(self) -> list[list[str]]:
        """One list a row, as the table holds it."""
        lines = [line for line in self.cleaned_data["points"].splitlines() if line.strip()]
        return [[read_number_text(cell) for cell in re.split(r"[;\t]", line) if cell.strip()] for line in lines]

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        table = held.get(cls.keyword) if isinstance(held, Mapping) else None
        if not isinstance(table, Mapping):
            return {}
        rows, columns = table.get("rows") or {}, table.get("columns") or {}
        return (
            measure_values("row", rows.get("of"))
            | measure_values("column", columns.get("of"))
            | {
                "rows": [(say_span(str(each)),) for each in rows.get("ranges") or []],
                "columns": [(say_span(str(each)),) for each in columns.get("ranges") or []],
                "points": "\n".join("; ".join(str(cell) for cell in row) for row in table.get("points") or []),
            }
        )

    def made(self) -> Any:
        data = self.cleaned_data
        return {
            self.keyword: {
                "rows": {"of": measure_text("row", data), "ranges": [span for (span,) in data["rows"]]},
                "columns": {"of": measure_text("column", data), "ranges": [span for (span,) in data["columns"]]},
                "points": data["points"],
            }
        }
