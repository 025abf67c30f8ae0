"""A picture below maps: brought, reviewed, taken off."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.activities.forms.points import PointField
from thidua.common.forms.fields import FileField, TextField
from thidua.documents.inspection import limits

CHECKED = _("Anh/chị chưa xem điều này.")


class BringMapPictureForm(forms.Form):
    """The picture and its two known corners."""

    name = TextField(label=_("Tên ảnh nền"), max_length=200, help_text=_("Ví dụ Bãi biển từ cột cờ đến kè đá"))
    upload = FileField(label=_("Ảnh"), kinds=("jpg", "png", "heic"), most=limits.FILE_SIZE)
    north_west = PointField(label=_("Góc tây bắc"), help_text=_("Góc trên bên trái: vĩ độ, kinh độ."))
    south_east = PointField(label=_("Góc đông nam"), help_text=_("Góc dưới bên phải: vĩ độ, kinh độ."))
    source = TextField(
        label=_("Nguồn"), max_length=250, help_text=_("Lấy ở đâu, được dùng theo giấy nào. Dòng này in dưới bản đồ.")
    )


class ReviewMapPictureForm(forms.Form):
    """What the reviewer has looked at, one by one."""

    seas = forms.BooleanField(
        label=_("Tên biển, đảo, quần đảo trên ảnh đúng theo văn bản của Nhà nước"), error_messages={"required": CHECKED}
    )
    borders = forms.BooleanField(label=_("Đường biên giới, địa giới đúng"), error_messages={"required": CHECKED})
    private = forms.BooleanField(
        label=_("Không nhận ra người, nhà riêng, công trình không được đăng"), error_messages={"required": CHECKED}
    )
    note = TextField(
        label=_("Đã rà những tên nào"),
        max_length=250,
        help_text=_("Kể tên biển, đảo có trên ảnh; không có tên nào thì ghi như vậy."),
    )


class RetireMapPictureForm(forms.Form):
    """Why it goes."""

    because = TextField(label=_("Lý do"), max_length=250)
