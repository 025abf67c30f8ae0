"""Handing a role to a colleague for a time."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thidua.access.models import RoleGrant
from thidua.access.queries import colleagues_for, name_of
from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.forms.fields import DateField, TextField


class _Colleagues(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, user: Any) -> str:
        """The person's name, and the account's to tell namesakes apart."""
        return f"{name_of(user)} ({user.username})"


class DelegateForm(forms.Form):
    """To whom, from when to when, why."""

    to = _Colleagues(
        label=gettext_lazy("Ủy quyền cho"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Chọn một người"),
        error_messages={"required": gettext_lazy("Anh/chị chưa chọn người được ủy quyền.")},
    )
    since = DateField(
        label=gettext_lazy("Từ ngày"), error_messages={"required": gettext_lazy("Anh/chị chưa nhập ngày đầu.")}
    )
    until = DateField(
        label=gettext_lazy("Đến hết ngày"), error_messages={"required": gettext_lazy("Anh/chị chưa nhập ngày cuối.")}
    )
    reason = TextField(
        label=gettext_lazy("Lý do"),
        max_length=250,
        help_text=gettext_lazy("Ví dụ: đi công tác nước ngoài"),
        error_messages={"required": gettext_lazy("Anh/chị chưa ghi lý do ủy quyền.")},
    )

    def __init__(self, *args: Any, grant: RoleGrant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues_for(grant, clock.today())  # type: ignore[attr-defined]
