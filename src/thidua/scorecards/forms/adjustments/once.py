"""Có thì cộng hoặc trừ một lần."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.measures import input_choices
from thidua.scorecards.forms.pieces import PieceForm, number_of, points_field, text_of


class Form(PieceForm):
    """Một lần."""

    keyword = "once"
    label = _("Một lần")
    says = _("Có thì cộng hoặc trừ một lần.")
    order = 20

    each = points_field(_("Điểm"), help_text=_("Số dương là điểm thưởng, số âm là điểm trừ."))

    def build(self) -> None:
        self.fields["counting"] = forms.ChoiceField(
            label=_("Căn cứ vào"),
            required=False,
            choices=[("", _("Câu hỏi riêng của quy định này")), *input_choices(self.document)],
        )

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        if not isinstance(held, Mapping):
            return {}
        return {"each": number_of(held.get(cls.keyword)), "counting": held.get("counting") or ""}

    def made(self) -> Any:
        data = self.cleaned_data
        made = {self.keyword: text_of(data["each"])}
        if data["counting"]:
            made["counting"] = data["counting"]
        return made


FORM = Form
