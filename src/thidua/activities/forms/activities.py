"""Forms to record an activity, correct it, say that it was held or cancelled."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.activities.enums import ActivityKind, ActivityState
from thidua.activities.models import Activity
from thidua.activities.services import ActivityWords
from thidua.campaigns.models import Cycle, Movement
from thidua.common.forms.fields import PartialDateField, TextField
from thidua.common.forms.hours import ClockField
from thidua.organisations.models import Bloc, Unit

Home = Bloc | Unit


class WordsForm(forms.Form):
    """What is recorded of an activity."""

    title = TextField(
        label=_("Tên hoạt động"), max_length=300, error_messages={"required": _("Anh/chị chưa nhập tên hoạt động.")}
    )
    kind = forms.ChoiceField(label=_("Loại hoạt động"), choices=ActivityKind.choices, initial=ActivityKind.OTHER)
    message = TextField(
        label=_("Thông điệp"), max_length=300, required=False, help_text=_("Ví dụ Vì một đại dương xanh")
    )
    movement = forms.ModelChoiceField(
        label=_("Hưởng ứng phong trào"),
        queryset=Movement.objects.none(),
        required=False,
        empty_label=_("Không gắn với phong trào nào"),
    )
    held_on = PartialDateField(label=_("Ngày"), required=False)
    starts_at = ClockField(label=_("Từ"))
    ends_at = ClockField(label=_("Đến"))
    place = TextField(label=_("Nơi tổ chức"), max_length=300, required=False)
    summary = TextField(
        label=_("Nội dung đã làm"), required=False, lines=True, widget=forms.Textarea(attrs={"rows": 5})
    )
    has_no_photos = forms.BooleanField(
        label=_("Hoạt động này không giữ được ảnh"),
        required=False,
        help_text=_("Chọn khi đã hỏi mà không ai có ảnh. Hệ thống sẽ không nhắc nữa."),
    )

    def __init__(self, *args: Any, movements: QuerySet[Movement], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["movement"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = movements

    def words(self) -> ActivityWords:
        """What was filled in, for the service."""
        data = self.cleaned_data
        return ActivityWords(
            title=data["title"],
            kind=ActivityKind(data["kind"]),
            message=data["message"],
            movement=data["movement"],
            held_on=data["held_on"],
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            place=data["place"],
            summary=data["summary"],
            has_no_photos=data["has_no_photos"],
        )


class RecordActivityForm(WordsForm):
    """A new activity: whose, planned or held, for which years it counts."""

    home = forms.ChoiceField(label=_("Đơn vị, khối giữ hồ sơ"))
    state = forms.ChoiceField(
        label=_("Hoạt động này"),
        widget=forms.RadioSelect,
        choices=[
            (ActivityState.PLANNED.value, _("Dự kiến tổ chức")),
            (ActivityState.HELD.value, _("Đã tổ chức")),
        ],
        initial=ActivityState.PLANNED.value,
    )
    cycles = forms.ModelMultipleChoiceField(
        label=_("Ghi nhận cho năm thi đua"),
        queryset=Cycle.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Khối khác cùng tổ chức thì thư ký khối đó ghi nhận cho khối mình."),
    )

    field_order = ["state", "home", "title", "kind", "message", "movement"]

    def __init__(self, *args: Any, homes: Iterable[Home], cycles: QuerySet[Cycle], **options: Any) -> None:
        super().__init__(*args, **options)
        self.homes = {key_of(home): home for home in homes}
        home = self.fields["home"]
        years = self.fields["cycles"]
        assert isinstance(home, forms.ChoiceField)
        assert isinstance(years, forms.ModelMultipleChoiceField)
        home.choices = [(key, each.name) for key, each in self.homes.items()]
        years.queryset = cycles
        if not cycles.exists():
            del self.fields["cycles"]

    def home_chosen(self) -> Home:
        """Who keeps the record."""
        return self.homes[self.cleaned_data["home"]]


class ChangeActivityForm(WordsForm):
    """The same again, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(activity: Activity) -> dict[str, Any]:
        """What is stored, by field."""
        names = [name for name in WordsForm.base_fields if name != "movement"]
        return {name: getattr(activity, name) for name in names} | {
            "movement": activity.movement,
            "version": activity.version,
        }


class HoldForm(forms.Form):
    """On which day it was held, and what was done."""

    held_on = PartialDateField(label=_("Ngày đã tổ chức"), required=False)
    summary = TextField(
        label=_("Nội dung đã làm"), required=False, lines=True, widget=forms.Textarea(attrs={"rows": 5})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(forms.Form):
    """Why it will not be held."""

    reason = TextField(
        label=_("Lý do hủy"), max_length=250, error_messages={"required": _("Anh/chị chưa ghi lý do hủy.")}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


def key_of(home: Home) -> str:
    """How a form names a bloc or a unit."""
    return f"{'bloc' if isinstance(home, Bloc) else 'unit'}:{home.pk}"
