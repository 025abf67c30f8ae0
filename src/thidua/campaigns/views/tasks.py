"""Pages of tasks: the list of a year, one task, writing and moving it."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import TaskState
from thidua.campaigns.forms.tasks import ProgressForm, TaskForm
from thidua.campaigns.models import Cycle, Task
from thidua.campaigns.policies import may_run_cycle
from thidua.campaigns.policies import tasks as policies
from thidua.campaigns.policies.pledges import may_keep_year
from thidua.campaigns.queries.choices import mass_organisations_in, units_in
from thidua.campaigns.services.tasks import add_task, edit_task, report_progress
from thidua.common import clock
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.organisations.policies import IN_UNIT

WHOLE_BLOC = "khoi"
SHOWN = 20


def list_tasks(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """The tasks of a year; `?don-vi=` an owner (`khoi`: the whole bloc), `?tinh-trang=` a state, `?show=` how many."""
    everything = Task.objects.filter(cycle=cycle)
    owner, state = request.GET.get("don-vi", ""), request.GET.get("tinh-trang", "")
    rows = _filtered(everything, owner, state)
    total = rows.count()
    shown = how_many(request, SHOWN)
    counts: dict[str, int] = {}
    for each in everything.values_list("state", flat=True):
        counts[each] = counts.get(each, 0) + 1
    context = {
        "cycle": cycle,
        "tasks": rows.select_related("owner").prefetch_related("co_units", "co_organisations")[:shown],
        "shown": min(shown, total),
        "total": total,
        "counts": [(each, counts.get(each, 0)) for each in TaskState],
        "owners": units_in(cycle),
        "owner": owner,
        "state": state,
        "states": list(TaskState),
        "today": clock.today(),
        "is_filtered": bool(owner or state),
        "may_add": policies.may_add_task(request.actor, cycle),
        "may_import": may_keep_year(request.actor, cycle),
    }
    return render(request, "campaigns/tasks.html", context)


def show_task(request: ActorRequest, task: Task) -> HttpResponse:
    """One task: what, who, until when, how far, its progress line by line, its evidence."""
    context = {
        "task": task,
        "cycle": task.cycle,
        "co_units": task.co_units.all(),
        "co_organisations": task.co_organisations.select_related("unit"),
        "notes": task.notes.all(),
        "today": clock.today(),
        "before": task.carried_from,
        "after": task.carried_to.select_related("cycle").first(),
        "may_edit": policies.may_edit_task(request.actor, task),
        "may_note": policies.may_note_task(request.actor, task),
    }
    return render(request, "campaigns/task.html", context)


def add(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """A new task."""
    form = _form(request, cycle)
    back = reverse("tasks", args=[cycle.pk])

    def deed() -> None:
        add_task(actor=request.actor, cycle=cycle, says=form.says)

    if answer := save(request, form, deed, back_url=back, done=_("Đã thêm nhiệm vụ.")):
        return answer
    return render(request, "campaigns/task_form.html", {"cycle": cycle, "form": form, "back_url": back})


def edit(request: ActorRequest, task: Task) -> HttpResponse:
    """Change what a task says."""
    form = _form(request, task.cycle, task)
    back = reverse("task", args=[task.pk])

    def deed() -> None:
        edit_task(actor=request.actor, task=task, version=form.cleaned_data["version"] or 0, says=form.says)

    if answer := save(request, form, deed, back_url=back, done=_("Đã lưu nhiệm vụ."), stored=TaskForm.values_of):
        return answer
    context = {"cycle": task.cycle, "task": task, "form": form, "back_url": back}
    return render(request, "campaigns/task_form.html", context)


def progress(request: ActorRequest, task: Task) -> HttpResponse:
    """Say how a task goes."""
    actor = request.actor
    if policies.may_drop_task(actor, task):
        states = list(TaskState)
    elif policies.may_move_task(actor, task):
        states = [state for state in TaskState if state != TaskState.DROPPED or state == task.state]
    else:
        states = [TaskState(task.state)]
    form = ProgressForm(request.POST or None, initial=ProgressForm.values_of(task), states=states)
    back = reverse("task", args=[task.pk])

    def deed() -> None:
        given = form.cleaned_data
        report_progress(
            actor=actor,
            task=task,
            version=given["version"],
            state=TaskState(given["state"]),
            text=given["text"],
            done_on=given["done_on"],
            blocked_by=given["blocked_by"],
            who_unblocks=given["who_unblocks"],
            now=clock.now(),
        )

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi tiến độ."), stored=ProgressForm.values_of):
        return answer
    context = {"cycle": task.cycle, "task": task, "form": form, "back_url": back}
    return render(request, "campaigns/task_progress.html", context)


def _form(request: ActorRequest, cycle: Cycle, task: Task | None = None) -> TaskForm:
    runs = bool(may_run_cycle(request.actor, cycle))
    return TaskForm(
        request.POST or None,
        initial=TaskForm.values_of(task) if task else None,
        owners=units_in(cycle, only=None if runs else request.actor.units_as(*IN_UNIT)),
        members=units_in(cycle),
        bodies=mass_organisations_in(cycle),
        may_be_blocs=runs,
    )


def _filtered(rows: QuerySet[Task], owner: str, state: str) -> QuerySet[Task]:
    if owner == WHOLE_BLOC:
        rows = rows.filter(owner=None)
    elif owner.isdecimal() and len(owner) < 19:
        rows = rows.filter(owner_id=int(owner))
    return rows.filter(state=state) if state in TaskState.values else rows
