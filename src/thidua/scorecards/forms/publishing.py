"""What of a ranking everybody may read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.scorecards.enums import Shown


class PublishRankingForm(forms.Form):
    """The choice, and beside which version it is made."""

    shown = forms.ChoiceField(
        label=_("Cho mọi người đọc"),
        choices=Shown.choices,
        widget=forms.RadioSelect,
        initial=Shown.ORDER,
        help_text=_("Chọn ít nhất có thể. Không bao giờ có tên người, điểm từng mục, lý do không xếp hạng."),
        error_messages={
            "required": _("Chọn điều cho mọi người đọc."),
            "invalid_choice": _("Chọn một trong hai cách ở trên."),
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=12)
