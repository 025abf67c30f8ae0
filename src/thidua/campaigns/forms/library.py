"""Forms of themes, movements, legal texts, working days and step patterns."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.enums import Certainty, LegalTextKind, MovementKind, MovementLevel, StepKind
from thidua.campaigns.facts.deadlines import Pattern
from thidua.campaigns.forms.reading import VersionedForm
from thidua.campaigns.models import LegalText, Movement
from thidua.common.forms.fields import CountField, DateField, PartialDateField, TextField
from thidua.organisations.models import Agency


def _agency_field(agencies: QuerySet[Agency]) -> forms.ModelChoiceField[Agency]:
    return forms.ModelChoiceField(
        label=_("Cơ quan"),
        queryset=agencies,
        empty_label=None,
        error_messages={"required": _("Anh/chị chưa chọn cơ quan.")},
    )


class _OfAgency(forms.Form):
    """Asks for the agency only where there is a choice."""

    def __init__(self, *args: Any, agencies: QuerySet[Agency] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.only_agency: Agency | None = None
        if agencies is None:
            return
        found = list(agencies[:2])
        if len(found) == 1:
            self.only_agency = found[0]
        else:
            self.fields = {"agency": _agency_field(agencies), **self.fields}

    def agency(self) -> Agency:
        """The agency chosen, or the only one."""
        chosen: Agency = self.only_agency or self.cleaned_data["agency"]
        return chosen


class ThemeForm(_OfAgency, VersionedForm):
    """One theme."""

    text = TextField(label=_("Chủ đề"), max_length=300, error_messages={"required": _("Anh/chị chưa nhập chủ đề.")})
    since_year = CountField(
        label=_("Từ năm"), required=False, lowest=1900, highest=2199, help_text=_("Chưa rõ thì để trống")
    )
    until_year = CountField(
        label=_("Đến năm"), required=False, lowest=1900, highest=2199, help_text=_("Chưa định thì để trống")
    )
    launched_by = TextField(label=_("Nơi phát động"), required=False, max_length=250)
    basis = TextField(
        label=_("Văn bản phát động"), required=False, max_length=250, help_text=_("Số, ngày, cơ quan ban hành nếu biết")
    )

    def clean(self) -> dict[str, Any]:
        """The years in order."""
        data = super().clean() or self.cleaned_data
        since, until = data.get("since_year"), data.get("until_year")
        if since is not None and until is not None and until < since:
            self.add_error("until_year", gettext("Năm cuối phải từ năm đầu trở đi."))
        return data


class MovementForm(VersionedForm):
    """One movement."""

    name = TextField(
        label=_("Tên phong trào"), max_length=300, error_messages={"required": _("Anh/chị chưa nhập tên phong trào.")}
    )
    kind = forms.ChoiceField(label=_("Hình thức"), choices=MovementKind.choices, widget=forms.RadioSelect)
    level = forms.ChoiceField(label=_("Phạm vi phát động"), choices=MovementLevel.choices)
    parent = forms.ModelChoiceField(
        label=_("Hưởng ứng phong trào"),
        queryset=Movement.objects.none(),
        required=False,
        empty_label=_("Không hưởng ứng phong trào nào"),
    )
    slogan = TextField(label=_("Khẩu hiệu"), required=False, max_length=300)
    launch_issuer = TextField(label=_("Nơi phát động"), required=False, max_length=250)
    launch_number = TextField(label=_("Số văn bản phát động"), required=False, max_length=60)
    launched_on = PartialDateField(label=_("Ngày phát động"))
    aim = TextField(label=_("Mục tiêu"), required=False, lines=True)
    scope = TextField(label=_("Đối tượng, phạm vi"), required=False, lines=True)
    content = TextField(label=_("Nội dung"), required=False, lines=True)
    criteria = TextField(label=_("Tiêu chí"), required=False, lines=True)
    starts_on = PartialDateField(label=_("Bắt đầu"))
    ends_on = PartialDateField(label=_("Kết thúc"))

    def __init__(
        self, *args: Any, parents: QuerySet[Movement], levels: Iterable[MovementLevel] = MovementLevel, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset = parents
        level = self.fields["level"]
        assert isinstance(level, forms.ChoiceField)
        level.choices = [(each.value, each.label) for each in levels]


class LegalTextForm(_OfAgency, VersionedForm):
    """One cited text."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=LegalTextKind.choices)
    number = TextField(
        label=_("Số, ký hiệu"), required=False, max_length=60, help_text=_("Ví dụ 06/2022/QH15; chưa rõ thì để trống")
    )
    issuer = TextField(label=_("Cơ quan ban hành"), required=False, max_length=250)
    issued_on = PartialDateField(label=_("Ngày ban hành"))
    title = TextField(
        label=_("Tên văn bản"), max_length=400, error_messages={"required": _("Anh/chị chưa nhập tên văn bản.")}
    )
    effective_since = DateField(label=_("Có hiệu lực từ"), required=False)
    effective_until = DateField(
        label=_("Có hiệu lực đến hết"), required=False, help_text=_("Để trống nếu chưa có văn bản thay thế, bãi bỏ")
    )
    replaced_by = forms.ModelChoiceField(
        label=_("Được thay bằng"), queryset=LegalText.objects.none(), required=False, empty_label=_("Chưa bị thay thế")
    )
    certainty = forms.ChoiceField(label=_("Mức chắc chắn"), choices=Certainty.choices, widget=forms.RadioSelect)
    source = TextField(
        label=_("Nguồn đã đọc"), required=False, max_length=400, help_text=_("Địa chỉ trang hoặc nơi giữ bản giấy")
    )

    def __init__(self, *args: Any, texts: QuerySet[LegalText], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["replaced_by"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = texts


class CitationForm(forms.Form):
    """Which text is cited, and where in it."""

    text = forms.ModelChoiceField(
        label=_("Văn bản"),
        queryset=LegalText.objects.none(),
        empty_label=_("Chọn một văn bản"),
        error_messages={"required": _("Anh/chị chưa chọn văn bản.")},
    )
    place = TextField(label=_("Điều, khoản"), required=False, max_length=120, help_text=_("Ví dụ Điều 16 khoản 2"))

    def __init__(self, *args: Any, texts: QuerySet[LegalText], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["text"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = texts


class DayForm(_OfAgency):
    """One day that is worked or free by decision."""

    day = DateField(label=_("Ngày"))
    nature = forms.ChoiceField(
        label=_("Ngày này"),
        widget=forms.RadioSelect,
        choices=[("off", _("Được nghỉ")), ("work", _("Đi làm, kể cả thứ Bảy, Chủ nhật"))],
        error_messages={"required": _("Anh/chị chưa chọn nghỉ hay đi làm.")},
    )
    name = TextField(
        label=_("Vì sao"),
        max_length=160,
        help_text=_("Ví dụ Nghỉ bù ngày truyền thống"),
        error_messages={"required": _("Anh/chị chưa ghi lý do nghỉ hoặc làm bù.")},
    )
    basis = TextField(label=_("Văn bản quyết định"), required=False, max_length=250)


class PatternForm(VersionedForm):
    """The usual steps of an agency's blocs, and when each is due."""

    def __init__(self, *args: Any, patterns: Iterable[Pattern], bases: dict[StepKind, str], **options: Any) -> None:
        super().__init__(*args, **options)
        known = {pattern.kind: pattern for pattern in patterns}
        self.kinds = [*known, *(kind for kind in StepKind if kind not in known)]
        others = [("", gettext("theo ngày ghi bên"))]
        for kind in self.kinds:
            pattern = known.get(kind, Pattern(kind))
            name = {"step": kind.label}
            self.fields[f"has_{kind}"] = forms.BooleanField(label=kind.label, required=False, initial=kind in known)
            self.fields[f"date_{kind}"] = TextField(
                label=gettext("Ngày hạn của bước %(step)s") % name,
                required=False,
                max_length=5,
                initial=f"{pattern.day:02}/{pattern.month:02}" if pattern.day and pattern.month else "",
                widget=forms.TextInput(attrs={"class": "tds-short", "inputmode": "numeric"}),
            )
            self.fields[f"after_year_{kind}"] = forms.BooleanField(
                label=gettext("Bước %(step)s sang năm sau") % name, required=False, initial=pattern.year_after
            )
            self.fields[f"from_{kind}"] = forms.ChoiceField(
                label=gettext("Bước %(step)s tính từ") % name,
                required=False,
                choices=[*others, *((each.value, each.label) for each in StepKind if each != kind)],
                initial=pattern.counted_from or "",
            )
            self.fields[f"days_{kind}"] = TextField(
                label=gettext("Số ngày làm việc của bước %(step)s") % name,
                required=False,
                max_length=4,
                initial="" if pattern.working_days is None else str(pattern.working_days),
                widget=forms.TextInput(attrs={"class": "tds-short", "inputmode": "numeric"}),
            )
            self.fields[f"basis_{kind}"] = TextField(
                label=gettext("Căn cứ của bước %(step)s") % name,
                required=False,
                max_length=250,
                initial=bases.get(kind, ""),
            )

        for key, field in self.fields.items():
            if not key.startswith(("has_", "after_year_", "version")):
                field.widget.attrs["class"] = f"tds-input {field.widget.attrs.get('class', '')}".strip()

    def rows(self) -> list[dict[str, Any]]:
        """What the table of the page shows, a row a step."""
        names = ("has", "date", "after_year", "from", "days", "basis")
        return [{"label": kind.label, **{name: self[f"{name}_{kind}"] for name in names}} for kind in self.kinds]

    def clean(self) -> dict[str, Any]:
        """Read days and counts."""
        data = super().clean() or self.cleaned_data
        for kind in self.kinds:
            day = _day_and_month(str(data.get(f"date_{kind}", "")))
            if data.get(f"date_{kind}") and day is None:
                self.add_error(f"date_{kind}", gettext("Nhập ngày, tháng theo mẫu 15/07."))
            data[f"read_date_{kind}"] = day
            count = str(data.get(f"days_{kind}", "")).replace("−", "-")
            if count and not count.removeprefix("-").isdecimal():
                self.add_error(f"days_{kind}", gettext("Nhập số ngày, ví dụ 5; trước hạn thì ghi -5."))
                count = ""
            data[f"read_days_{kind}"] = int(count) if count else None
            if data.get(f"from_{kind}") and not count and f"days_{kind}" not in self.errors:
                self.add_error(f"days_{kind}", gettext("Ghi số ngày làm việc tính từ bước đã chọn."))
        return data

    def patterns(self) -> list[tuple[Pattern, str]]:
        """The steps chosen with their bases, in the order shown."""
        data = self.cleaned_data
        rows = []
        for kind in self.kinds:
            if not data[f"has_{kind}"]:
                continue
            counted = StepKind(data[f"from_{kind}"]) if data[f"from_{kind}"] else None
            day, month = (data[f"read_date_{kind}"] or (None, None)) if counted is None else (None, None)
            pattern = Pattern(
                kind=kind,
                month=month,
                day=day,
                year_after=data[f"after_year_{kind}"] and counted is None,
                counted_from=counted,
                working_days=data[f"read_days_{kind}"] if counted else None,
            )
            rows.append((pattern, data[f"basis_{kind}"]))
        return rows


def _day_and_month(text: str) -> tuple[int, int] | None:
    day, slash, month = text.replace("-", "/").replace(".", "/").partition("/")
    if not (slash and day.isdecimal() and month.isdecimal()):
        return None
    return (int(day), int(month)) if 1 <= int(day) <= 31 and 1 <= int(month) <= 12 else None
