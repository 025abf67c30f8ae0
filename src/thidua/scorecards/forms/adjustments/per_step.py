"""Cứ thêm một bước trên hoặc dưới mốc thì cộng hoặc trừ một số điểm."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField
from thidua.scorecards.forms.lines import read_number_text
from thidua.scorecards.forms.measures import add_measure, measure_text, measure_values
from thidua.scorecards.forms.pieces import PieceForm, number_of, points_field, text_of


class Form(PieceForm):
    """Mỗi bước quá mốc."""

    keyword = "per_step"
    label = _("Mỗi bước quá mốc")
    says = _("Cứ thêm một bước trên hoặc dưới mốc thì cộng hoặc trừ một số điểm.")
    order = 50

    each = points_field(_("Điểm mỗi bước"), help_text=_("Số dương là điểm thưởng, số âm là điểm trừ."))
    size = TextField(label=_("Mỗi bước là"), help_text=_("Ví dụ 1% hoặc 5"))
    side = forms.ChoiceField(label=_("Tính phần"), choices=[("above", _("trên mốc")), ("below", _("dưới mốc"))])
    border = TextField(label=_("Mốc"), help_text=_("Ví dụ 92%"))

    def build(self) -> None:
        add_measure(self, "of", _("Con số"), self.document)

    def clean_size(self) -> str:
        """The step as a table holds it."""
        return read_number_text(self.cleaned_data["size"])

    def clean_border(self) -> str:
        """The border as a table holds it."""
        return read_number_text(self.cleaned_data["border"])

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        if not isinstance(held, Mapping):
            return {}
        side = "below" if held.get("below") is not None else "above"
        return measure_values("of", held.get("of")) | {
            "each": number_of(held.get(cls.keyword)),
            "size": held.get("size"),
            "side": side,
            "border": held.get(side),
        }

    def made(self) -> Any:
        data = self.cleaned_data
        return {
            self.keyword: text_of(data["each"]),
            "size": data["size"],
            data["side"]: data["border"],
            "of": measure_text("of", data),
        }


FORM = Form
