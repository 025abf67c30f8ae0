"""Forms of practices and of taking them up."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Adoption, Movement, Practice, Target
from thidua.campaigns.services.practices import PracticeContent
from thidua.common.forms.fields import DateField
from thidua.organisations.models import Unit


class PracticeForm(forms.Form):
    """What worked."""

    unit = forms.ModelChoiceField(
        label=_("Đơn vị"),
        queryset=Unit.objects.none(),
        empty_label=_("Chọn đơn vị"),
        error_messages={"required": _("Anh/chị chưa chọn đơn vị.")},
    )
    title = forms.CharField(
        label=_("Tên kinh nghiệm"),
        max_length=250,
        error_messages={"required": _("Anh/chị chưa đặt tên kinh nghiệm.")},
    )
    what_worked = forms.CharField(
        label=_("Điều đã làm tốt"),
        help_text=_("Kết quả nhìn thấy được."),
        error_messages={"required": _("Anh/chị chưa kể điều đã làm tốt.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    how = forms.CharField(
        label=_("Cách làm"),
        required=False,
        help_text=_("Đủ để đơn vị khác làm theo."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    target = forms.ModelChoiceField(
        label=_("Cho chỉ tiêu"), queryset=Target.objects.none(), required=False, empty_label=_("Không chọn")
    )
    movement = forms.ModelChoiceField(
        label=_("Cho phong trào"), queryset=Movement.objects.none(), required=False, empty_label=_("Không chọn")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit] | None,
        targets: QuerySet[Target],
        movements: QuerySet[Movement],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        choices: dict[str, QuerySet[Any] | None] = {"unit": units, "target": targets, "movement": movements}
        for name, queryset in choices.items():
            if queryset is None:
                del self.fields[name]
                continue
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset

    @property
    def says(self) -> PracticeContent:
        """The practice as the services take it."""
        given = self.cleaned_data
        return PracticeContent(
            title=given["title"],
            what_worked=given["what_worked"],
            how=given["how"],
            target=given["target"],
            movement=given["movement"],
        )

    @staticmethod
    def values_of(practice: Practice) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "title": practice.title,
            "what_worked": practice.what_worked,
            "how": practice.how,
            "target": practice.target,
            "movement": practice.movement,
            "version": practice.version,
        }


class AdoptionForm(forms.Form):
    """A unit takes a practice up."""

    unit = forms.ModelChoiceField(
        label=_("Đơn vị học theo"),
        queryset=Unit.objects.none(),
        empty_label=_("Chọn đơn vị"),
        error_messages={"required": _("Anh/chị chưa chọn đơn vị.")},
    )
    since = DateField(
        label=_("Làm từ ngày"), required=False, help_text=_("Ví dụ 01/04/2024. Không nhớ ngày thì để trống.")
    )
    how = forms.CharField(label=_("Làm thế nào"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    result = forms.CharField(
        label=_("Kết quả"),
        required=False,
        help_text=_("Chưa có kết quả thì để trống, ghi sau."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit] | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if units is None:
            del self.fields["unit"]
            return
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units

    @staticmethod
    def values_of(adoption: Adoption) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "since": adoption.since,
            "how": adoption.how,
            "result": adoption.result,
            "version": adoption.version,
        }
