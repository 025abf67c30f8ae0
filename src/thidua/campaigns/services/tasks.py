"""Writing tasks, moving them, carrying open ones into the next year."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.campaigns.enums import TaskState
from thidua.campaigns.errors.pledges import (
    ImpossibleDateError,
    MissingWordsError,
    NotAMemberError,
    TwiceError,
    WrongStateError,
)
from thidua.campaigns.models import Cycle, Task, TaskNote
from thidua.campaigns.policies import tasks as policies
from thidua.campaigns.policies.pledges import may_keep_year
from thidua.campaigns.queries.members import member_units
from thidua.campaigns.services.words import check_lengths, clean, clean_lines, required
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.organisations.models import MassOrganisation, Unit


@dataclass(frozen=True, slots=True)
class TaskContent:
    """What a task says. Without `code` the next free number is given; `owner` None: the whole bloc."""

    title: str
    code: str = ""
    owner: Unit | None = None
    co_units: Collection[Unit] = ()
    co_organisations: Collection[MassOrganisation] = ()
    due_on: date | None = None
    is_qualitative: bool = False
    measure: str = ""


@transaction.atomic
def add_task(*, actor: Actor, cycle: Cycle, says: TaskContent) -> Task:
    """Add a task to a year."""
    require(policies.may_give_task_to(actor, cycle, says.owner))
    task = Task(agency_id=cycle.agency_id, cycle=cycle, position=_next_position(cycle))
    _write(task, says)
    _save(task)
    task.co_units.set(says.co_units)
    task.co_organisations.set(says.co_organisations)
    audit.record(actor, "task.added", task, agency=task.agency_id, after=describe(task))
    return task


@transaction.atomic
def edit_task(*, actor: Actor, task: Task, version: int, says: TaskContent) -> Task:
    """Change what a task says; its state has its own deed."""
    require(policies.may_edit_task(actor, task))
    task = _locked(task)
    require(policies.may_edit_task(actor, task))
    require(policies.may_give_task_to(actor, task.cycle, says.owner))
    require_version(task, version)
    before = describe(task)
    _write(task, says)
    _save(task)
    task.co_units.set(says.co_units)
    task.co_organisations.set(says.co_organisations)
    audit.record(actor, "task.edited", task, agency=task.agency_id, before=before, after=describe(task))
    return task


@transaction.atomic
def report_progress(
    *,
    actor: Actor,
    task: Task,
    version: int,
    state: TaskState,
    text: str = "",
    done_on: date | None = None,
    blocked_by: str = "",
    who_unblocks: str = "",
    now: datetime,
) -> Task:
    """Say how a task goes: its state, a line of progress, what it is stuck on and who can help.

    A unit that only shares the task leaves the state as it is. Dropping is the secretary's and says why (`text`).
    """
    require(policies.may_note_task(actor, task))
    task = _locked(task)
    require_version(task, version)
    before = {"state": task.state, "done_on": task.done_on, "blocked_by": task.blocked_by}
    text, blocked_by = clean_lines(text), clean(blocked_by)
    if state != task.state:
        require(
            policies.may_drop_task(actor, task) if state == TaskState.DROPPED else policies.may_move_task(actor, task)
        )
    elif not text and blocked_by == task.blocked_by:
        raise MissingWordsError(_("Anh/chị chưa ghi tiến độ."), field="text")
    if state == TaskState.DROPPED and not text:
        raise MissingWordsError(_("Anh/chị chưa nêu lý do không làm nữa."), field="text")
    if done_on is not None and done_on > timezone.localtime(now).date():
        raise ImpossibleDateError(_("Ngày xong không thể ở sau hôm nay."), field="done_on")
    task.state = state
    task.done_on = done_on if state == TaskState.DONE else None
    task.dropped_because = clean(text)[:500] if state == TaskState.DROPPED else ""
    task.blocked_by = blocked_by if state.is_open else ""
    task.who_unblocks = clean(who_unblocks) if task.blocked_by else ""
    check_lengths(task)
    task.save()
    name = actor.name if isinstance(actor, PersonActor) else ""
    TaskNote.objects.create(agency_id=task.agency_id, task=task, state=state, text=text, said_by_name=name, said_at=now)
    after = {"state": task.state, "done_on": task.done_on, "blocked_by": task.blocked_by, "text": text}
    audit.record(actor, "task.progressed", task, agency=task.agency_id, before=before, after=after)
    return task


@transaction.atomic
def carry_tasks(*, actor: Actor, tasks: Iterable[Task], cycle: Cycle) -> list[Task]:
    """Copy open tasks into `cycle`, each pointing back at the task it comes from. What was carried before stays out.

    Owners that are no longer members give way to the whole bloc; a due day of the old year is dropped.
    """
    require(may_keep_year(actor, cycle))
    members = {unit.pk for unit in member_units(cycle)}
    carried_before = set(Task.objects.filter(cycle=cycle).values_list("carried_from_id", flat=True))
    position = _next_position(cycle)
    used = set(Task.objects.filter(cycle=cycle).values_list("code", flat=True))
    carried = []
    for task in tasks:
        if task.pk in carried_before:
            continue
        if not TaskState(task.state).is_open:
            raise WrongStateError(_("Nhiệm vụ “{task}” đã xong nên không chuyển sang năm sau.").format(task=task))
        code = task.code if task.code not in used else free_code(used)
        used.add(code)
        copy = Task.objects.create(
            agency_id=cycle.agency_id,
            cycle=cycle,
            code=code,
            position=position,
            title=task.title,
            owner_id=task.owner_id if task.owner_id in members else None,
            due_on=task.due_on if task.due_on is not None and task.due_on.year >= cycle.year else None,
            is_qualitative=task.is_qualitative,
            measure=task.measure,
            state=task.state,
            carried_from=task,
        )
        copy.co_units.set([unit for unit in task.co_units.all() if unit.pk in members])
        copy.co_organisations.set([body for body in task.co_organisations.all() if body.unit_id in members])
        position += 1
        carried.append(copy)
    after = {"tasks": [{"from": copy.carried_from_id, "to": copy.pk} for copy in carried]}
    audit.record(actor, "tasks.carried", cycle, agency=cycle.agency_id, after=after)
    return carried


def describe(task: Task) -> dict[str, Any]:
    """What the history keeps of a task."""
    return {
        "code": task.code,
        "title": task.title,
        "owner": task.owner_id,
        "co_units": sorted(task.co_units.values_list("pk", flat=True)),
        "co_organisations": sorted(task.co_organisations.values_list("pk", flat=True)),
        "due_on": task.due_on,
        "is_qualitative": task.is_qualitative,
        "measure": task.measure,
        "state": task.state,
    }


def _locked(task: Task) -> Task:
    rows = Task.objects.select_for_update(of=("self",), no_key=True).select_related(
        "agency", "cycle__bloc__agency", "owner"
    )
    return rows.get(pk=task.pk)


def _write(task: Task, says: TaskContent) -> None:
    year = task.cycle.year
    if says.due_on is not None and not year <= says.due_on.year <= year + 1:
        raise ImpossibleDateError(_("Hạn phải trong năm {year}, hoặc đầu năm sau.").format(year=year), field="due_on")
    members = {unit.pk for unit in member_units(task.cycle)}
    outside = [unit for unit in [says.owner, *says.co_units] if unit is not None and unit.pk not in members]
    if outside:
        raise NotAMemberError(_("{unit} không thuộc khối trong năm này.").format(unit=outside[0].name), field="owner")
    task.title = clean(required(says.title, _("Anh/chị chưa nhập nội dung nhiệm vụ."), "title"))
    task.code = clean(says.code) or task.code or free_code(set(task.cycle.tasks.values_list("code", flat=True)))
    task.owner = says.owner
    task.due_on = says.due_on
    task.is_qualitative = says.is_qualitative
    task.measure = clean(says.measure)
    check_lengths(task)


def _save(task: Task) -> None:
    try:
        with transaction.atomic():
            task.save()
    except IntegrityError as error:
        raise TwiceError(
            _("Năm này đã có nhiệm vụ ký hiệu {code}. Chọn ký hiệu khác.").format(code=task.code), field="code"
        ) from error


def _next_position(cycle: Cycle) -> int:
    last = Task.objects.filter(cycle=cycle).order_by("-position").first()
    return last.position + 1 if last else 1


def free_code(used: Collection[str]) -> str:
    """The next sign of the row T1, T2, … that nobody uses."""
    numbers = [int(match.group(1)) for code in used if (match := re.fullmatch(r"T(\d{1,4})", code))]
    return f"T{max(numbers, default=0) + 1}"
