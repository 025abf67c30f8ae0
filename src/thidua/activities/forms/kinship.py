"""Forms that put records together."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.activities.models import Activity, ActivitySeries
from thidua.common.components.texts import short_date
from thidua.common.forms.fields import PartialDateField, TextField


class PlaceForm(forms.Form):
    """Of which larger activity this one is a part."""

    parent = forms.ChoiceField(
        label=_("Nằm trong hoạt động"),
        required=False,
        help_text=_(
            "Số liệu của hoạt động này được tính trong hoạt động lớn, mỗi số một lần. Bên giữ hồ sơ hoạt động lớn đồng "
            "ý thì mới có hiệu lực."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Iterable[Activity], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = {str(each.pk): each for each in offered}
        choice = self.fields["parent"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Không nằm trong hoạt động nào")), *_choices(self.offered)]

    def parent_chosen(self) -> Activity | None:
        """The larger activity."""
        return self.offered.get(self.cleaned_data["parent"])

    @staticmethod
    def values_of(activity: Activity) -> dict[str, Any]:
        """What is stored, by field."""
        return {"parent": str(activity.parent_id or ""), "version": activity.version}


class SeriesForm(forms.Form):
    """Of which series this activity is one time; a name makes a new one."""

    series = forms.ChoiceField(label=_("Là một lần của chuỗi"), required=False)
    name = TextField(
        label=_("Hoặc tên chuỗi mới"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: Dọn biển tháng. Các lần sau lập từ lần trước; mỗi lần là một hoạt động, có số liệu riêng."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Iterable[ActivitySeries], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = {str(each.pk): each for each in offered}
        choice = self.fields["series"]
        assert isinstance(choice, forms.ChoiceField)
        names = [(key, f"{each.name} – {each.home.name}") for key, each in self.offered.items()]
        choice.choices = [("", _("Không thuộc chuỗi nào")), *names]

    def series_chosen(self) -> ActivitySeries | None:
        """The series that was chosen."""
        return self.offered.get(self.cleaned_data["series"])

    @staticmethod
    def values_of(activity: Activity) -> dict[str, Any]:
        """What is stored, by field."""
        return {"series": str(activity.series_id or ""), "version": activity.version}


class NextTimeForm(forms.Form):
    """What the next time of a series is called, and when it is."""

    title = TextField(label=_("Tên hoạt động"), max_length=300)
    held_on = PartialDateField(
        label=_("Ngày dự kiến"), required=False, help_text=_("Chưa rõ ngày thì ghi tháng, hoặc để trống.")
    )


class MergeForm(forms.Form):
    """Which record tells of the same activity."""

    into = forms.ChoiceField(
        label=_("Hồ sơ của cùng hoạt động này"),
        error_messages={"required": _("Chọn một hồ sơ.")},
        help_text=_("Số liệu của hai hồ sơ thành một, mỗi bản ghi tính một lần. Tách ra lại được."),
    )

    def __init__(self, *args: Any, offered: Iterable[Activity], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = {str(each.pk): each for each in offered}
        choice = self.fields["into"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Chọn một hồ sơ")), *_choices(self.offered)]

    def into_chosen(self) -> Activity:
        """The record into which this one goes."""
        return self.offered[self.cleaned_data["into"]]


def _choices(offered: dict[str, Activity]) -> list[tuple[str, str]]:
    return [(key, f"{each.title} – {short_date(each.held_on)}, {each.home.name}") for key, each in offered.items()]
