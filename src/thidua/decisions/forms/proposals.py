"""The list of proposals: a line by hand, the letter, the superior's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField, PartialDateField, TextField
from thidua.decisions.enums import ProposalAnswer
from thidua.decisions.models import ProposalLine, ProposalList
from thidua.decisions.services.proposals import AnswerFacts, LetterFacts
from thidua.meetings.forms.fields import RowField
from thidua.meetings.forms.meetings import VersionedForm
from thidua.organisations.models import Unit
from thidua.records.enums import AwardCode


class ProposalLineForm(forms.Form):
    """One unit for one award, put there by hand."""

    unit = RowField(
        label=_("Đơn vị"),
        empty=None,
        required=True,
        widget=forms.RadioSelect,
        error_messages={"required": _("Anh/chị chưa chọn đơn vị.")},
    )
    award_name = TextField(
        label=_("Hình thức khen thưởng"),
        max_length=250,
        help_text=_("Ví dụ: Bằng khen của Bộ trưởng."),
        error_messages={"required": _("Anh/chị chưa ghi hình thức khen thưởng.")},
    )
    award_code = forms.ChoiceField(
        label=_("Thuộc loại"), required=False, choices=[("", _("Chưa chọn")), *AwardCode.choices]
    )
    because = TextField(
        label=_("Lý do"), max_length=500, lines=True, error_messages={"required": _("Anh/chị chưa ghi lý do.")}
    )

    def __init__(self, *args: Any, units: list[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = self.fields["unit"]
        assert isinstance(offered, RowField)
        offered.offer([("", [(unit, unit.name) for unit in units])])


class LetterForm(VersionedForm):
    """What the letter says beside the list."""

    letter_number = TextField(label=_("Số, ký hiệu tờ trình"), max_length=80, required=False)
    letter_on = DateField(label=_("Ngày tờ trình"), required=False)
    note = TextField(
        label=_("Nói thêm với cấp trên"),
        required=False,
        lines=True,
        help_text=_("Ví dụ: vì sao khối không đề nghị hình thức nào."),
    )

    @staticmethod
    def values_of(proposals: ProposalList) -> dict[str, Any]:
        """What the fields show of a list."""
        return {name: getattr(proposals, name) for name in ("letter_number", "letter_on", "note", "version")}

    @property
    def letter(self) -> LetterFacts:
        """For the service."""
        given = self.cleaned_data
        return LetterFacts(given["letter_number"], given["letter_on"], given["note"])


class AnswerForm(VersionedForm):
    """What the superior decided on one line."""

    answer = forms.ChoiceField(
        label=_("Cấp trên quyết định"),
        choices=ProposalAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Anh/chị chưa chọn.")},
    )
    number = TextField(label=_("Số, ký hiệu quyết định"), max_length=80, required=False)
    on = PartialDateField(label=_("Ngày quyết định"))
    issuer = TextField(
        label=_("Nơi ban hành"), max_length=250, required=False, help_text=_("Để trống thì là cơ quan của khối.")
    )
    reason = TextField(
        label=_("Lý do"), max_length=500, required=False, lines=True, help_text=_("Bắt buộc khi không tặng.")
    )

    @property
    def facts(self) -> AnswerFacts:
        """For the service."""
        given = self.cleaned_data
        return AnswerFacts(
            ProposalAnswer(given["answer"]), given["number"], given["on"], given["issuer"], given["reason"]
        )


class CorrectForm(AnswerForm):
    """The answer as it should have been written down, and why it is corrected."""

    because = TextField(
        label=_("Vì sao sửa"),
        max_length=250,
        help_text=_("Trả lời cũ được giữ lại cùng lý do này; sổ khen thưởng của đơn vị đổi theo."),
        error_messages={"required": _("Anh/chị chưa ghi vì sao sửa.")},
    )

    @staticmethod
    def values_of(line: ProposalLine) -> dict[str, Any]:
        """The answer as it stands."""
        return {
            "answer": line.answer,
            "number": line.decision_number,
            "on": line.decided_on,
            "issuer": line.award.issuer if line.award else "",
            "reason": line.reason,
            "version": line.version,
        }


class WhyForm(forms.Form):
    """Why something is taken away or given back."""

    reason = TextField(label=_("Lý do"), max_length=500, error_messages={"required": _("Anh/chị chưa ghi lý do.")})
