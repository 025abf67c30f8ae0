"""Making and stopping accounts."""

from django import forms
from django.utils.translation import gettext_lazy

from thidua.common.forms.fields import TextField


class NewUserForm(forms.Form):
    """Name of the account and an address."""

    username = TextField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        help_text=gettext_lazy("Chữ không dấu, số; không có dấu cách. Ví dụ cucnt"),
        error_messages={"required": gettext_lazy("Anh/chị chưa nhập tên đăng nhập.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    email = TextField(
        label=gettext_lazy("Thư điện tử"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Để nhận nhắc việc."),
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )


class ReasonForm(forms.Form):
    """Why an account is stopped."""

    reason = TextField(
        label=gettext_lazy("Lý do"),
        max_length=250,
        help_text=gettext_lazy("Ví dụ: nghỉ hưu từ 01/07/2026"),
        error_messages={"required": gettext_lazy("Anh/chị chưa ghi lý do ngừng tài khoản.")},
    )
