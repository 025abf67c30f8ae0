"""Forms of the pledge: its text, paper signatures, a reason."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Movement, Pledge
from thidua.common.forms.fields import DateField
from thidua.organisations.models import Unit


class PledgeForm(forms.Form):
    """Title, text and movements of a pledge."""

    title = forms.CharField(
        label=_("Tên giao ước"),
        max_length=250,
        error_messages={"required": _("Anh/chị chưa nhập tên giao ước.")},
    )
    text = forms.CharField(
        label=_("Lời giao ước"),
        required=False,
        strip=False,
        help_text=_("Phần mọi đơn vị cùng ký. Chỉ tiêu ghi riêng ở bước sau."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    movements = forms.ModelMultipleChoiceField(
        label=_("Phong trào"),
        queryset=Movement.objects.none(),
        required=False,
        help_text=_("Các phong trào khối tham gia trong năm."),
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, movements: QuerySet[Movement], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["movements"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = movements
        if not movements.exists():
            del self.fields["movements"]

    @staticmethod
    def values_of(pledge: Pledge) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "title": pledge.title,
            "text": pledge.text,
            "movements": list(pledge.movements.all()),
            "version": pledge.version,
        }


class DraftPledgeForm(PledgeForm):
    """The first writing, perhaps from last year's."""

    copies = forms.BooleanField(
        label=_("Chép chỉ tiêu chung của giao ước năm trước"),
        required=False,
        initial=True,
        help_text=_("Chỉ tiêu riêng của từng đơn vị không chép: mỗi đơn vị tự đăng ký."),
    )

    def __init__(self, *args: Any, can_copy: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not can_copy:
            del self.fields["copies"]


class PaperSignatureForm(forms.Form):
    """A unit signed on paper."""

    unit = forms.ModelChoiceField(
        label=_("Đơn vị đã ký"),
        queryset=Unit.objects.none(),
        empty_label=_("Chọn đơn vị"),
        error_messages={"required": _("Anh/chị chưa chọn đơn vị.")},
    )
    signed_on = DateField(
        label=_("Ngày ký"),
        required=False,
        help_text=_(
            "Ví dụ 05/03/2024. Bản giấy không ghi ngày thì để trống; quá hạn ký thì cần thêm ghi chú và bản quét."
        ),
    )
    signed_by_name = forms.CharField(label=_("Người ký"), required=False, max_length=120)
    post_title = forms.CharField(label=_("Chức vụ"), required=False, max_length=160)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=250, help_text=_("Ví dụ nơi lưu bản gốc."))

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units


class ReasonForm(forms.Form):
    """Why something out of the ordinary is done."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        error_messages={"required": _("Anh/chị chưa nêu lý do.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
