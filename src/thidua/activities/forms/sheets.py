"""The card on paper as a form: its rows in their order, each what the form of one fact is, those left empty nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.activities.enums import FactKind
from thidua.activities.facts.assignments import SHORT_LIST
from thidua.activities.facts.organisations import key_of_party
from thidua.activities.facts.sheets import code_of, read_number
from thidua.activities.facts.stretches import stretches_of
from thidua.activities.forms.facts import MOST, BagForm, FactForm, HandoverForm, WeighingForm, ZoneForm
from thidua.activities.models import Activity
from thidua.activities.queries import codes_on_record
from thidua.activities.services import Note
from thidua.common.errors import DomainError
from thidua.common.forms.fields import CountField, TextField
from thidua.core.impact.items import shipped_item_lists

BAGS = 14
"""Rows of bags on a sheet."""
ZONES = 2
WEIGHINGS = 2


def bag_row(number: int) -> str:
    """The row of a bag by its number on the sheet."""
    return f"tui-{number}"


def zone_row(number: int) -> str:
    """The row of a stretch by its number on the sheet."""
    return f"doan-{number}"


class SheetBagForm(BagForm):
    """One bag."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("count", "is_natural", "party"):
            del self.fields[name]
        self.fields["weight"].label = _("Cân nặng")

    def choose(self, name: str, choices: Any) -> None:
        """What the sheet does not ask has no choices."""
        if name in self.fields:
            super().choose(name, choices)


class TallyForm(FactForm):
    """Strokes, counted: of an item, or of people. What it counts is in its row."""

    count = CountField(required=False, highest=MOST)

    def __init__(self, *args: Any, told: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.told = told

    def body(self) -> dict[str, Any]:
        """As facts write it."""
        return {**self.told, "counting": "COUNTED", **super().body()}


class SheetItemForm(TallyForm):
    """Pieces of one item of the short list."""

    kind = FactKind.ITEMS


class TallyStretchForm(forms.Form):
    """On which stretch the pieces of the sheet were counted: one of those on the sheet, or one on record."""

    zone = forms.ChoiceField(label=gettext_lazy("Đếm trên đoạn nào"), required=False)

    def __init__(self, *args: Any, activity: Activity, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["zone"]
        assert isinstance(field, forms.ChoiceField)
        field.may_wait = True  # type: ignore[attr-defined]
        field.choices = [
            ("", _("Không theo đoạn nào")),
            *((zone_row(n), _("Đoạn %(n)s của tờ này") % {"n": n}) for n in range(1, ZONES + 1)),
            *stretches_of(activity.pk).choices,
        ]


class SheetPeopleForm(TallyForm):
    """People without a code, of one party."""

    kind = FactKind.HEADCOUNT


class SheetZoneForm(ZoneForm):
    """A stretch."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("is_fixed", "size_limit_mm"):
            del self.fields[name]


class SheetWeighingForm(WeighingForm):
    """What a scale read, and which bags of the sheet stood on it; none: the whole."""

    bags = TextField(
        label=gettext_lazy("Những túi nào"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Ví dụ 1, 2, 5. Cân cả hoạt động thì để trống."),
    )
    field_order = ["bags", "gross", "tare", "slip"]

    def __init__(self, *args: Any, sheet: "SheetForm", **options: Any) -> None:
        self.sheet = sheet
        super().__init__(*args, **options)
        for name in ("scope", "class_code", "scale", "witness", "is_natural", "covers"):
            del self.fields[name]

    def fill(self) -> None:
        """Nothing to choose from: the bags are numbered on the sheet."""

    def clean_bags(self) -> list[int]:
        """The numbers of rows that hold a bag."""
        text = self.cleaned_data["bags"].replace(";", ",").replace(",", " ")
        words = text.split()
        if any(not each.isdecimal() or not 1 <= int(each) <= BAGS for each in words):
            raise forms.ValidationError(
                _("Ghi số của các túi trên tờ này, từ 1 đến %(most)s, cách nhau bằng dấu phẩy.") % {"most": BAGS}
            )
        numbers = sorted({int(each) for each in words})
        empty = [number for number in numbers if not self.sheet.has_bag(number)]
        if empty:
            raise forms.ValidationError(
                _("Túi %(numbers)s trên tờ này chưa ghi gì. Ghi túi trước, hoặc xem lại số túi.")
                % {"numbers": ", ".join(map(str, empty))}
            )
        return numbers

    def body(self) -> dict[str, Any]:
        """A weighing of some bags, or of the whole."""
        told = super().body()
        bags = told.pop("bags", [])
        if not bags:
            return told | {"scope": "WHOLE"}
        return told | {"scope": "PART", "covers": [str(self.sheet.code(bag_row(number))) for number in bags]}


class SheetHandoverForm(HandoverForm):
    """Waste given to somebody."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("money", "slip"):
            del self.fields[name]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet: its name, its form; without one it was typed before."""

    key: str
    name: str
    form: FactForm | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sheet with its rows. `is_tally`: each row is one number, and named by it; `of_all` is asked once
    for all of them.
    """

    title: str | Promise
    rows: list[Row]
    is_tally: bool = False
    of_all: forms.BoundField | None = None


class SheetForm:
    """One sheet of one activity; what was typed off it before is not asked again.

    It is many forms of one fact each, and answers what the summary of errors asks of a form.
    """

    prefix: ClassVar[str] = "to"

    def __init__(self, data: Any, *, activity: Activity, number: str) -> None:
        self.data = data
        self.activity = activity
        self.number = number
        self.general: list[str] = []
        parts = [(title, rows, is_tally) for title, rows, is_tally in _asked(activity)]
        codes = [self.code(key) for _title, rows, _is_tally in parts for key, _name, _made, _told in rows]
        self.noted = codes_on_record(activity.pk, codes)
        self.stretch = TallyStretchForm(data, activity=activity, prefix="mon")
        self.parts = [self._part(title, rows, is_tally=is_tally) for title, rows, is_tally in parts]

    def code(self, row: str) -> UUID:
        """The code of what a row tells."""
        return code_of(self.activity.pk, self.number, row)

    def has_bag(self, number: int) -> bool:
        """Whether a bag is on that row, now or since before."""
        return self._is_filled(bag_row(number))

    def _is_filled(self, row: str) -> bool:
        form = self.asked.get(row)
        return form.has_changed() if form is not None else self.code(row) in self.noted

    @property
    def asked(self) -> dict[str, FactForm]:
        """The forms of the rows that are asked, by row."""
        return {row.key: row.form for part in self.parts for row in part.rows if row.form is not None}

    @property
    def many_noted(self) -> int:
        """How many rows were typed before."""
        return len(self.noted)

    def is_valid(self) -> bool:
        """Whether something was filled in, and every row that was can be."""
        if not any(form.has_changed() for form in self.asked.values()):
            self.general.append(_("Chưa dòng nào được điền. Chép từ tờ giấy; ô trống trên giấy thì để trống."))
            return False
        return not self.errors

    def notes(self) -> list[Note]:
        """What the filled rows tell, bags before the weighings that cover them."""
        filled = ((key, form) for key, form in self.asked.items() if form.has_changed())
        return [Note(form.kind, self._body(form), code=self.code(key)) for key, form in filled]

    def _body(self, form: FactForm) -> dict[str, Any]:
        """What a row tells; of pieces also on which stretch they were counted."""
        zone = self.stretch.cleaned_data["zone"]
        if form.kind != FactKind.ITEMS or not zone:
            return form.body()
        return form.body() | {"zone": str(self.code(zone)) if zone in SHEET_ZONES else zone}

    # --- what the summary of errors asks ---

    def __getitem__(self, name: str) -> forms.BoundField:
        row, _colon, field = name.partition(":")
        return self.stretch[field] if row == self.stretch.prefix else self.asked[row][field]

    @property
    def fields(self) -> dict[str, forms.Field]:
        """Every field, by row and name."""
        every: dict[str, forms.Form] = {**self.asked, "mon": self.stretch}
        return {f"{row}:{name}": field for row, form in every.items() for name, field in form.fields.items()}

    @property
    def errors(self) -> dict[str, list[str]]:
        """Every error by field, each with the name of its row."""
        if self.data is None:
            return {}
        return self._stretch_errors() | {
            f"{row.key}:{name}": [f"{row.name}: {each}" for each in words]
            for part in self.parts
            for row in part.rows
            if row.form is not None
            for name, words in row.form.errors.items()
        }

    def _stretch_errors(self) -> dict[str, list[str]]:
        if not self.stretch.is_valid():
            return {"mon:zone": [str(each) for words in self.stretch.errors.values() for each in words]}
        zone = self.stretch.cleaned_data["zone"]
        if zone not in SHEET_ZONES or self._is_filled(zone):
            return {}
        self.stretch.add_error(
            "zone", _("%(stretch)s chưa ghi gì. Ghi đoạn ấy ở dưới, hoặc chọn đoạn khác.") % {"stretch": _named(zone)}
        )
        return {"mon:zone": [str(each) for each in self.stretch.errors["zone"]]}

    def non_field_errors(self) -> list[str]:
        """What is said of the whole sheet."""
        return self.general

    def refuse(self, error: DomainError) -> None:
        """Say above the sheet what the rules of the work say; raises on what is no matter of the sheet."""
        if error.status != HTTPStatus.BAD_REQUEST:
            raise error
        self.general.append(f"{error.message} {error.remedy}".strip())

    def _part(self, title: str | Promise, rows: "list[Asked]", *, is_tally: bool) -> Part:
        made = [self._row(*row) for row in rows]
        is_of_pieces = any(isinstance(row.form, SheetItemForm) for row in made)
        return Part(title, made, is_tally, self.stretch["zone"] if is_of_pieces else None)

    def _row(self, key: str, name: str, made: type[FactForm], told: Mapping[str, Any]) -> Row:
        if self.code(key) in self.noted:
            return Row(key, name, None)
        options: dict[str, Any] = {"prefix": key, "empty_permitted": True, "use_required_attribute": False}
        if issubclass(made, SheetWeighingForm):
            options["sheet"] = self
        if issubclass(made, TallyForm):
            options["told"] = told
        form = made(self.data, activity=self.activity, **options)
        for field_name, field in form.fields.items():
            field.may_wait = True  # type: ignore[attr-defined]  # one sentence above says it of all
            if field_name != "bags":
                field.help_text = ""
        if issubclass(made, TallyForm):
            form.fields["count"].label = name
        return Row(key, name, form)


SHEET_ZONES = frozenset(zone_row(n) for n in range(1, ZONES + 1))


def _named(zone: str) -> str:
    return _("Đoạn %(n)s của tờ này") % {"n": zone.rpartition("-")[2]}


Asked = tuple[str, str, type[FactForm], Mapping[str, Any]]
"""A row as it is printed: its key, its name, its form, what its form need not ask."""


def _asked(activity: Activity) -> Iterator[tuple[str | Promise, list[Asked], bool]]:
    """The parts of the card, in the order of the paper."""
    bags = [(bag_row(n), _("Túi %(n)s") % {"n": n}) for n in range(1, BAGS + 1)]
    yield gettext_lazy("Túi"), [(key, name, SheetBagForm, {}) for key, name in bags], False
    code, version = SHORT_LIST
    items = shipped_item_lists()[SHORT_LIST].items.items()
    yield (
        gettext_lazy("Đếm từng món"),
        [
            (f"mon-{item}", name, SheetItemForm, {"item": item, "item_list": code, "version": version})
            for item, name in items
        ],
        True,
    )
    parties = [party for party in activity.parties.all() if party.counts]
    people: list[tuple[str, str, dict[str, str]]] = [
        (f"ben-{party.pk}", party.name, {"organisation": key_of_party(party)}) for party in parties
    ]
    people.append(("ben-khac", _("Người khác, hoặc không rõ của bên nào"), {}))
    yield (
        gettext_lazy("Người không có mã"),
        [(key, name, SheetPeopleForm, {"covers": "WITHOUT_CODE", **told}) for key, name, told in people],
        True,
    )
    zones = [(zone_row(n), _("Đoạn %(n)s") % {"n": n}) for n in range(1, ZONES + 1)]
    yield gettext_lazy("Đoạn đã làm"), [(key, name, SheetZoneForm, {}) for key, name in zones], False
    weighings = [(f"can-{n}", _("Lần cân %(n)s") % {"n": n}) for n in range(1, WEIGHINGS + 1)]
    yield gettext_lazy("Cân"), [(key, name, SheetWeighingForm, {}) for key, name in weighings], False
    yield gettext_lazy("Bàn giao"), [("ban-giao", _("Bàn giao"), SheetHandoverForm, {})], False


class FindSheetForm(forms.Form):
    """Which sheet is typed in."""

    so = TextField(
        label=gettext_lazy("Số tờ"),
        max_length=20,
        help_text=gettext_lazy("In ở góc phải của tờ, ví dụ 7KX4Q-M2. Quét mã trên tờ thì khỏi gõ."),
        error_messages={"required": gettext_lazy("Anh/chị chưa ghi số tờ.")},
    )

    def __init__(self, *args: Any, activity: Activity, **options: Any) -> None:
        super().__init__(*args, **options)
        self.activity = activity

    def clean_so(self) -> str:
        """The number as it is printed."""
        number = read_number(self.activity.pk, self.cleaned_data["so"])
        if number is None:
            raise forms.ValidationError(
                _("Không có tờ số này của hoạt động. Xem lại số in trên tờ; tờ của hoạt động khác thì mở hoạt động đó.")
            )
        return number
