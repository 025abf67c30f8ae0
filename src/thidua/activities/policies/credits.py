"""For whose year an activity counts: the secretary of that bloc says so, or a member says so of its own activity."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.enums import COUNTED, PartyState
from thidua.activities.models import Activity
from thidua.activities.policies.activities import activities_visible_to, may_record_for
from thidua.campaigns.enums import CycleState
from thidua.campaigns.models import Cycle
from thidua.campaigns.policies.cycles import blocs_run_by, closed_words, cycles_visible_to, may_run_cycle
from thidua.common.actor import Actor
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import BlocMembership


@dataclass(frozen=True, slots=True)
class Crediting:
    """An activity and a bloc's year for which it counts or might count."""

    activity: Activity
    cycle: Cycle


def find_crediting(actor: Actor, pk: int, cycle: int) -> Crediting | None:
    """The two, if the actor sees both."""
    activity = activities_visible_to(actor).filter(pk=pk).select_related("bloc", "unit").first()
    year = cycles_visible_to(actor).filter(pk=cycle).select_related("bloc").first()
    return Crediting(activity, year) if activity is not None and year is not None else None


def may_credit(actor: Actor, crediting: Crediting) -> Answer:
    """Whether the actor may let the activity count for that year, or no longer."""
    if crediting.cycle.state == CycleState.CLOSED:
        return closed_words(crediting.cycle)
    answer = may_run_cycle(actor, crediting.cycle)
    if answer:
        return _took_part(crediting)
    if may_record_for(actor, crediting.activity.home) and _is_of(crediting.activity, crediting.cycle):
        return YES
    return refused(
        _("Chỉ thư ký của khối ấy, hoặc đơn vị thành viên đã tổ chức, ghi nhận được hoạt động cho năm này."),
        who=answer.who,
    )


def offered_cycles(actor: Actor, activity: Activity) -> QuerySet[Cycle]:
    """The open years for which the actor may let it count and for which it does not count yet."""
    memberships = BlocMembership.objects.filter(unit=activity.unit_id)
    of_home = Q(bloc=activity.bloc_id) | Q(
        pk__in=Cycle.objects.filter(bloc__memberships__in=memberships, year=F("bloc__memberships__year")).values("pk")
    )
    parties = activity.parties.filter(state__in=COUNTED)
    joined = Q(bloc__in=parties.values("bloc")) | Q(
        pk__in=Cycle.objects.filter(
            bloc__memberships__unit__in=parties.values("unit"), year=F("bloc__memberships__year")
        ).values("pk")
    )
    run = Q(bloc__in=blocs_run_by(actor)) & (of_home | joined)
    wanted = run | of_home if may_record_for(actor, activity.home) else run
    cycles = cycles_visible_to(actor).filter(wanted).exclude(state=CycleState.CLOSED)
    cycles = cycles.exclude(activity_credits__activity=activity)
    if (year := activity.held_on.year) is not None:
        cycles = cycles.filter(year__in=(year, year - 1))
    return cycles.select_related("bloc").order_by("-year", "bloc")


def _took_part(crediting: Crediting) -> Answer:
    """Whether the bloc, or a member of that year, keeps the record or is a party that counts."""
    activity, cycle = crediting.activity, crediting.cycle
    members = BlocMembership.objects.filter(bloc=cycle.bloc_id, year=cycle.year).values("unit")
    theirs = activity.parties.filter(Q(bloc=cycle.bloc_id) | Q(unit__in=members))
    if _is_of(activity, cycle) or theirs.filter(state__in=COUNTED).exists():
        return YES
    if theirs.filter(state=PartyState.NAMED).exists():
        return refused(
            _("%(bloc)s chưa xác nhận tham gia hoạt động này.") % {"bloc": cycle.bloc.name},
            remedy=_("Xác nhận ở mục Các bên"),
            remedy_url=f"{reverse('activity', args=[activity.pk])}#cac-ben",
        )
    return refused(
        _("%(bloc)s và các đơn vị thành viên không phải một bên của hoạt động này.") % {"bloc": cycle.bloc.name},
        remedy=_("Bên giữ hồ sơ thêm khối hoặc đơn vị vào các bên, rồi bên ấy xác nhận."),
        who=activity.home.name,
    )


def _is_of(activity: Activity, cycle: Cycle) -> bool:
    """Whether the bloc itself, or a member of that year, held it."""
    if activity.bloc_id is not None:
        return activity.bloc_id == cycle.bloc_id
    return BlocMembership.objects.filter(bloc=cycle.bloc_id, year=cycle.year, unit=activity.unit_id).exists()
