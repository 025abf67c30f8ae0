"""The tasks of a bloc's year as a table. How a task goes is told on its own page: the table shows it, and changes it
not."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.enums import CycleState, TaskState
from thidua.campaigns.errors.pledges import UnfitRowError
from thidua.campaigns.models import Cycle, Task
from thidua.campaigns.policies.cycles import cycles_visible_to, may_run_cycle
from thidua.campaigns.policies.pledges import may_keep_year
from thidua.campaigns.queries.members import member_units
from thidua.campaigns.services.cycles import lock_cycle
from thidua.campaigns.services.tasks import free_code
from thidua.common.actor import Actor
from thidua.common.tables.kinds import ImportKind, anyone_who_sees
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import Choice, Day, Text
from thidua.common.tables.plans import Difference, PlanRow, Row, RowPlan, change, new, wrong
from thidua.common.tables.reading import Finding
from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Unit
from thidua.organisations.services.imports.finders import UnitFinder

QUALITATIVE = "định tính"
WHOLE_BLOC = "Cả khối"
_BETWEEN = re.compile(r"[;\n]")

LAYOUT = Layout(
    "nhiem-vu",
    "BẢNG NHIỆM VỤ CỦA KHỐI, CỤM THI ĐUA",
    (
        Column("code", "Ký hiệu", Text(20), width=10, spellings=("Mã", "Mã nhiệm vụ"), example="T1"),
        Column(
            "title",
            "Nội dung nhiệm vụ",
            Text(500),
            required=True,
            width=70,
            spellings=("Nhiệm vụ", "Nội dung", "Tên nhiệm vụ"),
            example="Ví dụ: tổ chức hội thao của khối",
        ),
        Column(
            "owner",
            "Đơn vị chủ trì",
            Text(250),
            width=44,
            spellings=("Chủ trì", "Đơn vị thực hiện"),
            hint="Để trống là việc của cả khối.",
        ),
        Column(
            "co_units",
            "Đơn vị phối hợp",
            Text(2000, lines=True),
            width=44,
            spellings=("Phối hợp",),
            hint="Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy.",
        ),
        Column("due_on", "Hạn", Day(), width=14, spellings=("Thời hạn", "Hạn hoàn thành", "Thời gian hoàn thành")),
        Column(
            "measure",
            "Thước đo",
            Text(500),
            width=40,
            spellings=("Kết quả cần đạt", "Sản phẩm", "Tiêu chí"),
            hint="Không đo bằng số thì ghi: định tính.",
        ),
        Column(
            "state", "Tình trạng", Choice({state: str(state.label) for state in TaskState}), width=16, hint="Để xem."
        ),
    ),
    unique=(("code",),),
)
LABELS = {
    "title": "Nội dung nhiệm vụ",
    "owner": "Đơn vị chủ trì",
    "co_units": "Đơn vị phối hợp",
    "due_on": "Hạn",
    "measure": "Thước đo",
}


def plan_tasks(cycle: Cycle, rows: Sequence[Row], today: date) -> PlanRow:
    """Tasks are found by their sign, else by their words."""
    finder = UnitFinder(member_units(cycle))
    tasks = list(cycle.tasks.select_related("owner").prefetch_related("co_units"))
    by_code = {fold(task.code): task for task in tasks}
    by_title = {fold(task.title): task for task in tasks}

    def plan_row(row: Row) -> RowPlan:
        task = by_code.get(fold(row["code"])) if row["code"] else by_title.get(fold(row["title"]))
        units: list[Unit] = []
        for name in [row["owner"] or "", *_BETWEEN.split(row["co_units"] or "")]:
            column = LABELS["owner"] if not units and name == row["owner"] else LABELS["co_units"]
            if not (name := name.strip()) or fold(name) == fold(WHOLE_BLOC):
                continue
            found = finder.find(row, column, name, row["title"], key=f"unit-{fold(name)}")
            if isinstance(found, RowPlan):
                return found
            units.append(found)
        has_owner = bool(row["owner"]) and fold(row["owner"]) != fold(WHOLE_BLOC)
        owner, co_units = (units[0], units[1:]) if has_owner else (None, units)
        try:
            return _plan(cycle, row, task, owner, co_units)
        except UnfitRowError as error:
            return wrong(row, row["title"], Finding(error.field or LABELS["title"], error.message, error.remedy))

    return plan_row


def _plan(cycle: Cycle, row: Row, task: Task | None, owner: Unit | None, co_units: list[Unit]) -> RowPlan:
    due_on: date | None = row["due_on"]
    if due_on is not None and not cycle.year <= due_on.year <= cycle.year + 1:
        words = _("Hạn phải trong năm {year}, hoặc đầu năm sau.").format(year=cycle.year)
        raise UnfitRowError(words, field=LABELS["due_on"])
    if row["state"] is not None and row["state"] != (task.state if task is not None else TaskState.NOT_STARTED):
        words = _("Tình trạng ghi ở trang của nhiệm vụ, không nhập từ bảng.")
        raise UnfitRowError(words, field="Tình trạng", remedy=_("Để trống ô này."))
    measure: str | None = row["measure"]
    is_qualitative = None if measure is None else fold(measure) == fold(QUALITATIVE)
    wanted = {unit.pk for unit in co_units}
    if task is None:
        return new(
            row,
            row["title"],
            code=row["code"] or "",
            title=row["title"],
            owner=owner.pk if owner else None,
            co_units=sorted(wanted),
            due_on=due_on,
            is_qualitative=bool(is_qualitative),
            measure="" if is_qualitative or measure is None else measure,
        )
    stands = {unit.pk: unit.name for unit in task.co_units.all()}
    if row["co_units"] is not None and (dropped := stands.keys() - wanted):
        names = ", ".join(sorted(stands[pk] for pk in dropped))
        words = _("Bảng thiếu đơn vị phối hợp đang có: {names}.").format(names=names)
        raise UnfitRowError(words, field=LABELS["co_units"], remedy=_("Ghi đủ, hoặc bỏ trên trang của nhiệm vụ."))
    after: dict[str, Any] = {"title": row["title"]}
    if row["owner"] is not None:
        after["owner_id"] = owner.pk if owner else None
    if due_on is not None:
        after["due_on"] = due_on
    if measure is not None:
        after |= {"is_qualitative": bool(is_qualitative), "measure": "" if is_qualitative else measure}
    added = sorted(wanted - stands.keys())
    told = list(_differences(task, after, owner, [unit for unit in co_units if unit.pk in added]))
    return change(row, f"{task.code}. {row['title']}", task.pk, told, after=after, co_units=added)


def _differences(task: Task, after: Mapping[str, Any], owner: Unit | None, added: list[Unit]) -> Iterable[Difference]:
    if after["title"] != task.title:
        yield Difference(LABELS["title"], task.title, after["title"])
    if "owner_id" in after and after["owner_id"] != task.owner_id:
        names = [unit.name if unit is not None else WHOLE_BLOC for unit in (task.owner, owner)]
        yield Difference(LABELS["owner"], *names)
    if added:
        yield Difference(LABELS["co_units"], "", ", ".join(unit.name for unit in added))
    if "due_on" in after and after["due_on"] != task.due_on:
        yield Difference(
            LABELS["due_on"], format_date(task.due_on) if task.due_on else "", format_date(after["due_on"])
        )
    if "measure" in after and (after["is_qualitative"], after["measure"]) != (task.is_qualitative, task.measure):
        yield Difference(
            LABELS["measure"],
            QUALITATIVE if task.is_qualitative else task.measure,
            QUALITATIVE if after["is_qualitative"] else after["measure"],
        )


def apply_tasks(cycle: Cycle, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Write the tasks; those without a sign get the next free one."""
    cycle = lock_cycle(cycle)
    stored = {row.pk: row for row in Task.objects.select_for_update(no_key=True).filter(cycle=cycle)}
    used = {row.code for row in stored.values()} | {plan.values.get("code", "") for plan in plans}
    position = max((row.position for row in stored.values()), default=0)
    made: list[tuple[Task, list[int]]] = []
    shared: list[tuple[Task, list[int]]] = []
    for plan in plans:
        values = dict(plan.values)
        co_units = values.pop("co_units")
        if plan.target is not None:
            task = stored[plan.target]
            changed = {name: value for name, value in values["after"].items() if value != getattr(task, name)}
            ledger.change(task, **(changed or {"title": task.title}))  # more units alone make a new version too
            shared.append((task, co_units))
            continue
        position += 1
        owner = values.pop("owner")
        values["code"] = values["code"] or free_code(used)
        used.add(values["code"])
        task = Task(agency_id=cycle.agency_id, cycle=cycle, position=position, owner_id=owner, **values)
        made.append((task, co_units))
    ledger.create([task for task, _units in made])
    between = Task.co_units.through
    ledger.create([between(task_id=task.pk, unit_id=unit) for task, units in [*made, *shared] for unit in units])


def export_tasks(cycle: Cycle) -> Iterator[Mapping[str, Any]]:
    """The tasks in their order."""
    for task in cycle.tasks.select_related("owner").prefetch_related("co_units"):
        yield {
            "code": task.code,
            "title": task.title,
            "owner": task.owner.name if task.owner else None,
            "co_units": "; ".join(unit.name for unit in task.co_units.all()) or None,
            "due_on": task.due_on,
            "measure": QUALITATIVE if task.is_qualitative else task.measure or None,
            "state": task.state,
        }


def _cycles(actor: Actor) -> QuerySet[Cycle]:
    return cycles_visible_to(actor).select_related("agency", "bloc__agency")


def _kept(actor: Actor) -> list[Cycle]:
    return [cycle for cycle in _cycles(actor).exclude(state=CycleState.CLOSED) if may_run_cycle(actor, cycle)]


TASKS = ImportKind(
    kind="nhiem-vu",
    label=lambda: _("nhiệm vụ của năm"),
    layout=LAYOUT,
    find=lambda actor, pk: _cycles(actor).filter(pk=pk).first(),
    may=may_keep_year,
    may_export=anyone_who_sees,
    subjects=_kept,
    agency_of=lambda cycle: cycle.agency_id,
    back_url=lambda cycle: reverse("tasks", args=[cycle.pk]),
    planner=plan_tasks,
    apply=apply_tasks,
    export=export_tasks,
    record=record,
)
