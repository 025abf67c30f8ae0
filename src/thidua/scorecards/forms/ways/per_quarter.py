"""Mỗi quý làm được được một số điểm."""

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.ways import per_case


class Form(per_case.Form):
    """Mỗi quý."""

    keyword = "per_quarter"
    label = _("Mỗi quý được một số điểm")
    says = _("Đếm số quý làm được, nhiều nhất bốn quý.")
    order = 64


FORM = Form
