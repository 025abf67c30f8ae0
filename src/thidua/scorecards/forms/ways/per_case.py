"""Mỗi trường hợp được một số điểm, tới điểm tối đa."""

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.pieces import CountedPiece, points_field


class Form(CountedPiece):
    """Mỗi trường hợp."""

    keyword = "per_case"
    label = _("Mỗi trường hợp được một số điểm")
    says = _("Đếm số trường hợp, mỗi trường hợp được một số điểm, không quá điểm tối đa.")
    order = 62
    counted = _("Số trường hợp lấy từ")
    own_question = _("Câu hỏi riêng của mục này")

    each = points_field(_("Điểm cho mỗi trường hợp"))


FORM = Form
