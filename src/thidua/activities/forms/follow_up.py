"""Forms of workshops and of what follows activities."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.activities.enums import LessonKind, PlanGroup, ProposalState
from thidua.activities.forms.plans import RowForm
from thidua.activities.models import Lesson, PlanTemplate, ProgrammeLine, Proposal, Revisit
from thidua.activities.services import LessonWords, ProgrammeWords, ProposalReport, ProposalWords, RevisitWords
from thidua.common.forms.fields import DateField, PartialDateField, TextField
from thidua.common.forms.hours import ClockField
from thidua.organisations.models import Agency

EMPTY = gettext_lazy("Anh/chị chưa nhập nội dung.")


class ProgrammeForm(RowForm[ProgrammeLine]):
    """One entry of the programme."""

    topic = TextField(
        label=gettext_lazy("Nội dung"),
        max_length=300,
        help_text=gettext_lazy("Ví dụ Báo cáo đề dẫn, Thảo luận nhóm"),
        error_messages={"required": EMPTY},
    )
    starts_at = ClockField(label=gettext_lazy("Từ"))
    ends_at = ClockField(label=gettext_lazy("Đến"))
    speaker = TextField(
        label=gettext_lazy("Người trình bày"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Họ tên, chức vụ như muốn in."),
    )

    def words(self) -> ProgrammeWords:
        """See `RowForm`."""
        data = self.cleaned_data
        return ProgrammeWords(data["topic"], data["starts_at"], data["ends_at"], data["speaker"])

    @staticmethod
    def values_of(row: ProgrammeLine) -> dict[str, Any]:
        """See `RowForm`."""
        return {name: getattr(row, name) for name in ("topic", "starts_at", "ends_at", "speaker", "version")}


class ProposalForm(RowForm[Proposal]):
    """What a workshop asks of somebody."""

    nobody = gettext_lazy("Không phải một bên của hội thảo")
    text = TextField(
        label=gettext_lazy("Kiến nghị"),
        lines=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Anh/chị chưa nhập kiến nghị.")},
    )
    made_by = TextField(
        label=gettext_lazy("Ai kiến nghị"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Đơn vị hoặc người, như đã nói tại hội thảo. Chưa rõ thì để trống."),
    )
    target_agency = forms.ModelChoiceField(
        label=gettext_lazy("Gửi đến cơ quan"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=gettext_lazy("Không có trong danh sách"),
    )
    target_words = TextField(
        label=gettext_lazy("Hoặc gửi đến nơi khác"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Chưa biết nơi nào giải quyết thì để trống."),
    )
    party = forms.ChoiceField(label=gettext_lazy("Bên theo dõi"), required=False)
    party_words = TextField(
        label=gettext_lazy("Người theo dõi"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Họ tên, chức vụ. Không có bên nào thì bên giữ hồ sơ theo dõi."),
    )
    due_on = DateField(
        label=gettext_lazy("Hạn có kết quả"),
        required=False,
        help_text=gettext_lazy("Ví dụ 05/11/2024. Đến hạn, việc hiện ở Việc cần làm của bên theo dõi."),
    )

    def __init__(self, *args: Any, agencies: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["target_agency"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = agencies

    def words(self) -> ProposalWords:
        """See `RowForm`."""
        data = self.cleaned_data
        return ProposalWords(
            data["text"],
            data["made_by"],
            data["target_agency"],
            "" if data["target_agency"] else data["target_words"],
            self.party_chosen(),
            data["party_words"],
            data["due_on"],
        )

    @staticmethod
    def values_of(row: Proposal) -> dict[str, Any]:
        """See `RowForm`."""
        names = ("text", "made_by", "target_agency", "target_words", "party_words", "due_on", "version")
        return {name: getattr(row, name) for name in names} | {"party": row.party_id or ""}


class ProposalReportForm(forms.Form):
    """What became of a proposal."""

    state = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=ProposalState.choices, widget=forms.RadioSelect)
    sent_on = PartialDateField(label=gettext_lazy("Đã gửi ngày"))
    answer = TextField(
        label=gettext_lazy("Trả lời"),
        required=False,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Ý chính của trả lời. Chưa có thì để trống."),
    )
    answer_number = TextField(
        label=gettext_lazy("Số văn bản trả lời"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Ví dụ 125/STNMT-VP. Chưa biết thì để trống."),
    )
    answer_on = PartialDateField(label=gettext_lazy("Ngày văn bản trả lời"))
    answer_issuer = TextField(label=gettext_lazy("Nơi trả lời"), required=False, max_length=250)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def report(self) -> ProposalReport:
        """What was filled in, for the service."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return ProposalReport(**data | {"state": ProposalState(data["state"])})

    @staticmethod
    def values_of(row: Proposal) -> dict[str, Any]:
        """What is stored, by field."""
        names = ("state", "sent_on", "answer", "answer_number", "answer_on", "answer_issuer", "version")
        return {name: getattr(row, name) for name in names}


class LessonForm(RowForm[Lesson]):
    """One line of the review. `party` is offered to whoever keeps the record; a party speaks for itself."""

    nobody = gettext_lazy("Bên giữ hồ sơ")
    kind = forms.ChoiceField(
        label=gettext_lazy("Góp ý về"),
        choices=LessonKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một trong ba câu hỏi.")},
    )
    text = TextField(
        label=gettext_lazy("Nội dung"),
        max_length=300,
        help_text=gettext_lazy("Một ý một dòng. “Lần sau” thì bắt đầu bằng động từ, để đưa được vào mẫu kế hoạch."),
        error_messages={"required": EMPTY},
    )
    party = forms.ChoiceField(label=gettext_lazy("Bên góp ý"), required=False)
    party_words = TextField(label=gettext_lazy("Người góp ý"), required=False, max_length=300)

    def require_party(self) -> None:
        """Whoever does not keep the record speaks for one of its own parties."""
        choice = self.fields["party"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(key, party.name) for key, party in self.parties.items()]
        choice.required = True

    def words(self) -> LessonWords:
        """See `RowForm`."""
        data = self.cleaned_data
        return LessonWords(LessonKind(data["kind"]), data["text"], self.party_chosen(), data["party_words"])

    @staticmethod
    def values_of(row: Lesson) -> dict[str, Any]:
        """See `RowForm`."""
        return {
            "kind": row.kind,
            "text": row.text,
            "party": row.party_id or "",
            "party_words": row.party_words,
            "version": row.version,
        }


class TakeLessonsForm(forms.Form):
    """Which lines for next time go into which template."""

    lessons = forms.MultipleChoiceField(
        label=gettext_lazy("Đưa vào mẫu những dòng này"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một dòng.")},
    )
    template = forms.ChoiceField(
        label=gettext_lazy("Mẫu nào"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Anh/chị chưa chọn mẫu.")},
    )
    name = TextField(
        label=gettext_lazy("Tên mẫu mới"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Điền khi lập mẫu mới."),
    )
    group = forms.ChoiceField(label=gettext_lazy("Vào nhóm việc"), choices=PlanGroup.choices, initial=PlanGroup.REST)

    NEW = "moi"

    def __init__(
        self, *args: Any, lessons: Iterable[Lesson], templates: Iterable[PlanTemplate], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.by_key = {str(each.pk): each for each in lessons}
        self.templates = {str(each.pk): each for each in templates}
        lines, which = self.fields["lessons"], self.fields["template"]
        assert isinstance(lines, forms.MultipleChoiceField)
        assert isinstance(which, forms.ChoiceField)
        lines.choices = [(key, each.text) for key, each in self.by_key.items()]
        which.choices = [
            *(
                (key, _("Thêm vào mẫu “%(name)s” của cơ quan, thành bản mới của mẫu") % {"name": each.name})
                for key, each in self.templates.items()
            ),
            (self.NEW, _("Lập mẫu mới từ kế hoạch của hoạt động này và các dòng đã chọn")),
        ]

    def clean(self) -> dict[str, Any]:
        """A new template needs its name."""
        data = super().clean() or self.cleaned_data
        if data.get("template") == self.NEW and not data.get("name"):
            self.add_error("name", _("Anh/chị chưa đặt tên mẫu."))
        return data

    def template_chosen(self) -> PlanTemplate | None:
        """The template; None for a new one."""
        return self.templates.get(self.cleaned_data["template"])

    def lessons_chosen(self) -> list[Lesson]:
        """The lines."""
        return [self.by_key[key] for key in self.cleaned_data["lessons"]]


class RevisitForm(RowForm[Revisit]):
    """When somebody looks again, and who."""

    nobody = gettext_lazy("Bên giữ hồ sơ")
    due_on = DateField(label=gettext_lazy("Ngày trở lại"))
    party = forms.ChoiceField(label=gettext_lazy("Bên đi xem lại"), required=False)
    party_words = TextField(label=gettext_lazy("Người đi xem lại"), required=False, max_length=300)

    def words(self) -> RevisitWords:
        """See `RowForm`."""
        data = self.cleaned_data
        return RevisitWords(data["due_on"], self.party_chosen(), data["party_words"])

    @staticmethod
    def values_of(row: Revisit) -> dict[str, Any]:
        """See `RowForm`."""
        return {
            "due_on": row.due_on,
            "party": row.party_id or "",
            "party_words": row.party_words,
            "version": row.version,
        }


class HoldRevisitForm(forms.Form):
    """On which day somebody was there again."""

    held_on = DateField(label=gettext_lazy("Ngày đã trở lại"))
