"""Mỗi quý làm được được một số điểm."""

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.pieces import points_field
from thidua.scorecards.forms.ways import per_case


class Form(per_case.Form):
    """Mỗi quý."""

    keyword = "per_quarter"
    label = _("Mỗi quý được một số điểm")
    says = _("Đếm số quý làm được, nhiều nhất bốn quý.")
    order = 64
    counted = _("Số quý lấy từ")

    each = points_field(_("Điểm cho mỗi quý"))


FORM = Form
