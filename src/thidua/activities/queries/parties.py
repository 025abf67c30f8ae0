"""Which parties have somebody here who could answer for them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from thidua.access.queries import grants_in_force
from thidua.activities.models import ActivityParty
from thidua.common.actor import Role
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Agency, Bloc, Unit


def answered_for(parties: Collection[ActivityParty], day: date, in_unit: Collection[Role]) -> set[int]:
    """Keys of the parties over which an account in use holds, on `day`, a role in which it answers for them: secretary
    of the bloc, one of `in_unit` in the unit, standing office of the agency or of one above it.
    """
    on_record = [party for party in parties if party.on_record is not None]
    if not on_record:
        return set()
    paths = {party.pk: _paths_over(party.partner_agency) for party in on_record if party.partner_agency is not None}
    wanted = (
        Q(role=Role.BLOC_SECRETARY, bloc__in={party.bloc_id for party in on_record} - {None})
        | Q(role__in=in_unit, unit__in={party.unit_id for party in on_record} - {None})
        | Q(
            role=Role.STANDING_OFFICE,
            bloc=None,
            unit=None,
            agency__path__in={each for own in paths.values() for each in own},
        )
    )
    grants = grants_in_force(day).filter(wanted, user__is_active=True).select_related("agency")
    held = list(grants)
    blocs, units = {grant.bloc_id for grant in held} - {None}, {grant.unit_id for grant in held} - {None}
    over = {grant.agency.path for grant in held if grant.role == Role.STANDING_OFFICE}
    return {
        party.pk
        for party in on_record
        if party.bloc_id in blocs or party.unit_id in units or over & paths.get(party.pk, set())
    }


def is_name_on_record(agency: int, name: str) -> bool:
    """Whether a bloc or a unit of this agency, or any agency, is called so, however it is written."""
    wanted = fold(name)
    blocs = Bloc.objects.filter(agency=agency).values_list("name", flat=True)
    units = Unit.objects.filter(agency=agency, ended_on=None, search_key__contains=wanted)
    agencies = Agency.objects.filter(ended_on=None, search_key__contains=wanted)
    names = (blocs, units.values_list("name", flat=True), agencies.values_list("name", flat=True))
    return any(fold(each) == wanted for called in names for each in called)


def _paths_over(agency: Agency) -> set[str]:
    return {agency.path[:end] for end in range(Agency.steplen, len(agency.path) + 1, Agency.steplen)}
