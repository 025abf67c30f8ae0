"""Hỏi một mẫu người, mỗi người đạt được một số điểm."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import CountField
from thidua.scorecards.forms.measures import input_choices
from thidua.scorecards.forms.pieces import PieceForm, number_of, points_field, text_of


class Form(PieceForm):
    """Mẫu n người."""

    keyword = "sample"
    label = _("Mẫu n người")
    says = _("Hỏi một mẫu người, mỗi người đạt được một số điểm.")
    order = 60

    size = CountField(label=_("Số người của mẫu"), lowest=1)
    each = points_field(_("Điểm cho mỗi người đạt"))

    def build(self) -> None:
        self.fields["counting"] = forms.ChoiceField(
            label=_("Số người đạt lấy từ"),
            required=False,
            choices=[("", _("Câu hỏi riêng của mục này")), *input_choices(self.document)],
        )

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        if not isinstance(held, Mapping):
            return {}
        return {
            "size": number_of(held.get(cls.keyword)),
            "each": number_of(held.get("each")),
            "counting": held.get("counting") or "",
        }

    def made(self) -> Any:
        data = self.cleaned_data
        made = {self.keyword: str(data["size"]), "each": text_of(data["each"])}
        return {**made, "counting": data["counting"]} if data["counting"] else made


FORM = Form
