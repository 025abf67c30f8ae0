"""Forms of what was noted, one for each kind of fact: numbers as Vietnamese write them, what cannot be is refused."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.activities.enums import FactKind
from thidua.activities.facts.labels import FLAGS, NUMBERS, choices_of, details_named, figure_names, label_of, parts_of
from thidua.activities.facts.organisations import names_in
from thidua.activities.facts.points import point_text
from thidua.activities.facts.schemes import schemes_offered
from thidua.activities.facts.stretches import stretches_of
from thidua.activities.forms.points import PointField
from thidua.activities.models import Activity, FieldFact
from thidua.activities.queries import corrections_of, standing_facts
from thidua.activities.services.noting import CLAIMED
from thidua.activities.services.sampling import MOST_IN_SAMPLE
from thidua.common import clock
from thidua.common.components.texts import number, short_date
from thidua.common.forms.fields import CountField, DateField, MoneyField, NumberField, TextField
from thidua.core.impact.classes import shipped_schemes
from thidua.core.impact.items import shipped_item_lists
from thidua.core.vietnam.partial_dates import PartialDate

MOST = 10**9
"""No count or weight of an activity is greater."""
LISTED = 300
"""So many bags are offered to choose from."""
NOTHING = ("", gettext_lazy("Chưa biết"))
DAYS = frozenset({"planted_on", "checked_on", "published_on"})

Choices = Iterable[tuple[str, str | Promise]]


def plain_number(value: Fraction | int) -> str:
    """An exact number as facts write it: 6.4, 1/3."""
    exact = Fraction(value)
    for places in range(13):
        scaled = exact * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}d}"
            sign = "-" if exact < 0 else ""
            return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
    return f"{exact.numerator}/{exact.denominator}"


class FactForm(forms.Form):
    """One fact of one kind; the names of the fields are the keys of the fact."""

    kind: ClassVar[FactKind]
    verb: ClassVar[str | Promise]
    fixed: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, activity: Activity, **options: Any) -> None:
        super().__init__(*args, **options)
        self.activity = activity
        noted = self.initial.get("scheme")
        self.scheme: str = noted if isinstance(noted, str) and noted in shipped_schemes() else activity.waste_scheme
        """By which classes it is sorted: a correction stays with those of what it corrects."""
        for name, field in self.fields.items():
            if not field.label:
                field.label = label_of(name, self.kind)
        self.fill()

    def fill(self) -> None:
        """Fill in what depends on the activity."""

    def choose(self, name: str, choices: Choices) -> None:
        """The choices of a field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def organisations(self) -> list[tuple[str, str]]:
        """The home and the parties that count."""
        parties = [party for party in self.activity.parties.all() if party.counts]
        return list(names_in(self.activity, parties).items())

    def body(self) -> dict[str, Any]:
        """What was filled in, as facts write it; what nobody knows is left out."""
        told: dict[str, Any] = dict(self.fixed)
        for name, value in self.cleaned_data.items():
            if value is None or value is False or value in ("", []):  # 0 is a number that somebody gave
                continue
            if value is True:
                told[name] = "yes"
            elif isinstance(value, int | Fraction):
                told[name] = plain_number(value)
            else:
                told[name] = value.isoformat() if isinstance(value, date) else value
        return told

    @classmethod
    def values_of(cls, body: Mapping[str, Any]) -> dict[str, Any]:
        """What is stored, by field."""
        values: dict[str, Any] = {}
        for name, value in body.items():
            if name in FLAGS:
                values[name] = value == "yes"
            elif name in DAYS:
                values[name] = PartialDate.parse(value).earliest
            elif name in NUMBERS and name != "fill":
                values[name] = Fraction(value)
            else:
                values[name] = value
        return values

    def clean(self) -> dict[str, Any]:
        """A day that has not come, and ends of a range the wrong way round, are refused where they stand."""
        data = super().clean() or {}
        today = clock.today()
        for name in DAYS & data.keys():
            if data[name] is not None and data[name] > today:
                self.add_error(
                    name,
                    _("Ngày %(day)s chưa tới. Xem lại ngày; chưa biết thì để trống.") % {"day": short_date(data[name])},
                )
        low, high = data.get("low"), data.get("high")
        if low is not None and high is not None and low > high:
            self.add_error(
                "high",
                _("Nhiều nhất %(high)s nhỏ hơn ít nhất %(low)s. Đổi lại hai số.")
                % {"high": number(high), "low": number(low)},
            )
        return data


class CountedForm(FactForm):
    """Something counted: one number, or a range of a guess."""

    counting = forms.ChoiceField(widget=forms.RadioSelect, initial="COUNTED")
    count = CountField(required=False, highest=MOST, help_text=gettext_lazy("Số đã đếm hoặc được báo."))
    low = CountField(required=False, highest=MOST, help_text=gettext_lazy("Chỉ khi ước lượng."))
    high = CountField(required=False, highest=MOST, help_text=gettext_lazy("Chỉ khi ước lượng."))

    def fill(self) -> None:
        """How it was counted."""
        self.choose("counting", choices_of("counting", self.kind))

    def clean(self) -> dict[str, Any]:
        """A guess has a range; what was counted has a number."""
        data = super().clean()
        if "counting" not in data:
            return data
        if data["counting"] == "ESTIMATED":
            for name in ("low", "high"):
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Ước lượng cần cả hai đầu: ít nhất bao nhiêu, nhiều nhất bao nhiêu."))
        elif data.get("count") is None and "count" not in self.errors:
            self.add_error("count", _("Anh/chị chưa nhập số đã đếm. Không có số thì chọn ước lượng và ghi khoảng."))
        return data


class HeadcountForm(CountedForm):
    """People who were counted and not named."""

    kind = FactKind.HEADCOUNT
    verb = gettext_lazy("Ghi số người")

    organisation = forms.ChoiceField(required=False)
    covers = forms.ChoiceField(widget=forms.RadioSelect, initial="WITHOUT_CODE")
    minutes = CountField(
        required=False,
        highest=100_000,
        unit=gettext_lazy("phút"),
        help_text=gettext_lazy("Để tính giờ công. Chưa biết thì để trống."),
    )
    field_order = ["organisation", "covers", "counting", "count", "low", "high", "minutes"]

    def fill(self) -> None:
        """Whom, and how."""
        super().fill()
        self.choose("organisation", [("", gettext_lazy("Cả hoạt động, không theo đơn vị")), *self.organisations()])
        self.choose("covers", choices_of("covers", self.kind))


class ZoneForm(FactForm):
    """A stretch that was worked on."""

    kind = FactKind.ZONE
    verb = gettext_lazy("Ghi đoạn đã làm")

    name = TextField(max_length=120, required=False, help_text=gettext_lazy("Ví dụ Từ đền Độc Cước đến bãi A"))
    metres = NumberField(unit="m", lowest=0, highest=MOST)
    is_fixed = forms.BooleanField(
        required=False,
        help_text=gettext_lazy(
            "Nằm trong phần đã làm nên không cộng vào chiều dài. Ghi tên, cỡ mảnh rồi đếm món trên đoạn này."
        ),
    )
    size_limit_mm = CountField(unit="mm", required=False, highest=10_000)
    point = PointField(
        required=False, help_text=gettext_lazy("Giữa đoạn. Chép từ bản đồ trên điện thoại; giữ đến khoảng 100 m.")
    )

    @classmethod
    def values_of(cls, body: Mapping[str, Any]) -> dict[str, Any]:
        """What is stored, by field."""
        values = super().values_of(body)
        return values | {"point": ", ".join(values["point"])} if "point" in values else values

    def body(self) -> dict[str, Any]:
        """As facts write it."""
        told = super().body()
        return told | {"point": point_text(told["point"]).split(", ")} if "point" in told else told


class PartyForm(FactForm):
    """Something that one party may have brought."""

    def fill(self) -> None:
        """Whose it is."""
        self.choose("party", [("", gettext_lazy("Chung, không của riêng bên nào")), *self.organisations()])


class BagForm(PartyForm):
    """A bag, or like bags of a paper card."""

    kind = FactKind.BAG
    verb = gettext_lazy("Ghi túi")

    count = CountField(lowest=1, highest=100_000, initial=1)
    class_code = forms.ChoiceField(required=False)
    litres = NumberField(
        unit=gettext_lazy("lít"),
        lowest=1,
        highest=100_000,
        required=False,
        help_text=gettext_lazy("Thường là 30, 60 hoặc 120."),
    )
    fill_level = forms.ChoiceField(required=False, label=gettext_lazy("Mức đầy"))
    condition = forms.ChoiceField(required=False)
    weight = NumberField(
        unit="kg", lowest=0, highest=MOST, required=False, help_text=gettext_lazy("Chưa cân thì để trống, không ghi 0.")
    )
    is_natural = forms.BooleanField(required=False)
    party = forms.ChoiceField(required=False)

    def fill(self) -> None:
        """Classes of the activity."""
        super().fill()
        self.choose("class_code", _classes(self.scheme))
        self.choose("fill_level", [NOTHING, *choices_of("fill", self.kind)])
        self.choose("condition", [NOTHING, *choices_of("condition", self.kind)])

    def body(self) -> dict[str, Any]:
        """As facts write it."""
        told = super().body() | {"scheme": self.scheme}
        if (fill := told.pop("fill_level", "")) != "":
            told["fill"] = fill
        return told

    @classmethod
    def values_of(cls, body: Mapping[str, Any]) -> dict[str, Any]:
        """What is stored, by field."""
        values = super().values_of(body)
        return values | {"fill_level": values.pop("fill", "")}


class BulkyForm(PartyForm):
    """Things too big for a bag."""

    kind = FactKind.BULKY
    verb = gettext_lazy("Ghi đồ cồng kềnh")

    name = TextField(max_length=120, help_text=gettext_lazy("Ví dụ Lốp xe, nệm cũ"))
    count = CountField(lowest=1, highest=100_000, initial=1)
    weight = NumberField(
        unit="kg", lowest=0, highest=MOST, required=False, help_text=gettext_lazy("Chưa cân thì để trống, không ghi 0.")
    )
    is_natural = forms.BooleanField(required=False)
    party = forms.ChoiceField(required=False)


class WeighingForm(FactForm):
    """What a scale read."""

    kind = FactKind.WEIGHING
    verb = gettext_lazy("Ghi lần cân")

    scope = forms.ChoiceField(widget=forms.RadioSelect, initial="WHOLE")
    gross = NumberField(unit="kg", lowest=0, highest=MOST, help_text=gettext_lazy("Số đọc trên cân."))
    tare = NumberField(
        unit="kg",
        lowest=0,
        highest=MOST,
        required=False,
        help_text=gettext_lazy("Xe không, thùng không. Cân đã trừ bì thì ghi 0; chưa biết thì để trống."),
    )
    class_code = forms.ChoiceField(required=False)
    slip = TextField(
        max_length=60, required=False, help_text=gettext_lazy("Phiếu cân của trạm; một phiếu tính một lần.")
    )
    scale = TextField(max_length=120, required=False)
    witness = TextField(max_length=120, required=False)
    is_natural = forms.BooleanField(required=False)
    covers = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Chỉ khi cân một phần. Mỗi túi nằm trong một lần cân."),
    )

    def fill(self) -> None:
        """Bags and things that nobody weighed yet, and those that this weighing had."""
        self.choose("scope", choices_of("scope", self.kind))
        self.choose("class_code", _classes(self.scheme))
        heirs = corrections_of(self.activity.pk)
        had = [heirs.get(code, code) for code in _codes(self.initial)]
        self.initial["covers"] = had
        self.choose("covers", self._weighable(set(had), heirs))

    def _weighable(self, had: set[str], heirs: Mapping[str, str]) -> Choices:
        standing = standing_facts(self.activity.pk)
        weighings = standing.filter(kind=FactKind.WEIGHING).values_list("body", flat=True)
        taken = {heirs.get(code, code) for body in weighings for code in _codes(body)}
        rows = standing.filter(kind__in=(FactKind.BAG, FactKind.BULKY)).order_by("-pk")[:LISTED]
        names, details = dict(self.organisations()), details_named()
        free = [row for row in rows if str(row.code) in had or not (row.body.get("weight") or str(row.code) in taken)]
        return [
            (
                str(row.code),
                f"{row.get_kind_display()} {str(row.code)[:4].upper()}: "
                + "; ".join(f"{label.lower()} {value}" for label, value in parts_of(row, names, details)),
            )
            for row in free
        ]

    def clean(self) -> dict[str, Any]:
        """The tare is not above what was read; a weighing of a part says of which."""
        data = super().clean()
        gross, tare = data.get("gross"), data.get("tare")
        if gross is not None and tare is not None and tare > gross:
            self.add_error(
                "tare",
                _("Bì %(tare)s kg lớn hơn tổng %(gross)s kg. Xem lại phiếu cân; cân đã trừ bì thì ghi bì là 0.")
                % {"tare": number(tare), "gross": number(gross)},
            )
        if data.get("scope") == "PART" and not data.get("covers"):
            self.add_error(
                "covers", _("Cân một phần thì chọn những túi, vật đã đứng trên cân. Chưa ghi túi thì ghi túi trước.")
            )
        if data.get("scope") == "WHOLE":
            data["covers"] = []
        return data

    def body(self) -> dict[str, Any]:
        """As facts write it."""
        return super().body() | {"scheme": self.scheme}


class ItemsForm(CountedForm):
    """Pieces of one item of a list."""

    kind = FactKind.ITEMS
    verb = gettext_lazy("Ghi số mảnh")

    item = forms.ChoiceField()
    zone = forms.ChoiceField(
        required=False,
        help_text=gettext_lazy("Chỉ món đếm trên một đoạn mới chia được cho 100 m và so được với lần sau."),
    )
    field_order = ["item", "zone", "counting", "count", "low", "high"]

    def fill(self) -> None:
        """The lists, the short one first; the stretches that were noted."""
        super().fill()
        self._offer_stretches()
        lists = shipped_item_lists()
        groups = [
            (
                _("Danh mục ngắn") if code == "SHORT" else _("Danh mục %(code)s") % {"code": code},
                [(f"{code}@{version}:{item}", name) for item, name in its.items.items()],
            )
            for (code, version), its in sorted(lists.items(), key=lambda each: each[0][0] != "SHORT")
        ]
        self.choose("item", groups)  # type: ignore[arg-type]

    def _offer_stretches(self) -> None:
        """A stretch that was corrected since is the correction; one that no longer stands can be kept."""
        stretches = stretches_of(self.activity.pk)
        offered: list[tuple[str, str | Promise]] = [("", gettext_lazy("Không theo đoạn nào")), *stretches.choices]
        if had := self.initial.get("zone"):
            self.initial["zone"] = had = stretches.heirs.get(had, had)
            if had not in dict(offered):
                offered.append((had, gettext_lazy("Đoạn không còn trong sổ")))
        self.choose("zone", offered)

    def body(self) -> dict[str, Any]:
        """The list and its version apart from the item."""
        told = super().body()
        listed, _colon, item = told["item"].partition(":")
        code, _at, version = listed.partition("@")
        return told | {"item": item, "item_list": code, "version": version}

    @classmethod
    def values_of(cls, body: Mapping[str, Any]) -> dict[str, Any]:
        """What is stored, by field."""
        listed = f"{body.get('item_list', 'SHORT')}@{body.get('version', '1')}"
        return super().values_of(body) | {"item": f"{listed}:{body['item']}"}


class HandoverForm(FactForm):
    """Waste given to somebody."""

    kind = FactKind.HANDOVER
    verb = gettext_lazy("Ghi bàn giao")

    receiver = TextField(max_length=200, error_messages={"required": gettext_lazy("Anh/chị chưa ghi bên nhận.")})
    destination = forms.ChoiceField(required=False)
    weight = NumberField(unit="kg", lowest=0, highest=MOST, required=False)
    money = MoneyField(required=False, highest=10**13, help_text=gettext_lazy("Tiền bán đồ tái chế, nếu có."))
    slip = TextField(max_length=60, required=False)

    def fill(self) -> None:
        """Where it goes."""
        self.choose("destination", [("", gettext_lazy("Không rõ đi đâu")), *choices_of("destination", self.kind)])


class MoneyForm(FactForm):
    """Money that moved."""

    kind = FactKind.MONEY
    verb = gettext_lazy("Ghi tiền")

    flow = forms.ChoiceField(widget=forms.RadioSelect, initial="IN")
    amount = MoneyField(highest=10**13)
    source = TextField(max_length=200, required=False)
    slip = TextField(max_length=60, required=False)
    is_planned = forms.BooleanField(required=False)

    def fill(self) -> None:
        """Which way."""
        self.choose("flow", choices_of("flow", self.kind))


class PlantingForm(PartyForm):
    """Trees planted together."""

    kind = FactKind.PLANTING
    verb = gettext_lazy("Ghi cây đã trồng")

    species = TextField(max_length=120, required=False)
    count = CountField(lowest=1, highest=MOST)
    planted_on = DateField(required=False)
    party = forms.ChoiceField(required=False)


class TreeCheckForm(FactForm):
    """Trees of a planting that live."""

    kind = FactKind.TREE_CHECK
    verb = gettext_lazy("Ghi số cây sống")

    planting = forms.ChoiceField(error_messages={"required": gettext_lazy("Chọn đợt trồng đã đếm lại.")})
    alive = CountField(highest=MOST)
    checked_on = DateField()

    def fill(self) -> None:
        """The plantings on record."""
        rows = standing_facts(self.activity.pk).filter(kind=FactKind.PLANTING).order_by("pk")
        if had := self.initial.get("planting"):
            self.initial["planting"] = corrections_of(self.activity.pk).get(had, had)
        self.choose(
            "planting", [("", gettext_lazy("Chọn một đợt trồng")), *((str(row.code), _planting(row)) for row in rows)]
        )


class IncidentForm(FactForm):
    """Something that went wrong."""

    kind = FactKind.INCIDENT
    verb = gettext_lazy("Ghi sự cố")

    harm = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Chọn chuyện gì đã xảy ra.")}
    )
    count = CountField(required=False, highest=MOST, help_text=gettext_lazy("Suýt xảy ra thì ghi 0."))
    note = TextField(
        max_length=500,
        required=False,
        help_text=gettext_lazy("Không ghi tên, bệnh của ai. Ví dụ Đạp mảnh kính ở kè đá, băng tại chỗ."),
    )

    def fill(self) -> None:
        """What may have gone wrong."""
        self.choose("harm", choices_of("harm", self.kind))


class ClaimForm(FactForm):
    """A number as somebody printed it elsewhere."""

    kind = FactKind.CLAIM
    verb = gettext_lazy("Ghi số đã công bố")

    figure = forms.ChoiceField()
    text = TextField(
        max_length=250,
        help_text=gettext_lazy("Chép đúng chữ đã in. Ví dụ hơn 300 người, gần 850 kg."),
        error_messages={"required": gettext_lazy("Chép lại chữ đã in, kể cả khi không có con số.")},
    )
    value = NumberField(required=False, lowest=0, highest=10**13, help_text=gettext_lazy("Khi nguồn in một số đúng."))
    low = NumberField(required=False, lowest=0, highest=10**13, help_text=gettext_lazy("“Hơn 300” là ít nhất 300."))
    high = NumberField(required=False, lowest=0, highest=10**13, help_text=gettext_lazy("“Gần 850” là nhiều nhất 850."))
    source = TextField(max_length=200, help_text=gettext_lazy("Báo, báo cáo, trang nào."))
    url = forms.URLField(required=False, assume_scheme="https", max_length=1000)
    published_on = DateField(required=False)

    def fill(self) -> None:
        """What can be printed."""
        self.choose("figure", ((code, name) for code, name in figure_names().items() if code in CLAIMED))

    def clean(self) -> dict[str, Any]:
        """The exact number lies between the ends."""
        data = super().clean()
        value, low, high = data.get("value"), data.get("low"), data.get("high")
        if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
            self.add_error("value", _("Số này nằm ngoài khoảng ít nhất – nhiều nhất. Xem lại ba số."))
        return data


FORMS: dict[str, type[FactForm]] = {
    "dem-nguoi": HeadcountForm,
    "doan": ZoneForm,
    "tui": BagForm,
    "can": WeighingForm,
    "cong-kenh": BulkyForm,
    "mon": ItemsForm,
    "ban-giao": HandoverForm,
    "tien": MoneyForm,
    "trong-cay": PlantingForm,
    "dem-cay": TreeCheckForm,
    "su-co": IncidentForm,
    "cong-bo": ClaimForm,
}
"""The word in the address → the form."""


def form_of(kind: str) -> type[FactForm] | None:
    """The form of a kind of fact; who was there is scanned and has none."""
    return next((each for each in FORMS.values() if each.kind == kind), None)


class TakeBackForm(forms.Form):
    """Nothing to fill in: the page says what happens."""


class ChooseForm(forms.Form):
    """Why this number is chosen."""

    reason = TextField(
        label=gettext_lazy("Vì sao chọn số này"),
        max_length=250,
        help_text=gettext_lazy("Ví dụ Báo cáo chính thức của đơn vị tổ chức, có danh sách ký tên."),
        error_messages={"required": gettext_lazy("Anh/chị chưa nêu lý do chọn số này.")},
    )


class SamplingForm(forms.Form):
    """How waste is sorted, and how many bags are weighed."""

    waste_scheme = forms.ChoiceField(label=gettext_lazy("Phân loại theo"))
    sample_one_in = CountField(
        label=gettext_lazy("Cân mẫu 1 trong bao nhiêu túi"),
        required=False,
        lowest=1,
        highest=MOST_IN_SAMPLE,
        unit=gettext_lazy("túi"),
        help_text=gettext_lazy("Hệ thống chọn túi mẫu, không chọn theo ý người cân. Để trống thì không cân mẫu."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, activity: Activity) -> None:
        super().__init__(data, initial=self.values_of(activity))
        choice = self.fields["waste_scheme"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(schemes_offered(activity).items())

    @staticmethod
    def values_of(activity: Activity) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "waste_scheme": activity.waste_scheme,
            "sample_one_in": activity.sample_one_in,
            "version": activity.version,
        }


class FactsFilterForm(forms.Form):
    """Which facts are listed."""

    loai = forms.ChoiceField(label=gettext_lazy("Loại"), required=False)
    ai = forms.ChoiceField(label=gettext_lazy("Người ghi"), required=False)

    def __init__(self, *args: Any, people: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        kind, who = self.fields["loai"], self.fields["ai"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(who, forms.ChoiceField)
        kind.choices = [("", _("Mọi loại")), *FactKind.choices]
        who.choices = [("", _("Mọi người")), *((each, each) for each in people if each)]


def _classes(scheme: str) -> Choices:
    details = details_named()
    classes = shipped_schemes()[scheme].classes
    named = ((code, details.get(f"{scheme}:{code}", name)) for code, name in classes.items())
    return [("", gettext_lazy("Chưa phân loại")), *named]


def _codes(body: Mapping[str, Any]) -> list[str]:
    """What a weighing covers; a phone may tell a single one without a list."""
    covers = body.get("covers") or []
    return [str(each) for each in (covers if isinstance(covers, list) else [covers])]


def _planting(row: FieldFact) -> str:
    return "; ".join(value for _label, value in parts_of(row, {}, {}))
