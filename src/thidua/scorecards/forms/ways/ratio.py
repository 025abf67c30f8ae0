"""Phần chia cho tổng, nhân với điểm tối đa."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.measures import add_measure, measure_text, measure_values
from thidua.scorecards.forms.pieces import PieceForm


class Form(PieceForm):
    """Tỷ lệ × điểm tối đa."""

    keyword = "ratio"
    label = _("Tỷ lệ × điểm tối đa")
    says = _("Phần chia cho tổng, nhân với điểm tối đa.")
    order = 50

    def build(self) -> None:
        add_measure(self, "of", _("Phần"), self.document, wants_whole=True)
        self.fields["beyond"] = forms.ChoiceField(
            label=_("Khi phần lớn hơn tổng"),
            choices=[
                ("refused", _("Báo sai số liệu")),
                ("cut", _("Tính bằng 100%")),
                ("proportional", _("Tính theo tỷ lệ, quá điểm tối đa")),
            ],
        )

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        if not isinstance(held, Mapping):
            return {}
        return measure_values("of", held.get(cls.keyword)) | {"beyond": held.get("beyond") or "refused"}

    def made(self) -> Any:
        made = {self.keyword: measure_text("of", self.cleaned_data)}
        beyond = self.cleaned_data["beyond"]
        return made if beyond == "refused" else {**made, "beyond": beyond}


FORM = Form
