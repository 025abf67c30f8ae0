"""Where an agency takes requests about personal data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField
from thidua.publishing.models import DataContact
from thidua.publishing.services.contacts import ContactFacts


class DataContactForm(forms.Form):
    """An office and the ways to it; all left empty names none."""

    office = TextField(
        label=_("Nơi nhận yêu cầu"),
        max_length=200,
        required=False,
        help_text=_("Tên phòng, ban nhận yêu cầu. Không ghi tên riêng của ai: dòng này hiện cho mọi người đọc."),
    )
    office_english = TextField(label=_("Nơi nhận yêu cầu, bằng tiếng Anh"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        required=False,
        help_text=_("Hộp thư chung của nơi nhận."),
        error_messages={"invalid": _("Nhập email theo mẫu ten@noi.vn.")},
    )
    phone = TextField(label=_("Điện thoại"), max_length=60, required=False)
    address = TextField(label=_("Địa chỉ"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(row: DataContact) -> dict[str, Any]:
        """What is stored, by field."""
        return {name: getattr(row, name) for name in (*ContactFacts.__dataclass_fields__, "version")}

    def facts(self) -> ContactFacts:
        """What was filled in."""
        return ContactFacts(**{name: self.cleaned_data[name] for name in ContactFacts.__dataclass_fields__})
