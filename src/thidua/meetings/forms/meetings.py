"""What is known of a meeting, and why it will not be held."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.enums import StepKind
from thidua.common.forms.fields import PartialDateField, TextField
from thidua.common.forms.hours import ClockField
from thidua.meetings.enums import MeetingKind, PartOfDay, QuorumRule
from thidua.meetings.forms.fields import RowField, ShareField
from thidua.meetings.models import Meeting
from thidua.meetings.queries.choices import Choices
from thidua.meetings.services.meetings import MeetingFacts
from thidua.meetings.services.shared import typed_words

STEPS = (StepKind.CONFERENCE, StepKind.MID_YEAR_REVIEW, StepKind.RULES, StepKind.PLEDGE)
"""The steps that a meeting usually stands for."""


class VersionedForm(forms.Form):
    """A form that posts back the version it showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    @property
    def read(self) -> int:
        """The version that the writer had seen; 0, which is never current, for none."""
        return self.cleaned_data.get("version") or 0


class MeetingForm(VersionedForm):
    """Everything that is known of a meeting."""

    kind = forms.ChoiceField(label=_("Loại cuộc họp"), choices=MeetingKind.choices, widget=forms.RadioSelect)
    title = TextField(
        label=_("Tên cuộc họp"),
        max_length=250,
        error_messages={"required": _("Anh/chị chưa nhập tên cuộc họp.")},
    )
    cycle = RowField(label=_("Thuộc năm thi đua"), empty=_("Không thuộc năm nào"))
    step = forms.ChoiceField(
        label=_("Là bước nào của năm"),
        required=False,
        choices=[("", _("Không phải bước nào")), *((step.value, step.label) for step in STEPS)],
        help_text=_("Khi ghi là đã họp, bước này được ghi là đã xong."),
    )
    held_on = PartialDateField(label=_("Ngày họp"))
    part_of_day = forms.ChoiceField(label=_("Buổi"), required=False, choices=[("", _("Chưa biết")), *PartOfDay.choices])
    starts_at = ClockField(label=_("Bắt đầu lúc"))
    ends_at = ClockField(label=_("Kết thúc lúc"))
    place = TextField(label=_("Địa điểm"), max_length=250, required=False)
    chair = RowField(
        label=_("Chủ trì"),
        empty=_("Chưa biết"),
        help_text=_("Chủ trì là người thông qua biên bản, không phải người ký phần thư ký."),
    )
    chair_words = TextField(
        label=_("Chủ trì, ghi bằng chữ"),
        max_length=250,
        required=False,
        help_text=_("Để trống thì lấy họ tên và chức vụ vào ngày họp."),
    )
    secretary = RowField(label=_("Thư ký"), empty=_("Chưa biết"))
    secretary_words = TextField(label=_("Thư ký, ghi bằng chữ"), max_length=250, required=False)
    quorum_rule = forms.ChoiceField(
        label=_("Bao nhiêu thành viên có mặt thì họp được"),
        required=False,
        choices=[("", _("Chưa ghi mức nào")), *QuorumRule.choices],
        widget=forms.RadioSelect,
        help_text=_(
            "Không văn bản nào đang có đặt mức chung cho khối, cụm: chọn mức của quy chế mình. Các mức khác chỉ đúng "
            "cho nơi ghi trong ngoặc."
        ),
    )
    quorum_share = ShareField(
        label=_("Mức theo quy chế: cần có mặt ít nhất"),
        required=False,
        help_text=_("Chỉ ghi khi chọn mức theo quy chế. Ví dụ 2/3 hoặc 80 %."),
    )
    quorum_basis = TextField(
        label=_("Căn cứ của mức theo quy chế"),
        max_length=250,
        required=False,
        help_text=_("Ví dụ: Điều 8 Quy chế hoạt động của Khối."),
    )

    def __init__(self, *args: Any, people: Choices, cycles: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("chair", "secretary"):
            self._row_field(name).offer(people)
        self._row_field("cycle").offer(cycles)

    @staticmethod
    def values_of(meeting: Meeting) -> Mapping[str, Any]:
        """What the fields show of a meeting; words that follow from a post are not shown as typed."""
        return {
            "kind": meeting.kind,
            "title": meeting.title,
            "cycle": meeting.cycle,
            "step": meeting.step,
            "held_on": meeting.held_on,
            "part_of_day": meeting.part_of_day,
            "starts_at": meeting.starts_at,
            "ends_at": meeting.ends_at,
            "place": meeting.place,
            "chair": meeting.chair,
            "chair_words": typed_words(meeting, meeting.chair, None, meeting.chair_words),
            "secretary": meeting.secretary,
            "secretary_words": typed_words(meeting, meeting.secretary, None, meeting.secretary_words),
            "quorum_rule": meeting.quorum_rule,
            "quorum_share": meeting.quorum_share if meeting.quorum_rule == QuorumRule.OWN else None,
            "quorum_basis": meeting.quorum_basis,
            "version": meeting.version,
        }

    @property
    def facts(self) -> MeetingFacts:
        """What the form says, for the service."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        given["kind"] = MeetingKind(given["kind"])
        given["part_of_day"] = PartOfDay(given["part_of_day"]) if given["part_of_day"] else None
        return MeetingFacts(**given)

    def _row_field(self, name: str) -> RowField:
        field = self.fields[name]
        assert isinstance(field, RowField)
        return field


class CancelForm(forms.Form):
    """Why a meeting will not be held."""

    reason = TextField(
        label=_("Lý do không họp"), max_length=250, error_messages={"required": _("Anh/chị chưa ghi lý do không họp.")}
    )
