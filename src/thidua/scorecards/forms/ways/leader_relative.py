"""Vượt chỉ tiêu nhiều nhất khối được điểm tối đa, các đơn vị khác theo tỷ lệ."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.measures import input_choices
from thidua.scorecards.forms.pieces import PieceForm


class Form(PieceForm):
    """So với đơn vị dẫn đầu."""

    keyword = "leader_relative"
    label = _("So với đơn vị dẫn đầu")
    says = _("Vượt chỉ tiêu nhiều nhất khối được điểm tối đa, các đơn vị khác theo tỷ lệ.")
    order = 90

    def build(self) -> None:
        own = ("", _("Câu hỏi riêng của mục này"))
        for key, words_of in (("achieved", _("Kết quả đạt được")), ("target", _("Chỉ tiêu được giao"))):
            self.fields[key] = forms.ChoiceField(
                label=words_of, required=False, choices=[own, *input_choices(self.document)]
            )
        self.fields["better"] = forms.ChoiceField(
            label=_("Kết quả tốt hơn khi"), choices=[("larger", _("lớn hơn")), ("smaller", _("nhỏ hơn"))]
        )

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        own = held.get(cls.keyword) if isinstance(held, Mapping) else None
        own = own if isinstance(own, Mapping) else {}
        return {key: own.get(key) or "" for key in ("achieved", "target")} | {"better": own.get("better") or "larger"}

    def made(self) -> Any:
        data = self.cleaned_data
        named = {key: data[key] for key in ("achieved", "target") if data[key]}
        if data["better"] == "smaller":
            named["better"] = "smaller"
        return {self.keyword: named} if named else self.keyword


FORM = Form
