"""The list of proposals: a line by hand, the letter, the superior's answer."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField, PartialDateField, TextField
from thidua.decisions.enums import ProposalAnswer
from thidua.decisions.models import ProposalLine, ProposalList
from thidua.decisions.services.proposals import AnswerFacts, LetterFacts
from thidua.meetings.forms.fields import RowField
from thidua.meetings.forms.meetings import VersionedForm
from thidua.organisations.models import Unit
from thidua.records.enums import AwardBasis, AwardCode

NOT_SAID: Final = "NOT_SAID"


class BasisField(forms.ChoiceField):
    """On what basis an award is given; its value is an `AwardBasis`, or None. `unsaid`: the decision may leave it out;
    the value is then `NOT_SAID`.
    """

    def __init__(self, *, unsaid: bool = False) -> None:
        choices = [("", _("Chưa rõ")), *AwardBasis.choices]
        choices += [(NOT_SAID, _("Quyết định không nói rõ"))] if unsaid else []
        super().__init__(
            label=_("Loại hình khen thưởng"),
            required=False,
            choices=choices,
            help_text=_("Khen theo chuyên đề, đột xuất không làm căn cứ xét khen theo công trạng."),
        )

    def clean(self, value: Any) -> Any:
        """The basis itself, `NOT_SAID` as it is, None for nothing."""
        said = super().clean(value)
        return AwardBasis(said) if said in AwardBasis.values else said or None


class CodeField(forms.ChoiceField):
    """Which award of the usual ones it is."""

    def __init__(self) -> None:
        super().__init__(label=_("Thuộc loại"), required=False, choices=[("", _("Chưa chọn")), *AwardCode.choices])


class BasisForm(VersionedForm):
    """Which award a line proposes, and on what basis."""

    award_code = CodeField()
    basis = BasisField()

    @staticmethod
    def values_of(line: ProposalLine) -> dict[str, Any]:
        """What the fields show of a line."""
        return {"award_code": line.award_code, "basis": line.basis, "version": line.version}


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
    award_code = CodeField()
    basis = BasisField()
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
    award_code = CodeField()
    basis = BasisField(unsaid=True)
    number = TextField(label=_("Số, ký hiệu quyết định"), max_length=80, required=False)
    on = PartialDateField(label=_("Ngày quyết định"))
    issuer = TextField(
        label=_("Nơi ban hành"), max_length=250, required=False, help_text=_("Để trống thì là cơ quan của khối.")
    )
    reason = TextField(
        label=_("Lý do"), max_length=500, required=False, lines=True, help_text=_("Bắt buộc khi không tặng.")
    )

    def __init__(self, *args: Any, line: ProposalLine, **options: Any) -> None:
        super().__init__(*args, **options)
        if line.award_code:
            del self.fields["award_code"]

    @staticmethod
    def start_of(line: ProposalLine) -> dict[str, Any]:
        """What the fields show before there is an answer."""
        return {"basis": line.basis, "version": line.version}

    @property
    def facts(self) -> AnswerFacts:
        """For the service."""
        given = self.cleaned_data
        return AnswerFacts(
            ProposalAnswer(given["answer"]),
            given["number"],
            given["on"],
            given["issuer"],
            given["reason"],
            basis=None if given["basis"] == NOT_SAID else given["basis"],
            is_basis_unsaid=given["basis"] == NOT_SAID,
            award_code=given.get("award_code", ""),
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
            "basis": _kept_basis(line),
            "reason": line.reason,
            "version": line.version,
        }


def _kept_basis(line: ProposalLine) -> str:
    """What the record says now, also where somebody told it there; an award that has none was given without one."""
    if line.award is None:
        return line.basis
    return line.award.basis or NOT_SAID


class WhyForm(forms.Form):
    """Why something is taken away or given back."""

    reason = TextField(label=_("Lý do"), max_length=500, error_messages={"required": _("Anh/chị chưa ghi lý do.")})
