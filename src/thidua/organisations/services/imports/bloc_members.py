"""The table of a bloc's members by year, with who led and who represented."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.tables.kinds import ImportKind, Undoing
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import Choice, Day, Text, Whole, Year
from thidua.common.tables.plans import Difference, PlanRow, Row, RowPlan, change, new, wrong
from thidua.common.tables.reading import Finding
from thidua.core.vietnam.dates import format_date
from thidua.organisations import policies
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Bloc, BlocLeadership, BlocMembership, Person, Unit, UnitMembership
from thidua.organisations.services.imports.decisions import DecisionColumns
from thidua.organisations.services.imports.finders import PersonFinder, UnitFinder

MEMBER = "MEMBER"
DECISION = DecisionColumns(
    "",
    "Số quyết định",
    "Ngày quyết định",
    "Nơi ban hành",
    ("Số QĐ", "Quyết định số", "Số văn bản"),
    ("Ngày QĐ", "Ngày ký", "Ngày ban hành", "Ngày văn bản"),
    ("Cơ quan ban hành", "Cấp quyết định", "Cấp ra quyết định"),
    example="12/QĐ-BVD",
)
LAYOUT = Layout(
    "thanh-vien-khoi",
    "DANH SÁCH THÀNH VIÊN KHỐI, CỤM THI ĐUA",
    (
        Column("year", "Năm", Year(), required=True, width=10, spellings=("Năm thi đua",), example=2024),
        Column(
            "unit",
            "Đơn vị",
            Text(250),
            required=True,
            width=60,
            spellings=("Tên đơn vị", "Đơn vị thành viên", "Thành viên"),
            example="Vụ Ví dụ",
        ),
        Column("position", "Thứ tự", Whole(), width=10, spellings=("Thứ tự trong khối", "Số thứ tự trong khối")),
        Column(
            "role",
            "Vai trò",
            Choice(
                {MEMBER: "Thành viên", "LEAD": "Khối trưởng", "DEPUTY_LEAD": "Khối phó"},
                {
                    "Trưởng khối": "LEAD",
                    "Cụm trưởng": "LEAD",
                    "Trưởng cụm": "LEAD",
                    "Phó khối": "DEPUTY_LEAD",
                    "Phó Trưởng khối": "DEPUTY_LEAD",
                    "Cụm phó": "DEPUTY_LEAD",
                    "Phó Trưởng cụm": "DEPUTY_LEAD",
                },
            ),
            width=16,
            spellings=("Chức danh trong khối",),
        ),
        Column(
            "representative", "Người đại diện", Text(120), width=28, spellings=("Đại diện", "Họ tên người đại diện")
        ),
        Column("joined_on", "Vào từ ngày", Day(), width=14, spellings=("Ngày vào khối",)),
        Column("left_on", "Rời ngày", Day(), width=14, spellings=("Ngày rời khối",)),
        Column("left_because", "Lý do rời", Text(250), width=40),
        *DECISION.columns,
    ),
    unique=(("year", "unit"),),
)
Key = tuple[int, int]


def plan_bloc_members(bloc: Bloc, rows: Sequence[Row], today: date) -> PlanRow:
    """Members are found by year and unit; a head is noted where the year has none in that role."""
    units = Unit.objects.filter(agency__path__startswith=bloc.agency.path).select_related("parent")
    finder = UnitFinder(units.order_by("sort_key", "pk"))
    years = {row["year"] for row in rows}
    stored: dict[Key, BlocMembership] = {}
    elsewhere: dict[Key, str] = {}
    for membership in BlocMembership.objects.filter(agency_id=bloc.agency_id, year__in=years).select_related("bloc"):
        if membership.bloc_id == bloc.pk:
            stored[membership.year, membership.unit_id] = membership
        elif membership.left_on is None:
            elsewhere[membership.year, membership.unit_id] = membership.bloc.name
    held: dict[tuple[int, str], list[BlocLeadership]] = defaultdict(list)
    leaders = BlocLeadership.objects.filter(agency_id=bloc.agency_id, bloc=bloc, year__in=years)
    for leader in leaders.select_related("unit", "representative").order_by("pk"):
        held[leader.year, leader.role].append(leader)
    people = _people_of_units(units)
    first_heads: dict[tuple[int, str], int] = {}

    def plan_row(row: Row) -> RowPlan:
        unit = finder.find(row, "Đơn vị", row["unit"], row["unit"])
        if isinstance(unit, RowPlan):
            return unit
        year = row["year"]
        finding = _finding(row, unit, elsewhere.get((year, unit.pk))) or DECISION.finding(row, today)
        if finding is not None:
            return wrong(row, unit.name, finding)
        representative: Person | None = None
        if row["representative"]:
            found = people[unit.pk].find(row, "Người đại diện", row["representative"], unit.name)
            if isinstance(found, RowPlan):
                return found
            representative = found
        leads: dict[str, Any] = {}
        role = row["role"]
        if role in (LeadRole.LEAD, LeadRole.DEPUTY_LEAD):
            now_held = held[year, role]
            if now_held and now_held[-1].unit_id != unit.pk:
                return wrong(row, unit.name, _held_by_another(now_held[-1]))
            if first_heads.setdefault((year, role), row.number) != row.number:
                text = _("Dòng {row} đã ghi {role} năm {year}.").format(
                    row=first_heads[year, role], role=LeadRole(role).label, year=year
                )
                return wrong(row, unit.name, Finding("Vai trò", text, _("Một năm một đơn vị giữ vai trò này.")))
            if not now_held:
                leads = {"role": role, "representative": representative.pk if representative else None}
        return _plan_membership(row, unit, stored.get((year, unit.pk)), leads, representative)

    return plan_row


def _people_of_units(units: Any) -> dict[int, PersonFinder]:
    members: dict[int, dict[int, Person]] = defaultdict(dict)
    for membership in UnitMembership.objects.filter(unit__in=units).select_related("person"):
        members[membership.unit_id][membership.person_id] = membership.person
    finders: dict[int, PersonFinder] = defaultdict(lambda: PersonFinder([]))
    finders.update({unit: PersonFinder((person, "") for person in people.values()) for unit, people in members.items()})
    return finders


def _finding(row: Row, unit: Unit, other_bloc: str | None) -> Finding | None:
    year = row["year"]
    if unit.ended_on is not None and unit.ended_on.year < year:
        text = _("{unit} đã kết thúc hoạt động ngày {day}.").format(unit=unit.name, day=format_date(unit.ended_on))
        return Finding("Đơn vị", text, _("Ghi đơn vị kế thừa."))
    if other_bloc is not None:
        text = _("{unit} đang là thành viên {bloc} năm {year}.").format(unit=unit.name, bloc=other_bloc, year=year)
        return Finding("Đơn vị", text, _("Ghi ngày rời khối đó trước."))
    for key, label in (("joined_on", "Vào từ ngày"), ("left_on", "Rời ngày")):
        if row[key] is not None and row[key].year != year:
            return Finding(label, _("Ngày phải trong năm {year}.").format(year=year))
    if row["joined_on"] and row["left_on"] and row["left_on"] < row["joined_on"]:
        return Finding("Rời ngày", _("Ngày rời sớm hơn ngày vào."))
    return None


def _held_by_another(leader: BlocLeadership) -> Finding:
    text = _("Năm {year} đã có {role} là {unit}.").format(
        year=leader.year, role=leader.get_role_display(), unit=leader.unit.name
    )
    return Finding("Vai trò", text, _("Thay đổi trên trang của Khối, có ghi ngày."))


def _plan_membership(
    row: Row, unit: Unit, membership: BlocMembership | None, leads: dict[str, Any], representative: Person | None
) -> RowPlan:
    title = _("{unit}, năm {year}").format(unit=unit.name, year=row["year"])
    given = {name: row[name] for name in ("position", "joined_on", "left_on", "left_because")}
    paper = DECISION.told(row) if membership is None else DECISION.changed(row, membership)
    values = {"year": row["year"], "unit": unit.pk, "leads": leads, "paper": paper, **given}
    if membership is None:
        return new(row, title, **values)
    labels = {
        "position": _("Thứ tự"),
        "joined_on": _("Vào từ ngày"),
        "left_on": _("Rời ngày"),
        "left_because": _("Lý do rời"),
    }
    differences = [
        Difference(label, _shown(getattr(membership, name)), _shown(given[name]))
        for name, label in labels.items()
        if given[name] is not None and given[name] != getattr(membership, name)
    ]
    differences += DECISION.differences(row, membership)
    if leads:
        after = str(LeadRole(leads["role"]).label)
        if representative is not None:
            after = _("{role}, đại diện là {name}").format(role=after, name=representative.full_name)
        differences.append(Difference(_("Vai trò"), _("Thành viên"), after))
    return change(row, title, membership.pk, differences, **values)


def _shown(value: object) -> str:
    if isinstance(value, date):
        return format_date(value)
    return "" if value in (None, "") else str(value)


def apply_bloc_members(bloc: Bloc, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Write members and heads; new members without a place stand last."""
    stored = BlocMembership.objects.select_for_update(no_key=True).filter(agency_id=bloc.agency_id, bloc=bloc)
    by_id = {row.pk: row for row in stored}
    last: dict[int, int] = defaultdict(int)
    for row in by_id.values():
        last[row.year] = max(last[row.year], row.position)
    made = []
    for plan in plans:
        values = plan.values
        given = {
            name: values[name]
            for name in ("position", "joined_on", "left_on", "left_because")
            if values[name] is not None
        } | values["paper"]
        if plan.target is not None:
            row = by_id[plan.target]
            ledger.change(row, **{name: value for name, value in given.items() if value != getattr(row, name)})
            continue
        last[values["year"]] += 1
        given.setdefault("position", last[values["year"]])
        made.append(
            BlocMembership(agency_id=bloc.agency_id, bloc=bloc, year=values["year"], unit_id=values["unit"], **given)
        )
    ledger.create(made)
    ledger.create(
        [
            BlocLeadership(
                agency_id=bloc.agency_id,
                bloc=bloc,
                year=plan.values["year"],
                unit_id=plan.values["unit"],
                role=plan.values["leads"]["role"],
                representative_id=plan.values["leads"]["representative"],
            )
            for plan in plans
            if plan.values["leads"]
        ]
    )
    _has_changed(bloc)


def _has_changed(bloc: Bloc, undoing: Undoing | None = None) -> None:
    """Who has a form of the bloc open is told that it changed meanwhile."""
    Bloc.objects.filter(pk=bloc.pk).update(version=F("version") + 1)


def export_bloc_members(bloc: Bloc) -> Iterator[Mapping[str, Any]]:
    """All years as they stand, the latest first."""
    held = BlocLeadership.objects.filter(bloc=bloc).select_related("representative").order_by("pk")
    leaders: dict[Key, BlocLeadership] = {(each.year, each.unit_id): each for each in held}
    rows = BlocMembership.objects.filter(bloc=bloc).select_related("unit").order_by("-year", "position", "pk")
    for row in rows:
        leader = leaders.get((row.year, row.unit_id))
        yield {
            "year": row.year,
            "unit": row.unit.name,
            "position": row.position,
            "role": MEMBER if leader is None else leader.role,
            "representative": None
            if leader is None or leader.representative is None
            else leader.representative.full_name,
            "joined_on": row.joined_on,
            "left_on": row.left_on,
            "left_because": row.left_because or None,
            **DECISION.out(row),
        }


def _find_bloc(actor: Actor, pk: int) -> Bloc | None:
    return policies.blocs_visible_to(actor).select_related("agency").filter(pk=pk).first()


BLOC_MEMBERS = ImportKind(
    kind="thanh-vien-khoi",
    label=lambda: _("thành viên khối, cụm"),
    layout=LAYOUT,
    find=_find_bloc,
    may=policies.may_keep_bloc,
    subjects=lambda actor: policies.blocs_visible_to(actor).select_related("agency"),
    agency_of=lambda bloc: bloc.agency_id,
    back_url=lambda bloc: reverse("bloc", args=[bloc.pk]),
    planner=plan_bloc_members,
    apply=apply_bloc_members,
    export=export_bloc_members,
    undone=_has_changed,
    record=record,
)
