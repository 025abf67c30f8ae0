"""What is written into a row of a plan: one class of words for each kind of row, which puts itself on the row."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar, Generic, TypeVar

from django.utils.translation import gettext as _

from thidua.activities.enums import Flow, PartyRole, PlanGroup, RiskKind
from thidua.activities.errors import ActivityError
from thidua.activities.facts.points import Point, point_text
from thidua.activities.models import (
    ActivityParty,
    ByParty,
    Equipment,
    MoneyLine,
    PlanItem,
    PlanRow,
    PlanZone,
    Risk,
)
from thidua.core.vietnam.names import normalise

Row = TypeVar("Row", bound=PlanRow)
FURTHEST = 500
"""Working days from the day of the activity: two years are further than anybody plans."""
MOST = 2_000_000_000
"""More things, bags or people than any activity has."""
MOST_MONEY = 10**15


class RowWords(ABC, Generic[Row]):
    """Words for rows of `model`. `stem` names the kind in history."""

    model: ClassVar[type[PlanRow]]
    stem: ClassVar[str]

    @abstractmethod
    def put_on(self, row: Row) -> None:
        """Write into the row; raises `ActivityError` for what cannot be. The caller saves."""


@dataclass(frozen=True, slots=True)
class ItemWords(RowWords[PlanItem]):
    """One line of the checklist. At most one of `due_on` and `offset`."""

    model = PlanItem
    stem = "plan_item"

    text: str
    group: PlanGroup = PlanGroup.REST
    party: ActivityParty | None = None
    party_words: str = ""
    usual_role: PartyRole | None = None
    due_on: date | None = None
    offset: int | None = None

    def put_on(self, row: PlanItem) -> None:
        """See `RowWords`."""
        row.text = required_words(self.text, 300, _("Anh/chị chưa nhập việc cần làm."), field="text")
        others = PlanItem.objects.filter(activity=row.activity_id).exclude(pk=row.pk).values_list("text", flat=True)
        if same_text(row.text) in {same_text(other) for other in others}:
            raise ActivityError(
                _("Việc “%(text)s” đã có trong kế hoạch. Sửa dòng đang có thay vì thêm dòng mới.") % {"text": row.text},
                code="item_twice",
                field="text",
            )
        if self.due_on is not None and self.offset is not None:
            raise ActivityError(
                _("Chọn một: hạn vào ngày cụ thể, hoặc tính theo ngày tổ chức."), code="two_terms", field="due_on"
            )
        if self.offset is not None and abs(self.offset) > FURTHEST:
            raise ActivityError(
                _("Hạn không xa ngày tổ chức quá %(most)s ngày làm việc.") % {"most": FURTHEST},
                code="too_far",
                field="days",
            )
        row.group = self.group
        row.usual_role = self.usual_role or ""
        row.due_on, row.offset = self.due_on, self.offset
        put_party(row, row.activity_id, self.party, self.party_words)


@dataclass(frozen=True, slots=True)
class EquipmentWords(RowWords[Equipment]):
    """One kind of thing; numbers that nobody knows are None. `party` and `party_words` say who lends it."""

    model = Equipment
    stem = "equipment"

    name: str
    unit_of_measure: str = ""
    planned: int | None = None
    brought: int | None = None
    returned: int | None = None
    party: ActivityParty | None = None
    party_words: str = ""
    note: str = ""

    def put_on(self, row: Equipment) -> None:
        """See `RowWords`."""
        row.name = required_words(self.name, 200, _("Anh/chị chưa nhập tên dụng cụ."), field="name")
        for field in ("planned", "brought", "returned"):
            setattr(row, field, _count(getattr(self, field), field=field))
        if self.brought is not None and self.returned is not None and self.returned > self.brought:
            raise ActivityError(
                _("Trả lại %(returned)s mà chỉ mang đến %(brought)s. Xem lại hai số.")
                % {"returned": self.returned, "brought": self.brought},
                code="returned_more",
                field="returned",
            )
        row.unit_of_measure = normalise(self.unit_of_measure)[:60]
        row.note = normalise(self.note)[:300]
        put_party(row, row.activity_id, self.party, self.party_words)


@dataclass(frozen=True, slots=True)
class MoneyWords(RowWords[MoneyLine]):
    """One line of money, whole đồng; None is not known. A real amount may lack its slip, and the page says so."""

    model = MoneyLine
    stem = "money"

    name: str
    flow: Flow
    planned: int | None = None
    real: int | None = None
    source: str = ""
    slip: str = ""

    def put_on(self, row: MoneyLine) -> None:
        """See `RowWords`."""
        row.name = required_words(self.name, 200, _("Anh/chị chưa nhập nội dung thu, chi."), field="name")
        row.flow = self.flow
        row.planned = _count(self.planned, field="planned", most=MOST_MONEY)
        row.real = _count(self.real, field="real", most=MOST_MONEY)
        row.source = normalise(self.source)[:200]
        row.slip = normalise(self.slip)[:200]


@dataclass(frozen=True, slots=True)
class RiskWords(RowWords[Risk]):
    """What may go wrong, what is done against it, who sees to that."""

    model = Risk
    stem = "risk"

    risk: RiskKind
    name: str = ""
    measures: str = ""
    party: ActivityParty | None = None
    party_words: str = ""

    def put_on(self, row: Risk) -> None:
        """See `RowWords`."""
        row.risk = self.risk
        row.name = normalise(self.name)[:200]
        if self.risk == RiskKind.OTHER_RISK and not row.name:
            raise ActivityError(_("Anh/chị chưa ghi rủi ro ấy là gì."), code="no_name", field="name")
        row.measures = normalise(self.measures, keep_lines=True)
        put_party(row, row.activity_id, self.party, self.party_words)


@dataclass(frozen=True, slots=True)
class ZoneWords(RowWords[PlanZone]):
    """A stretch of work; what nobody knows is None."""

    model = PlanZone
    stem = "zone"

    name: str
    metres: Fraction | None = None
    bags: int | None = None
    head_count: int | None = None
    point: Point | None = None
    is_name_public: bool = False

    def put_on(self, row: PlanZone) -> None:
        """See `RowWords`."""
        row.name = required_words(self.name, 200, _("Anh/chị chưa nhập tên khu vực."), field="name")
        if self.metres is not None and self.metres <= 0:
            raise ActivityError(_("Số mét phải lớn hơn 0. Chưa đo thì để trống."), code="not_positive", field="metres")
        row.metres = self.metres
        row.bags = _count(self.bags, field="bags")
        row.head_count = _count(self.head_count, field="head_count")
        row.point_text = point_text(self.point)
        row.is_name_public = self.is_name_public


def same_text(text: str) -> str:
    """What two lines have in common that say the same."""
    return normalise(text).casefold().rstrip(" .;")


def required_words(text: str, longest: int, message: str, *, field: str) -> str:
    """The text tidied and cut to what a field holds; raises `ActivityError` with `message` where nothing is left."""
    clean = normalise(text)[:longest]
    if not clean:
        raise ActivityError(message, code="empty", field=field)
    return clean


def _count(value: int | None, *, field: str, most: int = MOST) -> int | None:
    if value is not None and not 0 <= value <= most:
        raise ActivityError(
            _("Số phải từ 0 trở lên và không quá lớn. Chưa biết thì để trống."), code="not_a_count", field=field
        )
    return value


def put_party(row: ByParty, activity: int, party: ActivityParty | None, words: str) -> None:
    """Write who answers for a row; raises `ActivityError` for a party of another activity."""
    if party is not None and party.activity_id != activity:
        raise ActivityError(_("Bên này không phải một bên của hoạt động."), code="other_party", field="party")
    row.party = party
    row.party_words = normalise(words)[:300]
