"""Builders of agencies, units, people and blocs."""

from datetime import date

from thidua.accounts.models import User
from thidua.core.vietnam.names import fold, person_sort_key, sort_key
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import (
    Agency,
    AgencyName,
    Bloc,
    BlocLeadership,
    BlocMembership,
    Person,
    Post,
    Unit,
    UnitMembership,
    UnitName,
)


def make_agency(code: str, name: str, **fields: object) -> Agency:
    """A root agency."""
    agency = Agency.add_root(code=code, name=name, search_key=fold(name), sort_key=sort_key(name), **fields)
    AgencyName.objects.create(agency=agency, name=name)
    return agency


def make_unit(agency: Agency, code: str, name: str, **fields: object) -> Unit:
    """A unit of `agency`."""
    unit = Unit.objects.create(
        agency=agency, code=code, name=name, search_key=fold(name), sort_key=sort_key(name), **fields
    )
    UnitName.objects.create(agency=agency, unit=unit, name=name)
    return unit


def make_person(
    unit: Unit, full_name: str, *, title: str = "", heads_unit: bool = False, user: User | None = None
) -> Person:
    """A person of `unit` since 2020, with a post if `title` is given."""
    person = Person.objects.create(
        agency=unit.agency,
        full_name=full_name,
        search_key=fold(full_name),
        sort_key=person_sort_key(full_name),
        user=user,
        is_illustrative=True,
    )
    UnitMembership.objects.create(agency=unit.agency, person=person, unit=unit, since=date(2020, 1, 1))
    if title:
        Post.objects.create(
            agency=unit.agency, person=person, unit=unit, title=title, heads_unit=heads_unit, since=date(2020, 1, 1)
        )
    return person


def make_bloc(agency: Agency, code: str, name: str, number: str, *, year: int, units: list[Unit]) -> Bloc:
    """A bloc whose first unit leads and whose second is deputy in `year`."""
    bloc = Bloc.objects.create(agency=agency, code=code, name=name, number=number)
    add_members(bloc, year, units)
    return bloc


def add_members(bloc: Bloc, year: int, units: list[Unit]) -> None:
    """`units` are the members in `year`; the first leads, the second is deputy."""
    agency = bloc.agency
    BlocMembership.objects.bulk_create(
        BlocMembership(agency=agency, bloc=bloc, year=year, unit=unit, position=position)
        for position, unit in enumerate(units)
    )
    BlocLeadership.objects.bulk_create(
        BlocLeadership(agency=agency, bloc=bloc, year=year, role=role, unit=unit)
        for role, unit in zip((LeadRole.LEAD, LeadRole.DEPUTY_LEAD), units, strict=False)
    )
