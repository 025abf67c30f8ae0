"""What is put to the vote, how a round is opened, who takes no part, what others decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import CountField, TextField
from thidua.meetings.enums import (
    POSTS,
    AttendanceLevel,
    BallotMethod,
    MotionForm,
    MotionPurpose,
    RoundsLevel,
    ThresholdLevel,
)
from thidua.meetings.forms.fields import RowField, RowsField
from thidua.meetings.forms.meetings import VersionedForm
from thidua.meetings.models import Attendance, Motion
from thidua.meetings.services.motions import MotionFacts, OptionFacts
from thidua.organisations.models import Person, Unit
from thidua.records.enums import AwardCode

RECUSED = [("", _("Chưa cần: không ai phải đứng ngoài")), ("yes", _("Vẫn tính")), ("no", _("Không tính"))]


class QuestionForm(VersionedForm):
    """A question with its list and rules."""

    purpose = forms.ChoiceField(label=_("Bỏ phiếu về việc"), choices=MotionPurpose.choices, widget=forms.RadioSelect)
    title = TextField(
        label=_("Tên nội dung"),
        max_length=250,
        help_text=_("Như in trên phiếu, ví dụ “Bầu Khối trưởng năm 2027”."),
        error_messages={"required": _("Anh/chị chưa nhập tên nội dung.")},
    )
    year = forms.IntegerField(
        label=_("Cho năm"),
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "tds-short", "autocomplete": "off"}),
        error_messages={"invalid": _("Nhập năm bằng bốn chữ số.")},
    )
    award_name = TextField(
        label=_("Hình thức khen thưởng"),
        max_length=250,
        required=False,
        help_text=_("Chỉ khi chọn đơn vị đề nghị khen thưởng, ví dụ “Cờ thi đua của Bộ”."),
    )
    award_code = forms.ChoiceField(
        label=_("Thuộc loại"), required=False, choices=[("", _("Chưa chọn")), *AwardCode.choices]
    )
    form = forms.ChoiceField(label=_("Cách đánh phiếu"), choices=MotionForm.choices, widget=forms.RadioSelect)
    units = RowsField(label=_("Các đơn vị trong danh sách"))
    others = TextField(
        label=_("Tên khác trong danh sách"),
        required=False,
        lines=True,
        help_text=_("Mỗi dòng một tên. Bầu Khối trưởng, Khối phó thì chỉ chọn đơn vị."),
    )
    most = CountField(label=_("Mỗi phiếu chọn nhiều nhất"), required=False, highest=1000)
    seats = CountField(
        label=_("Số được chọn"),
        required=False,
        highest=1000,
        help_text=_("Để trống: ai đủ tỷ lệ thì đạt, không giới hạn số lượng."),
    )
    threshold = forms.ChoiceField(label=_("Tỷ lệ đạt"), choices=ThresholdLevel.choices)
    attendance = forms.ChoiceField(
        label=_("Tỷ lệ có mặt khi bỏ phiếu"),
        required=False,
        choices=[("", _("Theo mức đủ người họp")), *AttendanceLevel.choices],
    )
    rounds = forms.ChoiceField(label=_("Số vòng"), choices=RoundsLevel.choices)
    basis = TextField(
        label=_("Căn cứ trong quy chế"),
        max_length=250,
        required=False,
        help_text=_("Điều của quy chế khối hoặc Hội đồng quy định việc này."),
    )
    recused_count = forms.ChoiceField(
        label=_("Người không biểu quyết vì liên quan có tính vào tổng số không"),
        required=False,
        choices=RECUSED,
        widget=forms.RadioSelect,
    )
    hides_figures = forms.BooleanField(
        label=_("Chỉ nêu được chọn, đạt hay không; không nêu số phiếu"),
        required=False,
        help_text=_("Ở tập thể nhỏ, số phiếu có thể lộ từng người đã bỏ thế nào. Khi đó không ai tự đếm lại được."),
    )

    def __init__(self, *args: Any, units: Sequence[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = self.fields["units"]
        assert isinstance(offered, RowsField)
        offered.offer([(unit, unit.name) for unit in units])

    @property
    def facts(self) -> MotionFacts:
        """What the service takes."""
        given = self.cleaned_data
        others = [line.strip() for line in given["others"].splitlines() if line.strip()]
        options = [*(OptionFacts(unit) for unit in given["units"]), *(OptionFacts(words=line) for line in others)]
        purpose = MotionPurpose(given["purpose"])
        is_post = purpose in POSTS
        return MotionFacts(
            title=given["title"],
            purpose=purpose,
            form=MotionForm(given["form"]),
            options=options,
            most=given["most"] or 1,
            seats=1 if is_post and given["seats"] is None else given["seats"],
            year=given["year"],
            award_code=given["award_code"],
            award_name=given["award_name"],
            threshold=ThresholdLevel.MOST_VOTES if given["form"] == MotionForm.RANK else given["threshold"],
            attendance=given["attendance"],
            rounds=given["rounds"],
            basis=given["basis"],
            recused_count={"yes": True, "no": False}.get(given["recused_count"]),
            hides_figures=given["hides_figures"],
        )

    @staticmethod
    def values_of(motion: Motion) -> Mapping[str, Any]:
        """The fields of a stored question."""
        options = list(motion.options.all())
        return {
            "version": motion.version,
            "purpose": motion.purpose,
            "title": motion.title,
            "year": motion.year,
            "award_name": motion.award_name,
            "award_code": motion.award_code,
            "form": motion.form,
            "units": [option.unit for option in options if option.unit is not None],
            "others": "\n".join(option.words for option in options if option.unit is None),
            "most": motion.most,
            "seats": motion.seats,
            "threshold": motion.threshold,
            "attendance": motion.attendance,
            "rounds": motion.rounds,
            "basis": motion.basis,
            "recused_count": "" if motion.recused_count is None else "yes" if motion.recused_count else "no",
            "hides_figures": motion.hides_figures,
        }


def first_values(purpose: str, year: int | None) -> dict[str, Any]:
    """What a new question starts with: the usual rules of its purpose. Everything can be changed."""
    known = purpose if purpose in MotionPurpose.values else MotionPurpose.OTHER.value
    next_year = year + 1 if year is not None else None
    shared: dict[str, Any] = {
        "purpose": known,
        "most": 1,
        "rounds": RoundsLevel.TWO,
        "threshold": ThresholdLevel.MAJORITY_OF_MEMBERS,
        "form": MotionForm.CHOOSE,
    }
    match MotionPurpose(known):
        case MotionPurpose.LEAD:
            title = gettext("Bầu Khối trưởng năm %(year)s") % {"year": next_year or "…"}
            return shared | {"title": title, "year": next_year, "seats": 1}
        case MotionPurpose.DEPUTY_LEAD:
            title = gettext("Bầu Khối phó năm %(year)s") % {"year": next_year or "…"}
            return shared | {"title": title, "year": next_year, "seats": 1}
        case MotionPurpose.AWARD:
            return shared | {
                "title": gettext("Chọn đơn vị đề nghị tặng Cờ thi đua"),
                "year": year,
                "form": MotionForm.APPROVE,
                "award_name": gettext("Cờ thi đua của Bộ"),
                "award_code": AwardCode.MINISTRY_EMULATION_FLAG,
                "threshold": ThresholdLevel.EIGHTY_OF_MEMBERS,
                "rounds": RoundsLevel.ONE,
            }
        case MotionPurpose.TIE_BREAK:
            title = gettext("Phân định các đơn vị bằng điểm")
            return shared | {"title": title, "year": year, "seats": 1, "threshold": ThresholdLevel.MOST_VOTES}
        case _:
            return shared | {"form": MotionForm.APPROVE}


class OpenRoundForm(VersionedForm):
    """How the round is voted; on paper also who counts."""

    method = forms.ChoiceField(
        label=_("Cách bỏ phiếu"),
        choices=[(each.value, each.label) for each in (BallotMethod.SCREEN, BallotMethod.PAPER)],
        widget=forms.RadioSelect,
        initial=BallotMethod.SCREEN,
    )
    tellers = RowsField(
        label=_("Tổ kiểm phiếu, hai người"),
        help_text=_("Chỉ khi bỏ phiếu giấy; chọn trong người dự có tài khoản. Hai người đếm và nhập riêng."),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[Person, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = self.fields["tellers"]
        assert isinstance(offered, RowsField)
        offered.offer(people)


class ReasonForm(forms.Form):
    """Why something is declared void."""

    reason = TextField(label=_("Lý do"), max_length=250, error_messages={"required": _("Anh/chị chưa ghi lý do.")})


class RecuseForm(forms.Form):
    """Who takes no part in one line of a list, and why."""

    line = RowField(
        label=_("Thành viên không biểu quyết"),
        empty=None,
        required=True,
        widget=forms.RadioSelect,
        error_messages={"required": _("Anh/chị chưa chọn thành viên.")},
    )
    reason = TextField(
        label=_("Lý do"),
        max_length=250,
        help_text=_("Ví dụ: chính đơn vị được xét; có quan hệ gia đình với người được xét."),
        error_messages={"required": _("Anh/chị chưa ghi lý do.")},
    )

    def __init__(self, *args: Any, lines: Sequence[tuple[Attendance, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = self.fields["line"]
        assert isinstance(offered, RowField)
        offered.offer([("", lines)])


class DecideForm(VersionedForm):
    """What those named by the rules decided after the last round."""

    chosen = forms.MultipleChoiceField(
        label=_("Được chọn"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Anh/chị chưa chọn ai.")},
    )
    words = TextField(
        label=_("Ai quyết định, vì sao"),
        max_length=500,
        error_messages={"required": _("Anh/chị chưa ghi ai quyết định và lý do.")},
    )

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["chosen"].choices = options  # type: ignore[attr-defined]
