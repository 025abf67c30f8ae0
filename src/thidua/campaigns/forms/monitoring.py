"""Forms of check visits and promises."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import CheckVisit
from thidua.campaigns.services.monitoring import Promise, VisitPlan
from thidua.common.forms.fields import DateField
from thidua.organisations.models import Unit


class VisitForm(forms.Form):
    """The plan of a visit."""

    title = forms.CharField(
        label=_("Tên cuộc kiểm tra"),
        max_length=250,
        error_messages={"required": _("Anh/chị chưa đặt tên cuộc kiểm tra.")},
    )
    units = forms.ModelMultipleChoiceField(
        label=_("Đơn vị được kiểm tra"),
        queryset=Unit.objects.none(),
        error_messages={"required": _("Anh/chị chưa chọn đơn vị được kiểm tra.")},
        widget=forms.CheckboxSelectMultiple,
    )
    planned_on = DateField(
        label=_("Ngày dự kiến"), required=False, help_text=_("Ví dụ 10/04/2024. Chưa định thì để trống.")
    )
    content = forms.CharField(label=_("Nội dung kiểm tra"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    visiting_units = forms.ModelMultipleChoiceField(
        label=_("Đơn vị cùng đi"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("Đơn vị cùng đi được xác nhận việc đã hứa, trừ việc của chính mình."),
        widget=forms.CheckboxSelectMultiple,
    )
    visitors = forms.CharField(
        label=_("Thành phần đoàn"),
        required=False,
        help_text=_("Mỗi người một dòng."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, members: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("units", "visiting_units"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = members

    @property
    def plan(self) -> VisitPlan:
        """The plan as the services take it."""
        given = self.cleaned_data
        return VisitPlan(
            title=given["title"],
            units=list(given["units"]),
            planned_on=given["planned_on"],
            content=given["content"],
            visitors=given["visitors"],
            visiting_units=list(given["visiting_units"]),
        )

    @staticmethod
    def values_of(visit: CheckVisit) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "title": visit.title,
            "units": list(visit.units.all()),
            "planned_on": visit.planned_on,
            "content": visit.content,
            "visiting_units": list(visit.visiting_units.all()),
            "visitors": visit.visitors,
            "version": visit.version,
        }


class RecordVisitForm(forms.Form):
    """What was found."""

    held_on = DateField(
        label=_("Ngày kiểm tra"), required=False, help_text=_("Ví dụ 12/04/2024. Không nhớ ngày thì để trống.")
    )
    findings = forms.CharField(
        label=_("Kết quả kiểm tra"),
        help_text=_("Làm được gì, còn gì, nguyên nhân."),
        error_messages={"required": _("Anh/chị chưa ghi kết quả kiểm tra.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    visitors = forms.CharField(
        label=_("Thành phần đoàn"),
        required=False,
        help_text=_("Mỗi người một dòng."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(visit: CheckVisit) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "held_on": visit.held_on,
            "findings": visit.findings,
            "visitors": visit.visitors,
            "version": visit.version,
        }


class PromiseForm(forms.Form):
    """One promise of a visited unit."""

    unit = forms.ModelChoiceField(
        label=_("Đơn vị hứa"),
        queryset=Unit.objects.none(),
        empty_label=_("Chọn đơn vị"),
        error_messages={"required": _("Anh/chị chưa chọn đơn vị.")},
    )
    promise = forms.CharField(
        label=_("Việc đã hứa"),
        max_length=500,
        error_messages={"required": _("Anh/chị chưa ghi việc đơn vị hứa.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    person = forms.CharField(label=_("Người hứa"), required=False, max_length=160)
    due_on = DateField(label=_("Hạn"), required=False, help_text=_("Ví dụ 30/05/2024. Chưa đặt hạn thì để trống."))

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units

    @property
    def says(self) -> Promise:
        """The promise as the services take it."""
        given = self.cleaned_data
        return Promise(given["unit"], given["promise"], given["person"], given["due_on"])


class ReportFollowUpForm(forms.Form):
    """What the unit did."""

    report = forms.CharField(
        label=_("Đơn vị đã làm gì"),
        error_messages={"required": _("Anh/chị chưa ghi đơn vị đã làm gì.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseFollowUpForm(forms.Form):
    """What the visiting side says to it."""

    is_kept = forms.ChoiceField(
        label=_("Kết luận"),
        choices=[("yes", _("Đã xong, xác nhận")), ("no", _("Chưa xong, đề nghị làm tiếp"))],
        error_messages={"required": _("Anh/chị chưa chọn kết luận.")},
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Đã xem xét thế nào"),
        help_text=_("Xem hồ sơ nào, gặp ai, ngày nào."),
        error_messages={"required": _("Anh/chị chưa ghi đã xem xét thế nào.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
