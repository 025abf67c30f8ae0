"""Mỗi trường hợp cộng hoặc trừ một số điểm."""

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.pieces import CountedPiece


class Form(CountedPiece):
    """Mỗi trường hợp."""

    keyword = "per_case"
    label = _("Mỗi trường hợp")
    says = _("Mỗi trường hợp cộng hoặc trừ một số điểm.")
    order = 10


FORM = Form
