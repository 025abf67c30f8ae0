"""Entering an agency's own rules, signing and withdrawing them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField
from thidua.organisations.models import Agency


class EnterRulesForm(forms.Form):
    """A rule file with its title."""

    agency = forms.ChoiceField(label=_("Của cơ quan"), error_messages={"required": _("Anh/chị chưa chọn cơ quan.")})
    title = TextField(
        label=_("Tên quy định"),
        max_length=250,
        help_text=_("Ví dụ: Thông tư của Bộ về thi đua, khen thưởng, bản áp dụng từ 01/10/2026"),
        error_messages={"required": _("Anh/chị chưa ghi tên quy định.")},
    )
    file = forms.FileField(
        label=_("Tệp quy định (.yaml)"),
        help_text=_("Mỗi tiêu chuẩn phải có căn cứ và ngày. Sai ở dòng nào, trang báo dòng ấy."),
        error_messages={"required": _("Anh/chị chưa chọn tệp.")},
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(each.pk): each for each in agencies}
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)
        names = [(key, each.name) for key, each in self.agencies.items()]
        field.choices = names if len(names) == 1 else [("", _("Chọn cơ quan")), *names]

    def agency_chosen(self) -> Agency:
        """Whose rules."""
        return self.agencies[self.cleaned_data["agency"]]


class SignRulesForm(forms.Form):
    """A signature under what was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    has_read = forms.BooleanField(
        label=_("Tôi đã đối chiếu từng tiêu chuẩn trong tệp với văn bản được dẫn."),
        error_messages={"required": _("Anh/chị chưa xác nhận đã đối chiếu.")},
    )


class WithdrawRulesForm(forms.Form):
    """Why rules judge no longer."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = TextField(label=_("Vì sao rút"), max_length=250, error_messages={"required": _("Anh/chị chưa ghi lý do.")})
