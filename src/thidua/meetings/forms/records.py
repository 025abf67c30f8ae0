"""What happened at a meeting: items, who attended, what was said, what was concluded."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import CountField, DateField, TextField
from thidua.meetings.enums import AttendanceRole, AttendanceState, StatementKind
from thidua.meetings.forms.fields import RowField, RowsField
from thidua.meetings.forms.meetings import VersionedForm
from thidua.meetings.models import AgendaItem, Attendance, Conclusion, Statement
from thidua.meetings.models.meetings import Meeting
from thidua.meetings.queries.choices import Choices
from thidua.meetings.services.agenda import AgendaFacts
from thidua.meetings.services.conclusions import ConclusionFacts
from thidua.meetings.services.roll import AttendeeFacts
from thidua.meetings.services.shared import VoiceFacts, typed_words
from thidua.meetings.services.statements import StatementFacts
from thidua.organisations.models import Unit


class VoiceForm(VersionedForm):
    """Who speaks, presents or attends: a person, a unit, or words."""

    person = RowField(label=_("Người"), empty=_("Không chọn người"))
    unit = RowField(label=_("Đơn vị"), empty=_("Không chọn đơn vị"))
    words = TextField(
        label=_("Hoặc ghi bằng chữ"),
        max_length=250,
        required=False,
        help_text=_("Ví dụ: Một số đơn vị. Để trống thì lấy họ tên, chức vụ hoặc tên đơn vị đã chọn."),
    )

    def __init__(self, *args: Any, people: Choices, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, RowField):
                field.offer(people if name == "person" else units)

    @property
    def voice(self) -> VoiceFacts:
        """Who it is, for the service."""
        given = self.cleaned_data
        return VoiceFacts(person=given["person"], unit=given["unit"], words=given["words"])

    @staticmethod
    def voice_of(meeting: Meeting, row: AgendaItem | Attendance | Statement) -> dict[str, Any]:
        """What the fields show of a row."""
        words = typed_words(meeting, row.person, row.unit, row.words)
        return {"person": row.person, "unit": row.unit, "words": words, "version": row.version}


class AgendaForm(VoiceForm):
    """An item of the agenda."""

    title = TextField(
        label=_("Nội dung"), max_length=250, error_messages={"required": _("Anh/chị chưa nhập nội dung.")}
    )
    planned_minutes = CountField(label=_("Thời lượng"), unit=_("phút"), required=False, highest=1440)
    outcome = TextField(
        label=_("Kết quả"), required=False, lines=True, max_length=5000, help_text=_("Ghi sau khi họp.")
    )

    field_order = ["title", "planned_minutes", "person", "unit", "words", "outcome"]

    @classmethod
    def values_of(cls, item: AgendaItem) -> Mapping[str, Any]:
        """What the fields show of an item."""
        return {
            **cls.voice_of(item.meeting, item),
            "title": item.title,
            "planned_minutes": item.planned_minutes,
            "outcome": item.outcome,
        }

    @property
    def facts(self) -> AgendaFacts:
        """What the form says, for the service."""
        given = self.cleaned_data
        return AgendaFacts(given["title"], self.voice, given["planned_minutes"], given["outcome"])


class AttendeeForm(VoiceForm):
    """A line of the roll."""

    role = forms.ChoiceField(label=_("Dự với tư cách"), choices=AttendanceRole.choices, widget=forms.RadioSelect)
    state = forms.ChoiceField(label=_("Có mặt hay không"), choices=AttendanceState.choices, widget=forms.RadioSelect)
    reason = TextField(label=_("Lý do vắng"), max_length=250, required=False)
    head_count = CountField(
        label=_("Số người"), required=False, highest=100_000, help_text=_("Không ai đếm thì để trống.")
    )

    @classmethod
    def values_of(cls, line: Attendance) -> Mapping[str, Any]:
        """What the fields show of a line."""
        return {
            **cls.voice_of(line.meeting, line),
            "role": line.role,
            "state": line.state,
            "reason": line.reason,
            "head_count": line.head_count,
        }

    @property
    def facts(self) -> AttendeeFacts:
        """What the form says, for the service."""
        given = self.cleaned_data
        return AttendeeFacts(
            self.voice,
            AttendanceRole(given["role"]),
            AttendanceState(given["state"]),
            given["reason"],
            given["head_count"],
        )


class AnswerForm(VersionedForm):
    """A unit's answer to its invitation."""

    coming = forms.ChoiceField(
        label=_("Đơn vị có dự không"),
        choices=[("yes", _("Có dự")), ("no", _("Không dự được"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Anh/chị chưa chọn có dự hay không.")},
    )
    person = RowField(label=_("Người dự thay mặt đơn vị"), empty=_("Báo sau"))
    reason = TextField(label=_("Lý do không dự được"), max_length=250, required=False)

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["person"]
        assert isinstance(field, RowField)
        field.offer(people)

    @staticmethod
    def values_of(line: Attendance) -> Mapping[str, Any]:
        """What the fields show of a line."""
        coming = {True: "yes", False: "no", None: ""}[line.coming]
        return {"coming": coming, "person": line.person, "reason": line.reason, "version": line.version}


class StatementForm(VoiceForm):
    """What was read or said; the fields differ by kind."""

    title = TextField(label=_("Tên báo cáo"), max_length=300, required=False)
    about_unit = RowField(label=_("Việc của đơn vị"), empty=_("Không chọn đơn vị"))
    about_words = TextField(label=_("Việc của ai, ghi bằng chữ"), max_length=250, required=False)
    content = TextField(label=_("Nội dung"), required=False, lines=True, max_length=50_000)

    field_order = ["person", "unit", "words", "title", "about_unit", "about_words", "content"]

    def __init__(self, *args: Any, kind: StatementKind, **options: Any) -> None:
        super().__init__(*args, **options)
        if kind != StatementKind.PRAISE:
            del self.fields["about_unit"], self.fields["about_words"]
        if kind in (StatementKind.OPINION, StatementKind.DIRECTION):
            del self.fields["title"]
        if kind == StatementKind.PRAISE:
            self.fields["title"].label = gettext("Được biểu dương vì việc gì")

    @classmethod
    def values_of(cls, statement: Statement) -> Mapping[str, Any]:
        """What the fields show of a statement."""
        return {
            **cls.voice_of(statement.meeting, statement),
            "title": statement.title,
            "content": statement.content,
            "about_unit": statement.about_unit,
            "about_words": statement.about_words,
        }

    @property
    def facts(self) -> StatementFacts:
        """What the form says, for the service."""
        given = self.cleaned_data
        return StatementFacts(
            self.voice,
            content=given["content"],
            title=given.get("title", ""),
            about_unit=given.get("about_unit"),
            about_words=given.get("about_words", ""),
        )


class ConclusionForm(VersionedForm):
    """What the meeting decided."""

    content = TextField(
        label=_("Nội dung kết luận"),
        lines=True,
        max_length=5000,
        error_messages={"required": _("Anh/chị chưa ghi nội dung kết luận.")},
    )
    lead = RowField(label=_("Đơn vị chủ trì"), empty=_("Chưa giao"))
    co_units = RowsField(label=_("Đơn vị phối hợp"))
    owner_words = TextField(
        label=_("Hoặc ghi bằng chữ"), max_length=250, required=False, help_text=_("Ví dụ: Các đơn vị trong Khối.")
    )
    due_on = DateField(label=_("Hạn"), required=False)

    def __init__(self, *args: Any, units: list[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        lead, co_units = self.fields["lead"], self.fields["co_units"]
        assert isinstance(lead, RowField)
        assert isinstance(co_units, RowsField)
        lead.offer([("", [(unit, unit.name) for unit in units])])
        co_units.offer([(unit, unit.name) for unit in units])

    @staticmethod
    def values_of(conclusion: Conclusion) -> Mapping[str, Any]:
        """What the fields show of a conclusion."""
        return {
            "content": conclusion.content,
            "lead": conclusion.lead,
            "co_units": list(conclusion.co_units.all()),
            "owner_words": conclusion.owner_words,
            "due_on": conclusion.due_on,
            "version": conclusion.version,
        }

    @property
    def facts(self) -> ConclusionFacts:
        """What the form says, for the service."""
        given = self.cleaned_data
        return ConclusionFacts(
            given["content"], given["lead"], given["co_units"], given["owner_words"], given["due_on"]
        )


class TaskForm(forms.Form):
    """In which year a conclusion becomes a task."""

    cycle = RowField(
        label=_("Giao vào năm"),
        empty=None,
        required=True,
        error_messages={"required": _("Anh/chị chưa chọn năm thi đua.")},
    )

    def __init__(self, *args: Any, cycles: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["cycle"]
        assert isinstance(field, RowField)
        field.offer(cycles)
