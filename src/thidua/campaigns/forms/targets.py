"""Forms of targets and of the library of indicators."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.enums import IndicatorKind, TargetScope
from thidua.campaigns.models import Indicator, Target
from thidua.campaigns.services.targets import TargetContent
from thidua.common.forms.fields import DateField, NumberField

DIRECTIONS = [("up", _("Càng cao càng tốt")), ("down", _("Càng thấp càng tốt"))]
COUNTINGS = [("sum", _("Cộng dồn từ đầu năm")), ("level", _("Mức tại ngày báo cáo"))]


class MeasureForm(forms.Form):
    """What a figure is: kind, unit of measure, direction, counting."""

    kind = forms.ChoiceField(label=_("Loại"), choices=IndicatorKind.choices, initial=IndicatorKind.NUMBER)
    unit_of_measure = forms.CharField(
        label=_("Đơn vị tính"), required=False, max_length=60, help_text=_("Ví dụ sáng kiến, %, đồng.")
    )
    direction = forms.ChoiceField(
        label=_("Chiều tốt"), choices=DIRECTIONS, initial="up", widget=forms.RadioSelect, required=False
    )
    counting = forms.ChoiceField(
        label=_("Cách tính"),
        choices=COUNTINGS,
        initial="sum",
        required=False,
        help_text=_("Số cộng dồn được so với phần kế hoạch đến ngày báo cáo; mức được so với cả kế hoạch."),
        widget=forms.RadioSelect,
    )

    @property
    def bigger_is_better(self) -> bool:
        """The direction as the services take it."""
        return self.cleaned_data.get("direction") != "down"

    @property
    def is_cumulative(self) -> bool:
        """The counting as the services take it."""
        return self.cleaned_data.get("counting") != "level"


class TargetForm(MeasureForm):
    """One target: form 1a's content, unit of measure, plan and note, and how it is judged."""

    scope = forms.ChoiceField(
        label=_("Ai thực hiện"),
        choices=[(each.value, each.label) for each in (TargetScope.EACH_UNIT, TargetScope.WHOLE_BLOC)],
        initial=TargetScope.EACH_UNIT,
        widget=forms.RadioSelect,
    )
    indicator = forms.ModelChoiceField(
        label=_("Chọn từ danh mục chỉ số"),
        queryset=Indicator.objects.none(),
        required=False,
        empty_label=_("Không chọn, tự viết"),
        help_text=_("Chọn thì đơn vị tính, loại, chiều và cách tính lấy theo danh mục, và có số liệu các năm."),
    )
    content = forms.CharField(
        label=_("Nội dung"),
        required=False,
        max_length=500,
        help_text=_("Để trống thì lấy tên chỉ số đã chọn."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    plan = NumberField(label=_("Kế hoạch"), required=False, help_text=_("Bằng số. Chưa định thì để trống."))
    plan_text = forms.CharField(
        label=_("Kế hoạch bằng lời"), required=False, max_length=500, help_text=_("Dùng cho chỉ tiêu định tính.")
    )
    due_on = DateField(label=_("Hạn"), required=False, help_text=_("Ví dụ 30/09/2024. Để trống là đến ngày 31/12."))
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = [
        "scope", "indicator", "content", "kind", "unit_of_measure", "plan", "plan_text", "direction", "counting",
        "due_on", "note",
    ]  # fmt: skip

    def __init__(self, *args: Any, indicators: QuerySet[Indicator], has_scope: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["indicator"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = indicators
        if not has_scope:
            del self.fields["scope"]

    @property
    def says(self) -> TargetContent:
        """The target as the services take it."""
        given = self.cleaned_data
        return TargetContent(
            content=given["content"],
            kind=IndicatorKind(given["kind"]),
            indicator=given["indicator"],
            unit_of_measure=given["unit_of_measure"],
            bigger_is_better=self.bigger_is_better,
            is_cumulative=self.is_cumulative,
            plan=given["plan"],
            plan_text=given["plan_text"],
            note=given["note"],
            due_on=given["due_on"],
        )

    @staticmethod
    def values_of(target: Target) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "indicator": target.indicator,
            "content": target.content,
            "kind": target.kind,
            "unit_of_measure": target.unit_of_measure,
            "plan": target.plan,
            "plan_text": target.plan_text,
            "direction": "up" if target.bigger_is_better else "down",
            "counting": "sum" if target.is_cumulative else "level",
            "due_on": target.due_on,
            "note": target.note,
            "version": target.version,
        }


class IndicatorForm(MeasureForm):
    """One indicator of the library."""

    name = forms.CharField(
        label=_("Tên chỉ số"), max_length=250, error_messages={"required": _("Anh/chị chưa nhập tên chỉ số.")}
    )
    description = forms.CharField(
        label=_("Cách hiểu"),
        required=False,
        help_text=_("Đếm gì, lấy số liệu ở đâu."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_retired = forms.BooleanField(
        label=_("Thôi dùng cho chỉ tiêu mới"), required=False, help_text=_("Chỉ tiêu đã đăng ký không đổi.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ["name", "kind", "unit_of_measure", "direction", "counting", "description", "is_retired"]

    def __init__(self, *args: Any, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_new:
            del self.fields["is_retired"]

    @property
    def measures(self) -> dict[str, Any]:
        """Everything but version and retirement, as the services take it."""
        given = self.cleaned_data
        return {
            "name": given["name"],
            "kind": IndicatorKind(given["kind"]),
            "unit_of_measure": given["unit_of_measure"],
            "bigger_is_better": self.bigger_is_better,
            "is_cumulative": self.is_cumulative,
            "description": given["description"],
        }

    @staticmethod
    def values_of(indicator: Indicator) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "name": indicator.name,
            "kind": indicator.kind,
            "unit_of_measure": indicator.unit_of_measure,
            "direction": "up" if indicator.bigger_is_better else "down",
            "counting": "sum" if indicator.is_cumulative else "level",
            "description": indicator.description,
            "is_retired": indicator.is_retired,
            "version": indicator.version,
        }
