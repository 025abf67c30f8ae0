"""What the notice of photographs and the poster say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField


class NoticeForm(forms.Form):
    """Who takes pictures, what for, whom to tell. Printed, not kept."""

    taken_by = TextField(label=_("Ai chụp ảnh, quay phim"), max_length=200)
    purpose = TextField(
        label=_("Ảnh dùng làm gì"),
        max_length=200,
        initial="ghi lại và giới thiệu hoạt động",
        help_text=_("Viết bằng tiếng Việt: bảng treo tại nơi tổ chức."),
    )
    contact = TextField(
        label=_("Ai không đồng ý thì báo cho ai"), max_length=200, help_text=_("Tên, và số điện thoại nếu có.")
    )


class PosterForm(forms.Form):
    """What people bring, and whom somebody tells who has no account. Printed, not kept."""

    bring = TextField(
        label=_("Mang theo gì"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ giày kín mũi, mũ, bình nước riêng. Viết bằng tiếng Việt."),
    )
    contact = TextField(
        label=_("Chưa có tài khoản thì đăng ký với ai"), max_length=200, help_text=_("Tên, và số điện thoại nếu có.")
    )
