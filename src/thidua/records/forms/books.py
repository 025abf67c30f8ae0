"""Forms of a record book: what it says of its subject, one form per part, and what is told in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import CountField, DateField, PartialDateField, TextField
from thidua.core.law.awards import shipped_awards
from thidua.core.law.codes import TITLE_CODES, AwardKind
from thidua.core.law.codes import Subject as LawSubject
from thidua.core.law.conditions import Attested, Criterion, WorksRecognised
from thidua.organisations.models import Person, Unit
from thidua.records.enums import (
    KINDS_OF_PEOPLE,
    KINDS_OF_UNITS,
    SENSITIVE_KINDS,
    AwardBasis,
    BookPart,
    EntryKind,
    Grade,
    HoldConclusion,
    HoldKind,
    LawCode,
    MeasureKind,
    PostRank,
    RankOrganiser,
    WorkKind,
    WorkScope,
)
from thidua.records.models import BookEntry, PeopleFigures, RecordBook
from thidua.records.services import AwardWords
from thidua.records.services.books import SubjectFacts

UNKNOWN = ("", _("Chưa biết"))
NOT_CHOSEN = ("", _("Chọn một mục"))
YES_NO = [UNKNOWN, ("1", _("Có")), ("0", _("Không"))]
_REASON_NEEDED = {"required": _("Anh/chị chưa ghi lý do.")}


def _unchosen(says: Any) -> dict[str, Any]:
    """What stands under a list from which nothing was chosen."""
    return {"required": says}


class YearField(forms.IntegerField):
    """A year in four figures."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Năm"))
        options.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "tds-short"})
        )
        options.setdefault(
            "error_messages",
            {
                "required": _("Anh/chị chưa nhập năm."),
                "invalid": _("Nhập năm bằng bốn chữ số. Ví dụ 2024."),
            },
        )
        super().__init__(**options)


class _PaperForm(forms.Form):
    """The paper a line rests on, as far as it is known."""

    decision_number = TextField(label=_("Số văn bản"), required=False, max_length=80)
    decided_on = PartialDateField(label=_("Ngày văn bản"))
    issuer = TextField(label=_("Nơi ban hành"), required=False, max_length=250)
    note = TextField(label=_("Ghi chú, nguồn"), required=False, max_length=500)

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return dict(self.cleaned_data)


class GradeForm(_PaperForm):
    """A year's grade."""

    field_order = ["year", "grade", "has_maternity_leave"]
    year = YearField()
    grade = forms.ChoiceField(
        label=_("Mức xếp loại"),
        error_messages=_unchosen(_("Anh/chị chưa chọn mức xếp loại.")),
        choices=Grade.choices,
        widget=forms.RadioSelect,
    )
    has_maternity_leave = forms.BooleanField(
        label=_("Trong năm có thời gian nghỉ thai sản"),
        required=False,
        help_text=_("Thời gian nghỉ thai sản được tính để xét; đánh dấu để trang điều kiện nói rõ điều đó."),
    )


class WorkForm(_PaperForm):
    """An initiative or a scientific work."""

    field_order = ["kind", "title", "year", "scope", "used_for"]
    kind = forms.ChoiceField(
        label=_("Loại"),
        error_messages=_unchosen(_("Anh/chị chưa chọn loại.")),
        choices=WorkKind.choices,
        widget=forms.RadioSelect,
    )
    title = TextField(label=_("Tên"), max_length=500, error_messages={"required": _("Anh/chị chưa nhập tên.")})
    year = YearField(label=_("Năm được công nhận"))
    scope = forms.ChoiceField(
        label=_("Phạm vi ảnh hưởng được công nhận"),
        error_messages=_unchosen(_("Anh/chị chưa chọn phạm vi được công nhận.")),
        choices=WorkScope.choices,
        widget=forms.RadioSelect,
    )
    used_for = forms.MultipleChoiceField(
        label=_("Đã dùng để xét"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Danh hiệu, hình thức đã lấy sáng kiến, đề tài này làm căn cứ. Chưa dùng thì để trống."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["used_for"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, LawCode(code).label) for code in _asking_for_works()]


def _asking_for_works() -> list[str]:
    """Awards of persons of which some text asks for an initiative or a scientific work."""
    return [
        code
        for (code, subject), award in shipped_awards().items()
        if subject is LawSubject.INDIVIDUAL
        and any(
            isinstance(criterion.question, WorksRecognised)
            for version in award.versions
            for route in version.routes
            for criterion in route.criteria
        )
    ]


class DisciplineForm(_PaperForm):
    """A disciplinary measure with its term."""

    field_order = ["measure", "since", "until"]
    measure = forms.ChoiceField(
        label=_("Hình thức kỷ luật"),
        error_messages=_unchosen(_("Anh/chị chưa chọn hình thức kỷ luật.")),
        choices=[NOT_CHOSEN, *MeasureKind.choices],
    )
    since = DateField(label=_("Từ ngày"))
    until = DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống khi chưa có ngày hết thời hạn."))


class HoldForm(_PaperForm):
    """Why nothing is considered for the time being."""

    field_order = ["reason_of_hold", "since", "conclusion", "concluded_on"]
    reason_of_hold = forms.ChoiceField(
        label=_("Lý do tạm dừng xét"),
        error_messages=_unchosen(_("Anh/chị chưa chọn lý do tạm dừng xét.")),
        choices=[NOT_CHOSEN, *HoldKind.choices],
    )
    since = DateField(label=_("Từ ngày"))
    conclusion = forms.ChoiceField(
        label=_("Kết luận"), required=False, choices=[("", _("Chưa có kết luận")), *HoldConclusion.choices]
    )
    concluded_on = DateField(label=_("Ngày kết luận"), required=False)

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["reason"], data["conclusion"] = data.pop("reason_of_hold"), data["conclusion"] or None
        return data


class AttestationForm(_PaperForm):
    """What only people can judge; who is signed in confirms it by name."""

    field_order = ["criterion", "year", "holds"]
    criterion = forms.ChoiceField(
        label=_("Tiêu chuẩn"),
        error_messages=_unchosen(_("Anh/chị chưa chọn tiêu chuẩn.")),
        widget=forms.Select(attrs={"lang": "vi"}),
    )
    year = YearField(label=_("Cho năm"))
    holds = forms.TypedChoiceField(
        label=_("Xác nhận"),
        choices=[("1", _("Đạt tiêu chuẩn")), ("0", _("Không đạt tiêu chuẩn"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="1",
    )

    def __init__(self, *args: Any, subject: Person | Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["criterion"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [NOT_CHOSEN, *attestable(subject)]


def attestable(subject: Person | Unit) -> list[tuple[str, str]]:
    """Code and words of what can be attested of a person or a unit, with the award that asks for it."""
    return attestable_of(LawSubject.INDIVIDUAL if isinstance(subject, Person) else LawSubject.COLLECTIVE)


def attestable_of(kind: LawSubject) -> list[tuple[str, str]]:
    """The same for everybody of a kind."""
    found: dict[str, str] = {}
    for award in shipped_awards().values():
        if award.subject is not kind:
            continue
        for version in award.versions:
            for route in version.routes:
                for criterion in route.criteria:
                    if isinstance(criterion.question, Attested):
                        found[criterion.question.criterion] = f"{award.name}: {criterion.name}"
    return list(found.items())


def is_asked_of_everybody(criterion: str) -> bool:
    """Whether a yearly title asks it of all who are to have it; what stands for something else, or puts somebody
    forward as a deed does, hardly anybody meets.
    """
    titles = (award for award in shipped_awards().values() if award.kind is AwardKind.TITLE)
    routes = (route for award in titles for each in award.versions for route in each.routes if not route.waits)
    parts = (part.question for route in routes for part in route.parts if isinstance(part, Criterion))
    return any(isinstance(each, Attested) and each.criterion == criterion for each in parts)


class PeopleForm(_PaperForm):
    """The people of a unit in one year; what is left empty is not known."""

    year = YearField()
    total = CountField(label=_("Tổng số người"), required=False, lowest=1)
    women = CountField(label=_("Trong đó nữ"), required=False)
    discipline_known = forms.BooleanField(
        label=_("Đã biết đủ số người bị kỷ luật"),
        required=False,
        help_text=_("Hình thức để trống thì hiểu là không có ai. Không đánh dấu thì số đã nhập chỉ là phần đã biết."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        own = ["year", "total", "women"]
        for grade in Grade:
            own.append(name := f"grade_{grade.value}")
            self.fields[name] = CountField(label=format_lazy("{}: {}", _("Số người"), grade.label), required=False)
        self.fields[name].help_text = _("Người không nằm trong mức nào ở trên là người chưa biết xếp loại.")
        for code in _PEOPLE_TITLES:
            own.append(name := f"title_{code}")
            self.fields[name] = CountField(
                label=format_lazy("{}: {}", _("Số người"), LawCode(code).label), required=False
            )
        own.append("discipline_known")
        for measure in MeasureKind:
            own.append(name := f"measure_{measure.value}")
            self.fields[name] = CountField(label=format_lazy("{}: {}", _("Số người"), measure.label), required=False)
        self.order_fields(own)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        grades = _numbers(data, "grade", Grade.values)
        measures = _numbers(data, "measure", MeasureKind.values)
        if data["discipline_known"]:
            measures = {**dict.fromkeys(MeasureKind.values, 0), **measures} if any(measures.values()) else {}
        return {
            **{
                name: data[name]
                for name in ("year", "total", "women", "decision_number", "decided_on", "issuer", "note")
            },
            "grades": grades or None,
            "titles": {code: data[f"title_{code}"] for code in _PEOPLE_TITLES if data[f"title_{code}"] is not None},
            "disciplined": measures if data["discipline_known"] or measures else None,
        }


def _numbers(data: Mapping[str, Any], name: str, codes: Sequence[str]) -> dict[str, int]:
    """The numbers that were typed, by code."""
    return {code: data[f"{name}_{code}"] for code in codes if data[f"{name}_{code}"] is not None}


_PEOPLE_TITLES = tuple(
    code for code, subject in shipped_awards() if code in TITLE_CODES and subject is LawSubject.INDIVIDUAL
)


class RankForm(_PaperForm):
    """A place in a bloc or cluster."""

    field_order = ["year", "rank", "organiser"]
    year = YearField()
    rank = CountField(label=_("Xếp thứ"), lowest=1, error_messages={"required": _("Anh/chị chưa nhập thứ hạng.")})
    organiser = forms.ChoiceField(
        label=_("Nơi tổ chức khối, cụm"),
        error_messages=_unchosen(_("Anh/chị chưa chọn nơi tổ chức khối, cụm.")),
        choices=[NOT_CHOSEN, *RankOrganiser.choices],
    )


FORMS: Mapping[BookPart, type[_PaperForm]] = {
    BookPart.GRADE: GradeForm,
    BookPart.WORK: WorkForm,
    BookPart.DISCIPLINE: DisciplineForm,
    BookPart.HOLD: HoldForm,
    BookPart.ATTESTATION: AttestationForm,
    BookPart.PEOPLE: PeopleForm,
    BookPart.RANK: RankForm,
}


def entry_form(part: BookPart, data: Any, *, subject: Person | Unit, entry: BookEntry | None = None) -> _PaperForm:
    """The form of a part: empty for a new line, filled with reason and version for one that stands."""
    options: dict[str, Any] = {"subject": subject} if part == BookPart.ATTESTATION else {}
    form = FORMS[part](data, initial=stored_values(entry) if entry is not None else {}, **options)
    if part == BookPart.GRADE and not isinstance(subject, Person):
        del form.fields["has_maternity_leave"]
    if entry is not None:
        form.fields["why"] = TextField(label=_("Vì sao sửa"), max_length=250, error_messages=_REASON_NEEDED)
        form.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
    return form


def stored_values(entry: BookEntry) -> dict[str, Any]:
    """What is stored, by the field that shows it."""
    stored = {field.name: getattr(entry, field.name) for field in entry._meta.concrete_fields}
    stored["reason_of_hold"] = stored.get("reason", "")
    if "holds" in stored:
        stored["holds"] = "1" if stored["holds"] else "0"
    for group, name in (("grades", "grade"), ("titles", "title"), ("disciplined", "measure")):
        for code, number in (stored.get(group) or {}).items():
            stored[f"{name}_{code}"] = number
    if isinstance(entry, PeopleFigures):
        stored["discipline_known"] = entry.disciplined is not None and not entry.has_some_disciplined
    return stored


class BookAwardForm(_PaperForm):
    """A title or an honour in the book of its holder."""

    field_order = ["law_code", "year", "basis", "name"]
    law_code = forms.ChoiceField(
        label=_("Danh hiệu, hình thức"),
        error_messages={"required": _("Anh/chị chưa chọn danh hiệu hoặc hình thức khen thưởng.")},
    )
    year = YearField(label=_("Cho năm"), help_text=_("Năm có thành tích, không phải năm ra quyết định."))
    basis = forms.ChoiceField(
        label=_("Loại hình khen thưởng"),
        required=False,
        choices=[UNKNOWN, *AwardBasis.choices],
        help_text=_("Khen đột xuất, theo chuyên đề không làm căn cứ. Cờ thi đua, hình thức chưa rõ thì chưa kết luận."),
    )
    name = TextField(
        label=_("Tên đầy đủ, như in trên quyết định"),
        required=False,
        max_length=250,
        help_text=_("Để trống thì lấy tên ở ô trên."),
    )

    def __init__(self, *args: Any, subject: Person | Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = LawSubject.INDIVIDUAL if isinstance(subject, Person) else LawSubject.COLLECTIVE
        codes = [code for code, whose in shipped_awards() if whose is kind]
        field = self.fields["law_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [NOT_CHOSEN, *((code, LawCode(code).label) for code in codes)]

    def words(self) -> AwardWords:
        """What was filled in, for the service."""
        data = self.cleaned_data
        return AwardWords(
            name=data["name"],
            law_code=LawCode(data["law_code"]),
            basis=AwardBasis(data["basis"]) if data["basis"] else None,
            decision_number=data["decision_number"],
            decided_on=data["decided_on"],
            issuer=data["issuer"],
            note=data["note"],
        )


class SubjectForm(forms.Form):
    """First day and retirement of a person, foundation of a unit."""

    employed_since = DateField(label=_("Ngày vào làm"), required=False)
    retires_on = DateField(label=_("Ngày nghỉ hưu"), required=False)
    higher_retirement_age = forms.ChoiceField(
        label=_("Thuộc diện tuổi nghỉ hưu cao hơn"), required=False, choices=YES_NO, widget=forms.RadioSelect
    )
    is_direct_worker = forms.ChoiceField(
        label=_("Là người lao động trực tiếp"), required=False, choices=YES_NO, widget=forms.RadioSelect
    )
    established_on = DateField(label=_("Ngày thành lập"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Person | Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        of_others = (
            ["established_on"]
            if isinstance(subject, Person)
            else ["employed_since", "retires_on", "higher_retirement_age", "is_direct_worker"]
        )
        for name in of_others:
            del self.fields[name]

    def facts(self) -> SubjectFacts:
        """What the service takes."""
        data = self.cleaned_data
        age, direct = data.get("higher_retirement_age", ""), data.get("is_direct_worker", "")
        return SubjectFacts(
            employed_since=data.get("employed_since"),
            retires_on=data.get("retires_on"),
            higher_retirement_age=None if age == "" else age == "1",
            is_direct_worker=None if direct == "" else direct == "1",
            established_on=data.get("established_on"),
        )

    @staticmethod
    def values_of(book: RecordBook | None) -> dict[str, Any]:
        """What is stored, by field."""
        if book is None:
            return {"version": 0}
        age, direct = book.higher_retirement_age, book.is_direct_worker
        return {
            "employed_since": book.employed_since,
            "retires_on": book.retires_on,
            "higher_retirement_age": "" if age is None else str(int(age)),
            "is_direct_worker": "" if direct is None else str(int(direct)),
            "established_on": book.established_on,
            "version": book.version,
        }


class FullyToldForm(forms.Form):
    """Years of a kind that are told in full."""

    kind = forms.ChoiceField(label=_("Loại"), error_messages=_unchosen(_("Anh/chị chưa chọn loại.")))
    from_year = YearField(label=_("Từ năm"), required=False, help_text=_("Để trống: từ trước đến nay."))
    to_year = YearField(
        label=_("Đến hết năm"),
        help_text=_("Năm đang chạy thì chỉ tính đến ngày xác nhận; sau ngày ấy cần xác nhận lại."),
    )
    note = TextField(label=_("Căn cứ để nói vậy"), required=False, max_length=500)

    def __init__(self, *args: Any, subject: Person | Unit, sees_sensitive: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds: tuple[EntryKind, ...] = KINDS_OF_PEOPLE if isinstance(subject, Person) else KINDS_OF_UNITS
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            NOT_CHOSEN,
            *((kind.value, kind.label) for kind in kinds if sees_sensitive or kind not in SENSITIVE_KINDS),
        ]


class ReasonForm(forms.Form):
    """Why."""

    reason = TextField(label=_("Vì sao"), max_length=250, error_messages=_REASON_NEEDED)


class RemoveEntryForm(ReasonForm):
    """Why a line is taken out, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PostForm(forms.Form):
    """To which post of the law a post corresponds."""

    rank = forms.ChoiceField(label=_("Chức vụ theo luật"), choices=PostRank.choices, widget=forms.RadioSelect)
    note = TextField(label=_("Ghi chú, nguồn"), required=False, max_length=500)
