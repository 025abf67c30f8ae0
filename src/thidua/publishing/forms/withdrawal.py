"""Why a page or a photograph is no longer published."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField


class WithdrawForm(forms.Form):
    """The reason; it stays inside."""

    because = TextField(
        label=_("Lý do"), max_length=250, help_text=_("Ghi trong nhật ký; người đọc trang công khai không thấy.")
    )


class TakePhotoBackForm(forms.Form):
    """Why a photograph leaves every page, and that this is meant: there is no way back."""

    because = TextField(
        label=_("Lý do"),
        max_length=250,
        help_text=_(
            "Ghi đề nghị đến lúc nào, bằng cách nào. Không ghi tên người trong ảnh: dòng này ở lại trong nhật ký."
        ),
        error_messages={"required": _("Anh/chị chưa ghi lý do.")},
    )
    is_meant = forms.BooleanField(
        label=_("Rút hẳn: xóa các tệp ảnh, không lấy lại được"),
        error_messages={"required": _("Đánh dấu ô này nếu đúng là rút hẳn.")},
    )
