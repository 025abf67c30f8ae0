"""A form of every kind of field, for the catalogue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField, FileField, MoneyField, NumberField, PartialDateField, TextField


class SampleForm(forms.Form):
    """Nothing is done with it."""

    title = TextField(
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
    day = DateField(label=_("Hạn"))
    held_on = PartialDateField(label=_("Ngày tổ chức"))
    planned = NumberField(label=_("Kế hoạch"), unit=_("cây"), lowest=0, highest=10, required=False)
    cost = MoneyField(label=_("Kinh phí"), required=False)
    paper = FileField(label=_("Văn bản"), kinds=("pdf", "docx"), most=20_000_000, required=False)
    partners = forms.MultipleChoiceField(
        label=_("Phối hợp với"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("union", _("Công đoàn")), ("youth", _("Đoàn Thanh niên")), ("party", _("Chi bộ"))],
    )
    note = TextField(label=_("Ghi chú"), required=False, lines=True, help_text=_("Ý kiến này chỉ Khối xem."))
    is_public = forms.BooleanField(
        label=_("Đưa lên trang tin của Khối"), required=False, help_text=_("Thư ký Khối đọc trước khi đăng.")
    )
