"""What is filled in when the public is let read of an award."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField
from thidua.records.models import UnitAward


class PublishForm(forms.Form):
    """What of the award is read."""

    with_name = forms.BooleanField(
        label=_("Đăng tên người hoặc tập thể nhận"),
        required=False,
        initial=True,
        help_text=_("Tên cá nhân chỉ hiện khi cơ quan đã bật ở phần cài đặt công khai."),
    )
    achievement = TextField(
        label=_("Thành tích"),
        max_length=500,
        required=False,
        lines=True,
        help_text=_(
            "Một hai câu ai cũng đọc được. Không ghi tuổi, địa chỉ, số điện thoại; không đăng tên thì không nhắc tên."
        ),
    )


class WithdrawForm(forms.Form):
    """Why it is taken back; the reason stays inside."""

    because = TextField(
        label=_("Lý do"),
        max_length=250,
        help_text=_("Ghi trong nhật ký; người đọc trang công khai không thấy."),
        error_messages={"required": _("Anh/chị chưa ghi lý do.")},
    )


class PublishManyForm(forms.Form):
    """Which awards are read of from now on."""

    awards = forms.TypedMultipleChoiceField(
        label=_("Khen thưởng chưa công bố"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Anh/chị chưa chọn khen thưởng nào.")},
    )

    def __init__(self, *args: object, awards: Sequence[UnitAward], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["awards"].choices = [(each.pk, f"{each.name} – {each.receiver}") for each in awards]  # type: ignore[attr-defined]
