"""Điểm của mục theo hai con số, như khối lượng hồ sơ và mức chậm."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.matrices import TwoWayForm
from thidua.scorecards.forms.pieces import number_of, points_field, text_of


class Form(TwoWayForm):
    """Bảng hai chiều, và điểm khi một con số ở ngoài mọi khoảng."""

    otherwise = points_field(_("Điểm khi ở ngoài mọi khoảng"), required=False, help_text=_("Để trống: hỏi người."))

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        values = super().values_of(held)
        return values | {"otherwise": number_of(held.get("otherwise"))} if isinstance(held, Mapping) else values

    def made(self) -> Any:
        made = dict(super().made())
        if self.cleaned_data["otherwise"] is not None:
            made["otherwise"] = text_of(self.cleaned_data["otherwise"])
        return made


FORM = Form
