"""Forms to add evidence, correct what is said of it, and put a newer file in its place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import FileField, PartialDateField, TextField
from thidua.documents.inspection import limits
from thidua.documents.models import Evidence


def file_field(**options: Any) -> FileField:
    """A file of the kinds that are taken."""
    return FileField(most=limits.FILE_SIZE, **options)


class DetailsForm(forms.Form):
    """What is said of a piece of evidence."""

    title = TextField(
        label=_("Tên minh chứng"),
        max_length=250,
        help_text=_("Tên của văn bản hoặc việc đã làm, không phải tên tệp."),
        error_messages={"required": _("Anh/chị chưa nhập tên minh chứng.")},
    )
    number = TextField(label=_("Số, ký hiệu"), max_length=80, required=False)
    issued_on = PartialDateField(label=_("Ngày ban hành"), required=False)
    issuer = TextField(label=_("Nơi ban hành"), max_length=250, required=False)


class SecrecyForm(forms.Form):
    """What the person says of the paper's marking."""

    marked_secret = forms.BooleanField(
        label=_("Văn bản này mang dấu MẬT, TỐI MẬT hoặc TUYỆT MẬT"),
        required=False,
        help_text=_("Hệ thống không nhận tài liệu bí mật nhà nước."),
    )


class AddEvidenceForm(DetailsForm, SecrecyForm):
    """A new piece of evidence: a file or a link."""

    upload = file_field(label=_("Tệp"), required=False)
    url = forms.URLField(
        label=_("Hoặc đường dẫn"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text=_("Khi minh chứng nằm trên một trang tin hay hệ thống khác."),
        error_messages={"invalid": _("Chép lại đường dẫn từ ô địa chỉ của trình duyệt.")},
    )

    field_order = ["title", "upload", "url", "number", "issued_on", "issuer", "marked_secret"]

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and link."""
        given = super().clean() or {}
        if self.errors:
            return given
        if given.get("upload") and given.get("url"):
            self.add_error("url", _("Anh/chị đã chọn tệp. Bỏ đường dẫn, hoặc bỏ tệp; mỗi minh chứng chỉ một thứ."))
        elif not given.get("upload") and not given.get("url"):
            self.add_error("upload", _("Chọn một tệp, hoặc nhập một đường dẫn."))
        return given


class CorrectEvidenceForm(DetailsForm):
    """The details again, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(evidence: Evidence) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "title": evidence.title,
            "number": evidence.number,
            "issued_on": evidence.issued_on,
            "issuer": evidence.issuer,
            "version": evidence.version,
        }


class ReplaceFileForm(SecrecyForm):
    """A newer copy."""

    upload = file_field(label=_("Tệp mới"), error_messages={"required": _("Anh/chị chưa chọn tệp.")})
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ["upload", "marked_secret"]
