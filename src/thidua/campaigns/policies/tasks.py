"""Who sees, writes and moves tasks."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle, Task
from thidua.campaigns.policies.cycles import cycles_visible_to, may_run_cycle, secretary_of
from thidua.campaigns.policies.pledges import is_open_year
from thidua.campaigns.queries.members import member_units
from thidua.common.actor import Actor
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Unit
from thidua.organisations.policies import IN_UNIT


def tasks_visible_to(actor: Actor) -> QuerySet[Task]:
    """Tasks of the years the actor sees."""
    return Task.objects.filter(cycle__in=cycles_visible_to(actor)).select_related(
        "agency", "cycle__bloc__agency", "owner", "carried_from__cycle"
    )


def may_add_task(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may add some task to the year: the secretary, or an officer of a member unit for his own."""
    open_year = is_open_year(cycle)
    if not open_year:
        return open_year
    if may_run_cycle(actor, cycle) or units_acted_for(actor, cycle):
        return YES
    return refused(
        _("Chỉ thư ký khối và cán bộ các đơn vị trong khối thêm được nhiệm vụ."), who=secretary_of(cycle.bloc)
    )


def may_give_task_to(actor: Actor, cycle: Cycle, owner: Unit | None) -> Answer:
    """Whether the actor may write a task of `owner` (None: of the whole bloc)."""
    open_year = is_open_year(cycle)
    if not open_year:
        return open_year
    if may_run_cycle(actor, cycle) or (owner is not None and owner.pk in actor.units_as(*IN_UNIT)):
        return YES
    if owner is None:
        return may_run_cycle(actor, cycle)
    return refused(
        _("Chỉ {unit} và thư ký khối sửa được nhiệm vụ này.").format(unit=owner.name), who=secretary_of(cycle.bloc)
    )


def may_edit_task(actor: Actor, task: Task) -> Answer:
    """Whether the actor may change what the task says."""
    return may_give_task_to(actor, task.cycle, task.owner)


def may_move_task(actor: Actor, task: Task) -> Answer:
    """Whether the actor may change the state of the task."""
    return may_give_task_to(actor, task.cycle, task.owner)


def may_drop_task(actor: Actor, task: Task) -> Answer:
    """Whether the actor may decide that the task is not done any more: the secretary, never its owner alone."""
    open_year = is_open_year(task.cycle)
    may_run = may_run_cycle(actor, task.cycle)
    return open_year if may_run else may_run


def may_note_task(actor: Actor, task: Task) -> Answer:
    """Whether the actor may add a line of progress: whoever moves it, and the units that share it."""
    may_move = may_move_task(actor, task)
    if may_move or not is_open_year(task.cycle):
        return may_move
    shared = {unit.pk for unit in task.co_units.all()} | {body.unit_id for body in task.co_organisations.all()}
    if shared & actor.units_as(*IN_UNIT):
        return YES
    return refused(
        _("Chỉ đơn vị chủ trì, đơn vị phối hợp và thư ký khối ghi được tiến độ."), who=secretary_of(task.cycle.bloc)
    )


def units_acted_for(actor: Actor, cycle: Cycle) -> list[Unit]:
    """The members of the year for which the actor is officer or head."""
    own = actor.units_as(*IN_UNIT)
    return [unit for unit in member_units(cycle) if unit.pk in own] if own else []
