"""Forms of papers against a unit."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField, TextField
from thidua.organisations.models import Unit
from thidua.scorecards.enums import HoldEffect
from thidua.scorecards.models import Hold
from thidua.scorecards.services.holds import HoldWords


class HoldForm(forms.Form):
    """What a paper says against a unit."""

    units = forms.MultipleChoiceField(
        label=_("Đơn vị"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Danh sách vi phạm nêu nhiều đơn vị với cùng một nội dung thì chọn tất cả."),
        error_messages={"required": _("Chọn ít nhất một đơn vị.")},
    )
    effect = forms.ChoiceField(
        label=_("Tác dụng"), choices=HoldEffect.choices, widget=forms.RadioSelect, initial=HoldEffect.STOPS
    )
    text = TextField(label=_("Nội dung"), max_length=500, help_text=_("Ví dụ Đang thanh tra việc quản lý tài sản công"))
    paper = TextField(
        label=_("Giấy tờ làm căn cứ"), max_length=250, help_text=_("Số, ngày, nơi ban hành; đính tệp ở trang sau")
    )
    since = DateField(label=_("Từ ngày"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: Iterable[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.of = {str(unit.pk): unit for unit in units}
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, unit.name) for key, unit in self.of.items()]

    def units_chosen(self) -> list[Unit]:
        """Against whom, in the bloc's own order."""
        return [unit for key, unit in self.of.items() if key in self.cleaned_data["units"]]

    def words(self) -> HoldWords:
        """What was filled in, for the service."""
        data = self.cleaned_data
        return HoldWords(HoldEffect(data["effect"]), data["text"], data["paper"], data["since"])

    @staticmethod
    def values_of(holds: Sequence[Hold], version: int) -> dict[str, Any]:
        """Values by field of the paper that was entered last, beside what the writer sends."""
        if not holds:
            return {"version": version}
        hold = holds[0]
        return {
            "units": [str(each.unit_id) for each in holds],
            "effect": hold.effect,
            "text": hold.text,
            "paper": hold.paper,
            "since": hold.since,
            "version": version,
        }
