"""Chấm trực tiếp từ 0 đến điểm tối đa."""

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.pieces import PieceForm


class Form(PieceForm):
    """Người chấm cho điểm."""

    keyword = "direct"
    label = _("Người chấm cho điểm")
    says = _("Chấm trực tiếp từ 0 đến điểm tối đa.")
    order = 10


FORM = Form
