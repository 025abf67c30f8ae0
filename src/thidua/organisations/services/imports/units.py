"""The table of units of an agency."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.tables.kinds import ImportKind
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import Choice, Day, Text
from thidua.common.tables.plans import (
    Action,
    Difference,
    Option,
    PlanRow,
    Question,
    Row,
    RowPlan,
    ask,
    change,
    new,
    wrong,
)
from thidua.common.tables.reading import Finding
from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.names import fold, normalise
from thidua.organisations import policies
from thidua.organisations.enums import UnitKind
from thidua.organisations.models import Agency, Alias, Unit, UnitName, UnitPlace
from thidua.organisations.models.keys import search_key_of
from thidua.organisations.services.imports.finders import UnitFinder, describe_unit
from thidua.organisations.services.rows import free_code
from thidua.organisations.services.units import build_unit

NEW = "moi"
LAYOUT = Layout(
    "don-vi",
    "DANH SÁCH ĐƠN VỊ",
    (
        Column(
            "name",
            "Tên đơn vị",
            Text(250),
            required=True,
            width=60,
            spellings=(
                "Đơn vị",
                "Tên đơn vị/tập thể",
                "Tên tập thể",
                "Tên cơ quan, đơn vị",
                "Tên đơn vị/tập thể công tác",
            ),
            example="Vụ Ví dụ",
        ),
        Column(
            "short_name",
            "Tên ngắn",
            Text(120),
            width=30,
            spellings=("Tên viết tắt", "Viết tắt", "Tên gọi tắt"),
            hint="Tên mà đơn vị tự dùng khi nói ngắn",
        ),
        Column(
            "kind",
            "Loại đơn vị",
            Choice(
                dict(UnitKind.choices),
                {
                    "Cơ quan": "STATE_BODY",
                    "Hành chính": "STATE_BODY",
                    "Cơ quan hành chính": "STATE_BODY",
                    "Sự nghiệp": "PUBLIC_SERVICE",
                    "Đơn vị sự nghiệp": "PUBLIC_SERVICE",
                    "Công ty": "ENTERPRISE",
                    "Khác": "OTHER",
                },
            ),
            width=30,
            spellings=("Loại hình", "Phân loại"),
            example="STATE_BODY",
        ),
        Column(
            "parent",
            "Đơn vị cấp trên",
            Text(250),
            width=50,
            spellings=("Trực thuộc", "Thuộc đơn vị"),
            hint="Để trống nếu trực thuộc thẳng cơ quan",
        ),
        Column(
            "aliases",
            "Tên gọi khác",
            Text(500),
            width=40,
            spellings=("Tên khác", "Bí danh"),
            hint="Nhiều tên cách nhau bằng dấu chấm phẩy",
            example="Vụ VD; Vụ Ví dụ mẫu",
        ),
        Column("since", "Từ ngày", Day(), width=14, spellings=("Ngày thành lập", "Thành lập ngày")),
    ),
    unique=(("name",),),
)


def plan_units(agency: Agency, rows: Sequence[Row], today: date) -> PlanRow:
    """Known units are found by any of their names; what stands in the file of them is compared; the rest are new."""
    known = Unit.objects.filter(agency=agency).select_related("parent").order_by("sort_key", "pk")
    finder = UnitFinder(known)
    aliases: dict[int, set[str]] = {}
    for unit_id, text in Alias.objects.filter(unit__agency=agency).values_list("unit_id", "text"):
        aliases.setdefault(unit_id, set()).add(fold(text))
    in_file = {fold(row["name"]): fold(row["parent"] or "") for row in rows}

    def plan_row(row: Row) -> RowPlan:
        name = row["name"]
        unit = _known_unit(finder, row)
        if isinstance(unit, RowPlan):
            return unit
        parent = _parent(finder, in_file, row, unit)
        if isinstance(parent, RowPlan):
            return parent
        given = _split_aliases(row["aliases"])
        if unit is None:
            return new(
                row,
                name,
                name=name,
                short_name=row["short_name"] or "",
                kind=row["kind"] or UnitKind.STATE_BODY.value,
                aliases=given,
                since=row["since"],
                **parent,
            )
        names = set(unit.search_key.split("\n")) | aliases.get(unit.pk, set())
        added = [text for text in given if fold(text) not in names]
        return change(
            row,
            unit.name,
            unit.pk,
            _differences(unit, row, parent, added),
            short_name=row["short_name"],
            kind=row["kind"],
            added=added,
            since=row["since"],
            **parent,
        )

    return plan_row


def _known_unit(finder: UnitFinder, row: Row) -> Unit | RowPlan | None:
    found = finder.named(row["name"])
    answer = row.answers.get("unit", "")
    if not found or answer == NEW:
        return None
    living = [unit for unit in found if unit.ended_on is None]
    if len(found) == 1 and living:
        return found[0]
    for unit in found:
        if str(unit.pk) == answer:
            return unit
    options = tuple(Option(str(unit.pk), describe_unit(unit)) for unit in found)
    text = _("Đã có đơn vị gọi là “{name}”. Là đơn vị nào?").format(name=row["name"])
    return ask(row, row["name"], Question("unit", text, (*options, Option(NEW, _("Một đơn vị mới cùng tên")))))


def _parent(finder: UnitFinder, in_file: Mapping[str, str], row: Row, unit: Unit | None) -> dict[str, Any] | RowPlan:
    """The unit above: its id, or its name when it comes with the same file; nothing when the file does not say."""
    text = row["parent"]
    if text is None:
        return {}
    circle = Finding("Đơn vị cấp trên", _("Đơn vị không thể ở trên chính mình."), _("Sửa tên đơn vị cấp trên."))
    if not finder.named(text) and fold(text) in in_file:
        name, seen = fold(text), {fold(row["name"])}
        while name in in_file:
            if name in seen:
                return wrong(row, row["name"], circle)
            seen.add(name)
            name = in_file[name]
        return {"parent_name": fold(text)}
    found = finder.find(row, "Đơn vị cấp trên", text, row["name"], key="parent")
    if isinstance(found, RowPlan):
        return found
    above: Unit | None = found
    while above is not None and unit is not None:
        if above.pk == unit.pk:
            return wrong(row, row["name"], circle)
        above = finder.units.get(above.parent_id) if above.parent_id else None
    return {"parent": found.pk}


def _split_aliases(text: str | None) -> list[str]:
    parts = (normalise(part)[:250] for part in (text or "").split(";"))
    return list(dict.fromkeys(part for part in parts if part))


def _differences(unit: Unit, row: Row, parent: Mapping[str, Any], added: list[str]) -> Iterator[Difference]:
    if row["short_name"] and row["short_name"] != unit.short_name:
        yield Difference(_("Tên ngắn"), unit.short_name, row["short_name"])
    if row["kind"] and row["kind"] != unit.kind:
        yield Difference(_("Loại đơn vị"), unit.get_kind_display(), str(UnitKind(row["kind"]).label))
    if "parent_name" in parent or parent.get("parent") not in (None, unit.parent_id):
        moved = _(" từ {day}").format(day=format_date(row["since"])) if row["since"] else ""
        yield Difference(
            _("Đơn vị cấp trên"), unit.parent.name if unit.parent else _("trực thuộc cơ quan"), row["parent"] + moved
        )
    if added:
        yield Difference(_("Tên gọi khác"), "", "; ".join(added))


def apply_units(agency: Agency, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Make the new units, those above first, and change the known ones."""
    made = _make(agency, [plan for plan in plans if plan.action == Action.NEW], ledger)
    changed = [plan for plan in plans if plan.action == Action.CHANGE]
    units = Unit.objects.select_for_update(no_key=True).in_bulk([plan.target for plan in changed if plan.target])
    moved: list[UnitPlace] = []
    aliases: list[Alias] = []
    for plan in changed:
        unit = units[plan.target or 0]
        values = dict(plan.values)
        changes: dict[str, Any] = {}
        if values["short_name"] and values["short_name"] != unit.short_name:
            changes["short_name"] = values["short_name"]
        if values["kind"] and values["kind"] != unit.kind:
            changes["kind"] = values["kind"]
        parent_id = made[values["parent_name"]].pk if "parent_name" in values else values.get("parent", unit.parent_id)
        if parent_id != unit.parent_id:
            changes["parent_id"] = parent_id
            moved.append(UnitPlace(agency=agency, unit=unit, parent_id=parent_id, since=values["since"]))
        added = values["added"]
        aliases += [Alias(agency=agency, unit=unit, text=text) for text in added]
        if added or "short_name" in changes:
            changes["search_key"] = search_key_of([*unit.search_key.split("\n"), changes.get("short_name", ""), *added])
        ledger.change(unit, **changes)
    _move(moved, ledger)
    ledger.create(aliases)


def _make(agency: Agency, plans: list[RowPlan], ledger: Ledger) -> dict[str, Unit]:
    """New units by folded name, level by level, so that a unit is made before what is under it."""
    codes = set(Unit.objects.filter(agency=agency).values_list("code", flat=True))
    made: dict[str, Unit] = {}
    waiting = plans
    while waiting:
        ready = [plan for plan in waiting if plan.values.get("parent_name") in (None, *made)] or waiting
        waiting = [plan for plan in waiting if plan not in ready]
        level: list[Unit] = []
        for plan in ready:
            values = plan.values
            code = free_code(values["name"], codes, 60)
            codes.add(code)
            unit = build_unit(
                agency, code, values["name"], values["short_name"], UnitKind(values["kind"]), values["aliases"]
            )
            above = made.get(values.get("parent_name", ""))
            unit.parent_id = above.pk if above else values.get("parent")
            level.append(unit)
        ledger.create(level)
        made |= {fold(unit.name): unit for unit in level}
    since = {fold(plan.values["name"]): plan.values["since"] for plan in plans}
    units = list(made.values())
    ledger.create(
        [
            UnitName(agency=agency, unit=unit, name=unit.name, short_name=unit.short_name, since=since[fold(unit.name)])
            for unit in units
        ]
    )
    ledger.create(
        [UnitPlace(agency=agency, unit=unit, parent_id=unit.parent_id, since=since[fold(unit.name)]) for unit in units]
    )
    texts = {fold(plan.values["name"]): plan.values["aliases"] for plan in plans}
    ledger.create([Alias(agency=agency, unit=unit, text=text) for unit in units for text in texts[fold(unit.name)]])
    return made


def _move(moved: list[UnitPlace], ledger: Ledger) -> None:
    """A move with its day ends the place before; without one the place in force is corrected."""
    held: dict[int, UnitPlace] = {}
    for place in UnitPlace.objects.select_for_update(no_key=True).filter(
        unit__in=[each.unit_id for each in moved], until=None
    ):
        held[place.unit_id] = place
    begun = []
    for place in moved:
        last = held.get(place.unit_id)
        if last is None:
            begun.append(place)
        elif place.since is None or (last.since is not None and last.since >= place.since):
            ledger.change(last, parent_id=place.parent_id)
        else:
            ledger.change(last, until=date.fromordinal(place.since.toordinal() - 1))
            begun.append(place)
    ledger.create(begun)


def export_units(agency: Agency) -> Iterator[Mapping[str, Any]]:
    """The living units as they stand."""
    units = Unit.objects.filter(agency=agency, ended_on=None).select_related("parent").prefetch_related("aliases")
    for unit in units.order_by("sort_key", "pk"):
        yield {
            "name": unit.name,
            "short_name": unit.short_name or None,
            "kind": unit.kind,
            "parent": unit.parent.name if unit.parent else None,
            "aliases": "; ".join(alias.text for alias in unit.aliases.all()) or None,
            "since": None,
        }


def find_agency(actor: Actor, pk: int) -> Agency | None:
    """The agency among those the actor sees."""
    return policies.agencies_visible_to(actor).filter(pk=pk).first()


UNITS = ImportKind(
    kind="don-vi",
    label=lambda: _("danh sách đơn vị"),
    layout=LAYOUT,
    find=find_agency,
    may=policies.may_keep_organisations,
    subjects=lambda actor: policies.agencies_visible_to(actor).order_by("path"),
    agency_of=lambda agency: agency.pk,
    back_url=lambda agency: reverse("units"),
    planner=plan_units,
    apply=apply_units,
    export=export_units,
    record=record,
)
