"""Who plans, records and closes: a promise is closed by those who visited, never by those who were visited."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.enums import FollowUpState, VisitState
from thidua.campaigns.models import CheckVisit, Cycle, FollowUp
from thidua.campaigns.policies.cycles import cycles_visible_to, may_run_cycle
from thidua.campaigns.policies.pledges import is_open_year, may_keep_year
from thidua.campaigns.queries.members import units_of_person
from thidua.common import clock
from thidua.common.actor import Actor, person_of
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.policies import IN_UNIT


def visits_visible_to(actor: Actor) -> QuerySet[CheckVisit]:
    """Visits of the years the actor sees."""
    return CheckVisit.objects.filter(cycle__in=cycles_visible_to(actor)).select_related("agency", "cycle__bloc__agency")


def follow_ups_visible_to(actor: Actor) -> QuerySet[FollowUp]:
    """Promises of the visits the actor sees."""
    return FollowUp.objects.filter(visit__in=visits_visible_to(actor)).select_related(
        "visit__agency", "visit__cycle__bloc__agency", "unit"
    )


def may_plan_visit(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may plan visits of the year."""
    return may_keep_year(actor, cycle)


def may_edit_visit(actor: Actor, visit: CheckVisit) -> Answer:
    """Whether the actor may change the plan of a visit, or call it off."""
    may_keep = may_keep_year(actor, visit.cycle)
    if may_keep and visit.state != VisitState.PLANNED:
        return refused(_("Cuộc kiểm tra đã ghi kết quả nên kế hoạch không sửa được."))
    return may_keep


def may_record_visit(actor: Actor, visit: CheckVisit) -> Answer:
    """Whether the actor may write down findings and promises: the visiting side."""
    if visit.state == VisitState.CALLED_OFF:
        return refused(_("Cuộc kiểm tra này không tổ chức."))
    open_year = is_open_year(visit.cycle)
    if not open_year:
        return open_year
    if is_of_visiting_unit(actor, visit):
        return YES
    return may_run_cycle(actor, visit.cycle)


def may_attach_to_visit(actor: Actor, visit: CheckVisit) -> Answer:
    """Whether the actor may add evidence: the visiting side, and the visited units to what they promised.

    An open promise outlives its year, and so does the right of its unit to show how it was kept.
    """
    own = actor.units_as(*IN_UNIT)
    open_year = is_open_year(visit.cycle)
    if not open_year:
        promised = visit.follow_ups.filter(unit__in=own).exclude(state=FollowUpState.CLOSED)
        return YES if promised.exists() else open_year
    if {unit.pk for unit in visit.units.all()} & own:
        return YES
    return may_record_visit(actor, visit)


def may_report_follow_up(actor: Actor, follow_up: FollowUp) -> Answer:
    """Whether the actor may report that a promise was kept: the unit that made it."""
    if follow_up.state == FollowUpState.CLOSED:
        return refused(_("Việc này đã xác nhận xong."))
    if follow_up.unit_id in actor.units_as(*IN_UNIT):
        return YES
    return refused(
        _("Chỉ {unit} báo cáo được việc đã hứa.").format(unit=follow_up.unit.name),
        who=_("Cán bộ thi đua của {unit}").format(unit=follow_up.unit.name),
    )


def may_close_follow_up(actor: Actor, follow_up: FollowUp, *, own_units: frozenset[int] | None = None) -> Answer:
    """Whether the actor may close a promise, or send the report back.

    He belongs to the visiting side and not to the visited unit, neither by role nor by membership. `own_units` spares
    the query where many promises are asked about.
    """
    who = _("Cơ quan thường trực, thư ký khối hoặc đơn vị cùng đi kiểm tra, không thuộc {unit}").format(
        unit=follow_up.unit.name
    )
    if follow_up.state == FollowUpState.CLOSED:
        return refused(_("Việc này đã xác nhận xong."))
    if not may_run_cycle(actor, follow_up.visit.cycle) and not is_of_visiting_unit(actor, follow_up.visit):
        return refused(_("Chỉ bên kiểm tra xác nhận được việc này."), who=who)
    if follow_up.unit_id in (own_units_of(actor) if own_units is None else own_units):
        return refused(_("Anh/chị thuộc đơn vị được kiểm tra nên không tự xác nhận được."), who=who)
    return YES


def is_of_visiting_unit(actor: Actor, visit: CheckVisit) -> bool:
    """Whether the actor is officer or head of a unit that went along."""
    return bool({unit.pk for unit in visit.visiting_units.all()} & actor.units_as(*IN_UNIT))


def own_units_of(actor: Actor) -> frozenset[int]:
    """Units to which the actor belongs, by role or by membership today."""
    person = person_of(actor)
    return actor.units_as(*IN_UNIT) | frozenset(units_of_person(person, clock.today()))
