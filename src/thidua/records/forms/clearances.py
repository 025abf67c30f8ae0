"""Choosing for whom and as of which day to speak; saying it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField, TextField
from thidua.organisations.models import Agency, Unit
from thidua.records.forms.reviews import key_of

Scope = Unit | Agency


def offer_scopes(field: forms.Field, scopes: Iterable[Scope]) -> dict[str, Scope]:
    """Let a field choose among agencies and units; what each of its values stands for."""
    offered = {key_of(each): each for each in scopes}
    names = {Agency: _("Cả cơ quan"), Unit: _("Đơn vị, gồm cả đơn vị bên dưới")}
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, each in offered.items():
        groups.setdefault(str(names[type(each)]), []).append((key, each.name))
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("Chọn đơn vị hoặc cả cơ quan")), *groups.items()]
    return offered


class ClearingForm(forms.Form):
    """Whom, as of which day."""

    scope = forms.ChoiceField(
        label=_("Xác nhận cho"), error_messages={"required": _("Anh/chị chưa chọn đơn vị hoặc cả cơ quan.")}
    )
    as_of = DateField(
        label=_("Tính đến hết ngày"),
        help_text=_("Ngày xét. Sau ngày ấy lời xác nhận không còn giá trị, cần xác nhận lại."),
    )

    def __init__(self, *args: Any, scopes: Iterable[Scope], **options: Any) -> None:
        super().__init__(*args, **options)
        self.scopes = offer_scopes(self.fields["scope"], scopes)

    def scope_chosen(self) -> Scope:
        """Whom."""
        return self.scopes[self.cleaned_data["scope"]]


class SayClearForm(forms.Form):
    """What was looked at, and the mark of what was shown."""

    source = TextField(
        label=_("Đã xem danh sách, sổ nào"),
        max_length=500,
        help_text=_("Ví dụ: Sổ theo dõi kỷ luật năm 2026 của Vụ Tổ chức cán bộ, xem ngày 15/06/2026."),
        error_messages={"required": _("Anh/chị chưa ghi đã xem danh sách hay sổ nào.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput)
