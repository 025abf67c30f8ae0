"""Đạt thì đủ điểm tối đa, không đạt thì 0."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.measures import input_choices
from thidua.scorecards.forms.pieces import PieceForm


class Form(PieceForm):
    """Đạt hoặc không đạt."""

    keyword = "achieved"
    label = _("Đạt hoặc không đạt")
    says = _("Đạt thì đủ điểm tối đa, không đạt thì 0.")
    order = 30

    def build(self) -> None:
        self.fields["counting"] = forms.ChoiceField(
            label=_("Căn cứ vào"),
            required=False,
            choices=[("", _("Câu hỏi riêng của mục này")), *input_choices(self.document)],
        )

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        return {"counting": held.get(cls.keyword) if isinstance(held, Mapping) else ""}

    def made(self) -> Any:
        named = self.cleaned_data["counting"]
        return {self.keyword: named} if named else self.keyword


FORM = Form
