"""The targets of a pledge as a table, after form 1a: content, unit of measure, plan, note.

Two tables share one planner: all targets of the pledge, for its secretary while it is a draft; and those of one unit,
for its officer until the unit has signed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.enums import IndicatorKind, PledgeState, TargetScope
from thidua.campaigns.errors.pledges import UnfitRowError
from thidua.campaigns.models import Pledge, Target
from thidua.campaigns.policies.pledges import may_edit_pledge, pledges_visible_to
from thidua.campaigns.policies.targets import may_add_unit_target
from thidua.campaigns.queries.members import member_units
from thidua.campaigns.queries.pledges import standing_signatures
from thidua.campaigns.services.pledges import locked
from thidua.campaigns.services.targets import TargetContent, write
from thidua.common.actor import Actor
from thidua.common.errors import DomainError
from thidua.common.policy import Answer
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import ImportKind, anyone_who_sees
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import Choice, Day, Text
from thidua.common.tables.plans import Difference, PlanRow, Row, RowPlan, change, new, wrong
from thidua.common.tables.reading import Finding
from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.errors import NumberError
from thidua.core.vietnam.names import fold
from thidua.core.vietnam.numbers import format_number, parse_decimal
from thidua.organisations.models import BlocMembership, Unit
from thidua.organisations.policies import IN_UNIT
from thidua.organisations.services.imports.finders import UnitFinder

UNIT = Column(
    "unit",
    "Đơn vị",
    Text(250),
    width=44,
    spellings=("Tên đơn vị", "Đơn vị thực hiện"),
    hint="Để trống là chỉ tiêu chung của khối.",
)
SCOPE = Column(
    "scope",
    "Ai thực hiện",
    Choice(
        {TargetScope.EACH_UNIT: "Mỗi đơn vị", TargetScope.WHOLE_BLOC: "Cả khối", TargetScope.OF_UNIT: "Riêng đơn vị"},
        {str(scope.label): scope for scope in TargetScope},
    ),
    width=16,
)
CONTENT = (
    Column(
        "content",
        "Nội dung",
        Text(500),
        required=True,
        width=60,
        spellings=("Chỉ tiêu", "Nội dung chỉ tiêu", "Nội dung đăng ký", "Tên chỉ tiêu"),
        example="Ví dụ: số buổi tuyên truyền",
    ),
    Column("unit_of_measure", "Đơn vị tính", Text(60), width=14, spellings=("ĐVT",), example="buổi"),
    Column(
        "kind",
        "Loại",
        Choice(
            {
                IndicatorKind.NUMBER: "Số lượng",
                IndicatorKind.PERCENT: "Tỷ lệ phần trăm",
                IndicatorKind.MONEY: "Số tiền",
                IndicatorKind.QUALITATIVE: "Định tính",
                IndicatorKind.YES_NO: "Có hoặc chưa",
            },
            {"Số": IndicatorKind.NUMBER, "%": IndicatorKind.PERCENT, "Tỷ lệ": IndicatorKind.PERCENT},
        ),
        width=16,
        spellings=("Loại chỉ tiêu",),
    ),
    Column(
        "plan",
        "Kế hoạch",
        Text(500),
        width=30,
        spellings=("Kế hoạch năm", "Chỉ tiêu kế hoạch", "Mức đăng ký"),
        example="4",
        hint="Số, hoặc lời nếu là định tính.",
    ),
    Column("note", "Ghi chú", Text(500), width=40),
    Column("due_on", "Hạn", Day(), width=14, spellings=("Thời hạn", "Hạn hoàn thành")),
)
OF_PLEDGE = Layout("chi-tieu", "BẢNG CHỈ TIÊU GIAO ƯỚC THI ĐUA", (UNIT, SCOPE, *CONTENT), unique=(("unit", "content"),))
OF_UNIT = Layout("chi-tieu-don-vi", "BẢNG CHỈ TIÊU GIAO ƯỚC CỦA ĐƠN VỊ", CONTENT, unique=(("content",),))

FIELDS = ("content", "unit_of_measure", "kind", "plan_exact", "plan_text", "note", "due_on")
Key = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class UnitPart:
    """The part of one unit in its bloc's pledge; known by the unit's membership in the year."""

    pk: int
    pledge: Pledge
    unit: Unit

    def __str__(self) -> str:
        return f"{self.unit}, {self.pledge}"


def plan_targets(pledge: Pledge, rows: Sequence[Row], today: date) -> PlanRow:
    """All targets of the pledge: found by unit and content."""
    finder = UnitFinder(member_units(pledge.cycle))

    def unit_of(row: Row) -> Unit | RowPlan | None:
        return finder.find(row, "Đơn vị", row["unit"], row["content"]) if row["unit"] else None

    return _planner(pledge, unit_of)


def plan_unit_targets(part: UnitPart, rows: Sequence[Row], today: date) -> PlanRow:
    """The targets of one unit: found by content."""
    return _planner(part.pledge, lambda row: part.unit)


def _planner(pledge: Pledge, unit_of: Any) -> PlanRow:
    stored: dict[Key, list[Target]] = defaultdict(list)
    for target in pledge.targets.select_related("unit", "indicator"):
        stored[target.unit_id, fold(target.content)].append(target)

    def plan_row(row: Row) -> RowPlan:
        unit = unit_of(row)
        if isinstance(unit, RowPlan):
            return unit
        found = stored.get((unit.pk if unit else None, fold(row["content"])), [])
        target = found[0] if found else None
        try:
            scope = _scope(row, unit, target)
            after = _written(pledge, scope, unit, row, target)
        except DomainError as error:
            column = {"due_on": "Hạn", "plan": "Kế hoạch", "scope": "Ai thực hiện", "unit_of_measure": "Đơn vị tính"}
            named = column.get(error.field or "", "Nội dung")
            return wrong(row, row["content"], Finding(named, error.message))
        values = {name: getattr(after, name) for name in FIELDS}
        values |= {"unit": unit.pk if unit else None, "scope": scope}
        title = after.content if unit is None else f"{after.content} ({unit.name})"
        if target is None:
            return new(row, title, **values)
        return change(row, title, target.pk, _differences(target, after), **values)

    return plan_row


def _scope(row: Row, unit: Unit | None, target: Target | None) -> TargetScope:
    given = row["scope"]
    if unit is not None:
        if given not in (None, TargetScope.OF_UNIT):
            raise UnfitRowError(_("Dòng có tên đơn vị là chỉ tiêu riêng của đơn vị ấy."), field="scope")
        return TargetScope.OF_UNIT
    if given == TargetScope.OF_UNIT:
        raise UnfitRowError(_("Chỉ tiêu riêng thì ghi tên đơn vị."), field="scope")
    stands = TargetScope(target.scope) if target is not None else TargetScope.EACH_UNIT
    return TargetScope(given) if given else stands


def _written(pledge: Pledge, scope: TargetScope, unit: Unit | None, row: Row, target: Target | None) -> Target:
    """The target as the row would leave it, unsaved, by the rules by which a person writes one."""
    before = target or Target()
    uom = row["unit_of_measure"] if row["unit_of_measure"] is not None else before.unit_of_measure
    kind, plan, plan_text = _plan_of(row, target, uom)
    if target is not None and target.indicator is not None and (uom, kind) != (target.unit_of_measure, target.kind):
        words = _("Chỉ tiêu lấy từ danh mục chỉ số nên loại và đơn vị tính giữ theo danh mục.")
        raise UnfitRowError(words, field="unit_of_measure")
    after = Target(pledge=pledge, scope=scope, unit=unit)
    says = TargetContent(
        content=row["content"],
        kind=kind,
        indicator=before.indicator if target is not None else None,
        unit_of_measure=uom,
        bigger_is_better=before.bigger_is_better,
        is_cumulative=before.is_cumulative if target is not None else kind != IndicatorKind.PERCENT,
        plan=plan,
        plan_text=plan_text,
        note=row["note"] if row["note"] is not None else before.note,
        due_on=row["due_on"] or before.due_on,
    )
    write(after, says, year=pledge.cycle.year)
    return after


def _plan_of(row: Row, target: Target | None, uom: str) -> tuple[IndicatorKind, Fraction | None, str]:
    """Kind, figure and words. A missing cell changes nothing; words where a figure is due are refused."""
    text: str | None = row["plan"]
    given: IndicatorKind | None = row["kind"]
    if text is None:
        if target is None:
            return given or _likely_kind(None, uom), None, ""
        kind = given or IndicatorKind(target.kind)
        return kind, target.plan if kind.has_figure else None, target.plan_text
    figure = _figure(text)
    kind = IndicatorKind(given or (target.kind if target is not None else _likely_kind(figure, uom)))
    if not kind.has_figure:
        return kind, None, text
    if figure is None:
        raise UnfitRowError(
            _("“{text}” không phải là số. Định tính thì ghi ở cột Loại.").format(text=text), field="plan"
        )
    return kind, figure, target.plan_text if target is not None else ""


def _figure(text: str) -> Fraction | None:
    try:
        return parse_decimal(text.removesuffix("%").strip())
    except NumberError:
        return None


def _likely_kind(figure: Fraction | None, uom: str) -> IndicatorKind:
    if uom == "%":
        return IndicatorKind.PERCENT
    return IndicatorKind.NUMBER if figure is not None or uom else IndicatorKind.QUALITATIVE


def _differences(before: Target, after: Target) -> Iterable[Difference]:
    labels = {
        "content": _("Nội dung"),
        "unit_of_measure": _("Đơn vị tính"),
        "note": _("Ghi chú"),
        "plan_text": _("Kế hoạch bằng lời"),
    }
    for name, label in labels.items():
        if getattr(before, name) != getattr(after, name):
            yield Difference(label, getattr(before, name), getattr(after, name))
    if before.kind != after.kind:
        yield Difference(_("Loại"), before.get_kind_display(), after.get_kind_display())
    if before.scope != after.scope:
        yield Difference(_("Ai thực hiện"), before.get_scope_display(), after.get_scope_display())
    if before.plan != after.plan:
        yield Difference(
            _("Kế hoạch"), *(("" if one.plan is None else format_number(one.plan)) for one in (before, after))
        )
    if before.due_on != after.due_on:
        yield Difference(_("Hạn"), *((format_date(one.due_on) if one.due_on else "") for one in (before, after)))


def apply_targets(pledge: Pledge, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Write what the whole table says, while the pledge is a draft."""
    pledge = locked(pledge)
    if pledge.state != PledgeState.DRAFT:
        raise ImportStateError(_("Giao ước vừa được mở ký nên chỉ tiêu không sửa được nữa."))
    _apply(pledge, plans, ledger)


def apply_unit_targets(part: UnitPart, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Write what the table of one unit says, until the unit has signed."""
    pledge = locked(part.pledge)
    if pledge.state == PledgeState.FROZEN or part.unit.pk in standing_signatures(pledge):
        raise ImportStateError(_("Đơn vị vừa ký giao ước nên chỉ tiêu không sửa được nữa."))
    _apply(pledge, plans, ledger)


def _apply(pledge: Pledge, plans: Sequence[RowPlan], ledger: Ledger) -> None:
    stored = {row.pk: row for row in Target.objects.select_for_update(no_key=True).filter(pledge=pledge)}
    last: dict[int | None, int] = defaultdict(int)
    for row in stored.values():
        last[row.unit_id] = max(last[row.unit_id], row.position)
    made = []
    for plan in plans:
        values = {name: plan.values[name] for name in (*FIELDS, "scope")}
        if plan.target is not None:
            row = stored[plan.target]
            ledger.change(row, **{name: value for name, value in values.items() if value != getattr(row, name)})
            continue
        unit = plan.values["unit"]
        last[unit] += 1
        cumulative = values["kind"] != IndicatorKind.PERCENT
        made.append(
            Target(
                agency_id=pledge.agency_id,
                pledge=pledge,
                unit_id=unit,
                position=last[unit],
                is_cumulative=cumulative,
                **values,
            )
        )
    ledger.create(made)


def export_targets(pledge: Pledge) -> Iterator[Mapping[str, Any]]:
    """Common targets first, then unit by unit in the bloc's order."""
    order = {unit.pk: place for place, unit in enumerate(member_units(pledge.cycle))}
    rows = list(pledge.targets.select_related("unit"))
    for row in sorted(rows, key=lambda one: (one.unit_id is not None, order.get(one.unit_id or 0, 0), one.position)):
        yield {"unit": row.unit.name if row.unit else None, "scope": row.scope, **_exported(row)}


def export_unit_targets(part: UnitPart) -> Iterator[Mapping[str, Any]]:
    """The unit's own targets in their order."""
    for row in part.pledge.targets.filter(unit=part.unit):
        yield _exported(row)


def _exported(row: Target) -> Mapping[str, Any]:
    return {
        "content": row.content,
        "unit_of_measure": row.unit_of_measure or None,
        "kind": row.kind,
        "plan": (format_number(row.plan) if row.plan is not None else row.plan_text) or None,
        "note": row.note or None,
        "due_on": row.due_on,
    }


def _find_pledge(actor: Actor, pk: int) -> Pledge | None:
    return _pledges(actor).filter(pk=pk).first()


def _pledges(actor: Actor) -> QuerySet[Pledge]:
    return pledges_visible_to(actor).select_related("agency", "cycle__bloc__agency")


def _find_part(actor: Actor, pk: int) -> UnitPart | None:
    membership = BlocMembership.objects.filter(pk=pk).select_related("unit").first()
    if membership is None:
        return None
    pledge = _pledges(actor).filter(cycle__bloc=membership.bloc_id, cycle__year=membership.year).first()
    return UnitPart(membership.pk, pledge, membership.unit) if pledge is not None else None


def _parts(actor: Actor) -> list[UnitPart]:
    """The parts of the actor's own units that are not frozen."""
    pledges = {
        (pledge.cycle.bloc_id, pledge.cycle.year): pledge
        for pledge in _pledges(actor).exclude(state=PledgeState.FROZEN)
    }
    own = (
        BlocMembership.objects.filter(unit__in=actor.units_as(*IN_UNIT)).select_related("unit").order_by("-year", "pk")
    )
    return [
        UnitPart(row.pk, pledges[row.bloc_id, row.year], row.unit) for row in own if (row.bloc_id, row.year) in pledges
    ]


def _may_import_part(actor: Actor, part: UnitPart) -> Answer:
    return may_add_unit_target(actor, (part.pledge, part.unit))


def _drafts(actor: Actor) -> list[Pledge]:
    return [pledge for pledge in _pledges(actor).filter(state=PledgeState.DRAFT) if may_edit_pledge(actor, pledge)]


PLEDGE_TARGETS = ImportKind(
    kind="chi-tieu",
    label=lambda: _("chỉ tiêu của giao ước"),
    layout=OF_PLEDGE,
    find=_find_pledge,
    may=may_edit_pledge,
    may_export=anyone_who_sees,
    subjects=_drafts,
    agency_of=lambda pledge: pledge.agency_id,
    back_url=lambda pledge: reverse("pledge", args=[pledge.pk]),
    planner=plan_targets,
    apply=apply_targets,
    export=export_targets,
    record=record,
)
UNIT_TARGETS = ImportKind(
    kind="chi-tieu-don-vi",
    label=lambda: _("chỉ tiêu của đơn vị"),
    layout=OF_UNIT,
    find=_find_part,
    may=_may_import_part,
    may_export=anyone_who_sees,
    subjects=_parts,
    agency_of=lambda part: part.pledge.agency_id,
    back_url=lambda part: reverse("pledge_unit", args=[part.pledge.pk, part.unit.pk]),
    planner=plan_unit_targets,
    apply=apply_unit_targets,
    export=export_unit_targets,
    record=record,
)
