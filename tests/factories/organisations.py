"""Builders of agencies, units, people and blocs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    (unit,) = make_units(agency, [(code, name)], **fields)
    return unit


def make_units(agency: Agency, names: Iterable[tuple[str, str]], **fields: object) -> list[Unit]:
    """Units of `agency` by code and name."""
    units = Unit.objects.bulk_create(
        Unit(agency=agency, code=code, name=name, search_key=fold(name), sort_key=sort_key(name), **fields)
        for code, name in names
    )
    UnitName.objects.bulk_create(UnitName(agency=agency, unit=unit, name=unit.name) for unit in units)
    return units


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a person who is to be made: he has a post if there is a title."""

    unit: Unit
    full_name: str
    title: str = ""
    heads_unit: bool = False
    user: User | None = None


def make_person(
    unit: Unit, full_name: str, *, title: str = "", heads_unit: bool = False, user: User | None = None
) -> Person:
    """A person of `unit` since 2020, with a post if `title` is given."""
    (person,) = make_people([Told(unit, full_name, title, heads_unit, user)])
    return person


def make_people(told: Sequence[Told]) -> list[Person]:
    """Each of them, of his unit since 2020; three statements, however many they are."""
    since = date(2020, 1, 1)
    people = Person.objects.bulk_create(
        Person(
            agency=each.unit.agency,
            full_name=each.full_name,
            search_key=fold(each.full_name),
            sort_key=person_sort_key(each.full_name),
            user=each.user,
            is_illustrative=True,
        )
        for each in told
    )
    both = list(zip(told, people, strict=True))
    UnitMembership.objects.bulk_create(
        UnitMembership(agency=each.unit.agency, person=person, unit=each.unit, since=since) for each, person in both
    )
    Post.objects.bulk_create(
        Post(
            agency=each.unit.agency,
            person=person,
            unit=each.unit,
            title=each.title,
            heads_unit=each.heads_unit,
            since=since,
        )
        for each, person in both
        if each.title
    )
    return people


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
