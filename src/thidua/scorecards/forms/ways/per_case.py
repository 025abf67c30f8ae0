"""Mỗi trường hợp được một số điểm, tới điểm tối đa."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.measures import input_choices
from thidua.scorecards.forms.pieces import PieceForm, number_of, points_field, text_of


class Form(PieceForm):
    """Mỗi trường hợp."""

    keyword = "per_case"
    label = _("Mỗi trường hợp được một số điểm")
    says = _("Đếm số trường hợp, mỗi trường hợp được một số điểm, không quá điểm tối đa.")
    order = 62

    each = points_field(_("Điểm cho mỗi lần"))

    def build(self) -> None:
        self.fields["counting"] = forms.ChoiceField(
            label=_("Số lần lấy từ"),
            required=False,
            choices=[("", _("Câu hỏi riêng của mục này")), *input_choices(self.document)],
        )

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        if not isinstance(held, Mapping):
            return {}
        return {"each": number_of(held.get(cls.keyword)), "counting": held.get("counting") or ""}

    def made(self) -> Any:
        data = self.cleaned_data
        made = {self.keyword: text_of(data["each"])}
        return {**made, "counting": data["counting"]} if data["counting"] else made


FORM = Form
