"""Why a page is no longer published."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField


class WithdrawForm(forms.Form):
    """The reason; it stays inside."""

    because = TextField(
        label=_("Lý do"), max_length=250, help_text=_("Ghi trong nhật ký; người đọc trang công khai không thấy.")
    )
