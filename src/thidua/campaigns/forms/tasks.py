"""Forms of tasks and their progress."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.enums import TaskState
from thidua.campaigns.models import Task
from thidua.campaigns.services.tasks import TaskContent
from thidua.common.forms.fields import DateField
from thidua.organisations.models import MassOrganisation, Unit


class BodyChoice(forms.ModelMultipleChoiceField[MassOrganisation]):
    """Mass organisations, each with its unit."""

    def label_from_instance(self, obj: Any) -> str:
        """“Công đoàn cơ quan Bộ, Văn phòng Bộ”."""
        return f"{obj.name}, {obj.unit.name}"


class TaskForm(forms.Form):
    """What a task says."""

    title = forms.CharField(
        label=_("Nội dung nhiệm vụ"),
        max_length=500,
        error_messages={"required": _("Anh/chị chưa nhập nội dung nhiệm vụ.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    code = forms.CharField(
        label=_("Ký hiệu"),
        required=False,
        max_length=20,
        help_text=_("Để trống thì lấy số tiếp theo."),
        widget=forms.TextInput(attrs={"class": "tds-short"}),
    )
    owner = forms.ModelChoiceField(label=_("Đơn vị chủ trì"), queryset=Unit.objects.none(), required=False)
    co_units = forms.ModelMultipleChoiceField(
        label=_("Đơn vị phối hợp"), queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    co_organisations = BodyChoice(
        label=_("Tổ chức đoàn thể phối hợp"),
        queryset=MassOrganisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = DateField(label=_("Hạn"), required=False, help_text=_("Ví dụ 30/09/2024. Chưa đặt hạn thì để trống."))
    is_qualitative = forms.BooleanField(
        label=_("Định tính"), required=False, help_text=_("Không đo bằng số; đánh giá bằng lời.")
    )
    measure = forms.CharField(
        label=_("Thước đo"),
        required=False,
        max_length=500,
        help_text=_("Nhìn vào đâu thì biết là xong. Ví dụ mỗi đơn vị được kiểm tra một lần."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        owners: QuerySet[Unit],
        members: QuerySet[Unit],
        bodies: QuerySet[MassOrganisation],
        may_be_blocs: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        owner, co_units, co_organisations = (self.fields[name] for name in ("owner", "co_units", "co_organisations"))
        assert isinstance(owner, forms.ModelChoiceField)
        assert isinstance(co_units, forms.ModelMultipleChoiceField)
        assert isinstance(co_organisations, BodyChoice)
        owner.queryset = owners
        owner.required = not may_be_blocs
        owner.empty_label = _("Cả khối") if may_be_blocs else None
        co_units.queryset = members
        co_organisations.queryset = bodies
        if not bodies.exists():
            del self.fields["co_organisations"]

    @property
    def says(self) -> TaskContent:
        """The task as the services take it."""
        given = self.cleaned_data
        return TaskContent(
            title=given["title"],
            code=given["code"],
            owner=given["owner"],
            co_units=list(given["co_units"]),
            co_organisations=list(given.get("co_organisations", [])),
            due_on=given["due_on"],
            is_qualitative=given["is_qualitative"],
            measure=given["measure"],
        )

    @staticmethod
    def values_of(task: Task) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "title": task.title,
            "code": task.code,
            "owner": task.owner,
            "co_units": list(task.co_units.all()),
            "co_organisations": list(task.co_organisations.all()),
            "due_on": task.due_on,
            "is_qualitative": task.is_qualitative,
            "measure": task.measure,
            "version": task.version,
        }


class ProgressForm(forms.Form):
    """How a task goes."""

    state = forms.ChoiceField(label=_("Tình trạng"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Tiến độ"),
        required=False,
        help_text=_("Đã làm gì, còn gì. Nếu không làm nữa, ghi lý do ở đây."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    done_on = DateField(
        label=_("Ngày xong"), required=False, help_text=_("Ví dụ 30/09/2024. Không nhớ ngày thì để trống.")
    )
    blocked_by = forms.CharField(
        label=_("Đang vướng ở"), required=False, max_length=250, help_text=_("Không vướng thì để trống.")
    )
    who_unblocks = forms.CharField(label=_("Người gỡ được"), required=False, max_length=250)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, states: Sequence[TaskState], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(state.value, state.label) for state in states]

    @staticmethod
    def values_of(task: Task) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "state": task.state,
            "done_on": task.done_on,
            "blocked_by": task.blocked_by,
            "who_unblocks": task.who_unblocks,
            "version": task.version,
        }
