"""Có thì cộng hoặc trừ một lần."""

from django.utils.translation import gettext_lazy as _

from thidua.scorecards.forms.pieces import CountedPiece


class Form(CountedPiece):
    """Một lần."""

    keyword = "once"
    label = _("Một lần")
    says = _("Có thì cộng hoặc trừ một lần.")
    order = 20


FORM = Form
