"""Who sees and who runs a bloc's year."""

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import BlocMembership
from thidua.organisations.policies import IN_BLOC, IN_UNIT, WHOLE_AGENCY


def cycles_visible_to(actor: Actor) -> QuerySet[Cycle]:
    """Years of the actor's agencies and blocs, and the years in which one of his units was a member."""
    membership = BlocMembership.objects.filter(unit__in=actor.units_as(*IN_UNIT))
    return Cycle.objects.filter(
        Q(agency__in=actor.agencies_as(*WHOLE_AGENCY))
        | Q(bloc__in=actor.blocs_as(*IN_BLOC))
        | Q(
            pk__in=Cycle.objects.filter(bloc__memberships__in=membership, year=F("bloc__memberships__year")).values(
                "pk"
            )
        )
    )


def may_run_cycle(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor keeps the year: the bloc's secretary or the standing office of its agency."""
    if cycle.bloc_id in actor.blocs_as(Role.BLOC_SECRETARY) or cycle.agency_id in actor.agencies_as(
        Role.STANDING_OFFICE
    ):
        return YES
    return refused(
        _("Chỉ thư ký khối và cơ quan thường trực làm được việc này."),
        who=_("Thư ký {bloc}").format(bloc=cycle.bloc.name),
    )
