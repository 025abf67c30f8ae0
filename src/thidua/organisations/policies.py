"""Who sees and who keeps agencies, units, people and blocs."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency, Bloc, Unit

WHOLE_AGENCY = (Role.STANDING_OFFICE, Role.COUNCIL_MEMBER, Role.OBSERVER, Role.READER)
IN_UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
IN_BLOC = (Role.BLOC_SECRETARY, Role.OBSERVER, Role.READER, Role.COUNCIL_MEMBER)


def blocs_visible_to(actor: Actor) -> QuerySet[Bloc]:
    """Blocs of the actor's agencies, blocs he serves or observes, and blocs his units were ever members of."""
    return Bloc.objects.filter(
        Q(agency__in=actor.agencies_as(*WHOLE_AGENCY))
        | Q(pk__in=actor.blocs_as(*IN_BLOC))
        | Q(pk__in=Bloc.objects.filter(memberships__unit__in=actor.units_as(*IN_UNIT)).values("pk"))
    )


def agencies_visible_to(actor: Actor) -> QuerySet[Agency]:
    """Agencies in which the actor holds any role."""
    return Agency.objects.filter(pk__in={agency for scope in actor.scopes for agency in scope.agencies})


def units_visible_to(actor: Actor) -> QuerySet[Unit]:
    """Units of the actor's whole agencies, his own, and those that share a bloc with him."""
    return Unit.objects.filter(
        Q(agency__in=actor.agencies_as(*WHOLE_AGENCY))
        | Q(pk__in=actor.units_as(*IN_UNIT))
        | Q(pk__in=Unit.objects.filter(bloc_memberships__bloc__in=blocs_visible_to(actor)).values("pk"))
    )


def may_keep_organisations(actor: Actor, agency: Agency) -> Answer:
    """Whether the actor keeps the units, people and blocs of `agency`."""
    if agency.pk in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Chỉ cơ quan thường trực Hội đồng Thi đua, Khen thưởng sửa được danh mục này."),
        who=_("Cơ quan thường trực của {agency}").format(agency=agency.name),
    )
