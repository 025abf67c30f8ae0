"""A form of every kind of field, for the catalogue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """Nothing is done with it."""

    title = forms.CharField(
        label=_("Tên nhiệm vụ"),
        max_length=200,
        error_messages={"required": _("Anh/chị chưa nhập tên nhiệm vụ.")},
    )
    unit = forms.ChoiceField(
        label=_("Đơn vị chủ trì"),
        choices=[
            ("", _("Chọn một đơn vị")),
            ("1", "Văn phòng Bộ"),
            ("2", "Văn phòng Hội đồng Đánh giá trữ lượng khoáng sản quốc gia"),
        ],
        error_messages={"required": _("Anh/chị chưa chọn đơn vị chủ trì.")},
    )
    measure = forms.ChoiceField(
        label=_("Cách đo"),
        widget=forms.RadioSelect,
        choices=[("number", _("Bằng số")), ("words", _("Định tính"))],
        error_messages={"required": _("Anh/chị chưa chọn cách đo.")},
    )
    partners = forms.MultipleChoiceField(
        label=_("Phối hợp với"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("union", _("Công đoàn")), ("youth", _("Đoàn Thanh niên")), ("party", _("Chi bộ"))],
    )
    note = forms.CharField(
        label=_("Ghi chú"), required=False, widget=forms.Textarea, help_text=_("Ý kiến này chỉ Khối xem.")
    )
    is_public = forms.BooleanField(
        label=_("Đưa lên trang tin của Khối"), required=False, help_text=_("Thư ký Khối đọc trước khi đăng.")
    )
