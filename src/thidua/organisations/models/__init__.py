"""Agencies, units, people and blocs. Every name, place, membership and post has dates."""

from thidua.organisations.models.agencies import Agency, AgencyAlias, AgencyName, AgencyPlace, AgencySuccession
from thidua.organisations.models.blocs import Bloc, BlocLeadership, BlocMembership
from thidua.organisations.models.people import Person, Post, UnitMembership
from thidua.organisations.models.units import Alias, MassOrganisation, Unit, UnitName, UnitPlace, UnitSuccession

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgencyName",
    "AgencyPlace",
    "AgencySuccession",
    "Alias",
    "Bloc",
    "BlocLeadership",
    "BlocMembership",
    "MassOrganisation",
    "Person",
    "Post",
    "Unit",
    "UnitMembership",
    "UnitName",
    "UnitPlace",
    "UnitSuccession",
]
