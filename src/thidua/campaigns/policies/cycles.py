"""Who sees and who runs a bloc's year."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.enums.cycles import CYCLE_ARROWS, CycleDeed, CycleState, StepState
from thidua.campaigns.models import Cycle, Step
from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Bloc, BlocMembership
from thidua.organisations.policies import IN_BLOC, IN_UNIT, WHOLE_AGENCY

CONTENT_ROLES = frozenset({*WHOLE_AGENCY, *IN_BLOC, *IN_UNIT})
"""Roles that see content at all: an administrator is not among them."""


def cycles_visible_to(actor: Actor) -> QuerySet[Cycle]:
    """Years of the actor's agencies and blocs, and the years in which one of his units was a member."""
    seen = Q(agency__in=actor.agencies_as(*WHOLE_AGENCY)) | Q(bloc__in=actor.blocs_as(*IN_BLOC))
    if units := actor.units_as(*IN_UNIT):
        memberships = BlocMembership.objects.filter(bloc=OuterRef("bloc"), year=OuterRef("year"), unit__in=units)
        seen |= Q(Exists(memberships))
    return Cycle.objects.filter(seen).select_related("agency", "bloc__agency")


def blocs_run_by(actor: Actor) -> QuerySet[Bloc]:
    """Blocs whose years the actor keeps."""
    return Bloc.objects.filter(
        Q(pk__in=actor.blocs_as(Role.BLOC_SECRETARY)) | Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE))
    )


def may_run_bloc(actor: Actor, bloc: Bloc) -> Answer:
    """Whether the actor keeps the years of the bloc: its secretary, or the standing office of its agency."""
    if bloc.pk in actor.blocs_as(Role.BLOC_SECRETARY) or bloc.agency_id in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Chỉ thư ký khối và cơ quan thường trực làm được việc này."), who=secretary_of(bloc))


def may_run_cycle(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor keeps the year."""
    return may_run_bloc(actor, cycle.bloc)


def may_run_some_bloc(actor: Actor) -> Answer:
    """Whether the actor keeps the years of any bloc at all."""
    if actor.holds(Role.BLOC_SECRETARY) or actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Chỉ thư ký khối và cơ quan thường trực làm được việc này."))


def may_plan_cycle(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may change the steps, deadlines, theme and movements of the year now."""
    answer = may_run_cycle(actor, cycle)
    if answer and cycle.state == CycleState.CLOSED:
        return closed_words(cycle)
    return answer


def may_do_with_cycle(actor: Actor, cycle: Cycle, deed: CycleDeed) -> Answer:
    """Whether the actor may begin, close or reopen the year, and if not, what is in the way."""
    return may_close_cycle(actor, cycle) if deed == CycleDeed.CLOSE else _may_in_state(actor, cycle, deed)


def _may_in_state(actor: Actor, cycle: Cycle, deed: CycleDeed) -> Answer:
    """Whether person and state allow it, whatever the steps are."""
    answer = may_run_cycle(actor, cycle)
    if not answer:
        return answer
    if CycleState(cycle.state) not in CYCLE_ARROWS[deed]:
        return refused(
            _("Năm thi đua %(year)s: %(state)s.")
            % {"year": cycle.year, "state": str(CycleState(cycle.state).label).lower()}
        )
    return YES


def may_open_cycle(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may begin the year."""
    return may_do_with_cycle(actor, cycle, CycleDeed.OPEN)


def may_close_cycle(actor: Actor, cycle: Cycle, *, is_over: bool = False) -> Answer:
    """Whether the actor may close the year: when every step is done or skipped (`is_over`: known already)."""
    answer = _may_in_state(actor, cycle, CycleDeed.CLOSE)
    return answer if is_over or not answer else _all_steps_finished(cycle)


def may_reopen_cycle(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may take back the closing."""
    return may_do_with_cycle(actor, cycle, CycleDeed.REOPEN)


def closed_words(cycle: Cycle) -> Answer:
    """The refusal of a change in a closed year."""
    return refused(
        _("Năm thi đua %(year)s đã khép lại nên không sửa được nữa.") % {"year": cycle.year},
        remedy=_("Mở lại năm"),
        remedy_url=reverse("reopen_cycle", args=[cycle.pk]),
        who=secretary_of(cycle.bloc),
    )


def secretary_of(bloc: Bloc) -> str:
    """Who keeps the bloc, in words."""
    return _("Thư ký %(bloc)s") % {"bloc": bloc.name}


def _all_steps_finished(cycle: Cycle) -> Answer:
    open_steps = Step.objects.filter(cycle=cycle, state__in=(StepState.LATER, StepState.NOW))
    names = [step.get_kind_display() for step in open_steps]
    if not names:
        return YES
    return refused(
        ngettext("Còn %(count)s bước chưa xong: %(names)s.", "Còn %(count)s bước chưa xong: %(names)s.", len(names))
        % {"count": len(names), "names": ", ".join(names)},
        remedy=_("Ghi kết quả, hoặc ghi lý do không tổ chức riêng"),
        remedy_url=reverse("plan_cycle", args=[cycle.pk]),
    )
