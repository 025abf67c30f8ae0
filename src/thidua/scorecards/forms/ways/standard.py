"""Đơn vị có đủ điểm tối đa; các quy định cộng, trừ thêm bớt."""

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.pieces import PieceForm


class Form(PieceForm):
    """Đủ điểm chuẩn, trừ theo quy định."""

    keyword = "standard"
    label = _("Đủ điểm chuẩn, trừ theo quy định")
    says = _("Đơn vị có đủ điểm tối đa; các quy định cộng, trừ thêm bớt.")
    order = 20


FORM = Form
