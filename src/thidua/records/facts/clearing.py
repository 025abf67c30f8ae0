"""For whom a clearance would speak: everybody of an agency or of a unit on a day, and who is excepted."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from thidua.organisations.models import Agency, Person, Unit, UnitMembership
from thidua.organisations.models.dated import holding_on
from thidua.records.enums import ExceptedWhy
from thidua.records.facts.scopes import units_under
from thidua.records.models import AwardHold, ClearedSubject, DisciplinaryMeasure

PERSON: Final = "person"
UNIT: Final = "unit"
Who = tuple[str, int]
"""“person” or “unit”, and the id."""


@dataclass(frozen=True, slots=True)
class Excepted:
    """Somebody for whom a clearance does not speak, and why."""

    who: Who
    why: tuple[ExceptedWhy, ...]
    name: str = ""

    def dump(self) -> dict[str, Any]:
        """As `Clearance.excepted` holds it: without the name, which stays with organisations."""
        kind, pk = self.who
        return {kind: pk, "why": [each.value for each in self.why]}


@dataclass(frozen=True, slots=True)
class Clearing:
    """For whom a clearance would speak (ids in order), who is excepted, and for how many one as of that day already
    speaks.
    """

    people: tuple[int, ...]
    units: tuple[int, ...]
    excepted: tuple[Excepted, ...]
    already: int

    @property
    def mark(self) -> str:
        """Tells one such answer from another: what was shown is what is said, or nothing is."""
        told = (self.people, self.units, [each.dump() for each in self.excepted])
        return hashlib.sha256(repr(told).encode()).hexdigest()


def clearing_of(scope: Unit | Agency, day: date, speaker: int | None) -> Clearing:
    """Whom the scope holds on a day, in a constant number of queries. `speaker`: the person who says it; nobody speaks
    for himself, nor for those whose books another agency keeps, of whom nothing is looked up.
    """
    agency = agency_of(scope)
    held = held_by(scope, day)
    ours = Q(book__person__in=held.members.filter(person__agency=agency).values("person")) | Q(
        book__unit__in=held.units
    )
    against = not_spoken_for(held, agency, speaker)
    for why, rows in (
        (ExceptedWhy.DISCIPLINE, DisciplinaryMeasure.objects.filter(ours, since__lte=day)),
        (ExceptedWhy.HOLD, AwardHold.objects.filter(ours, since__lte=day)),
    ):
        for person, unit in rows.order_by().values_list("book__person", "book__unit").distinct():
            against[_who(person, unit)].append(why)
    everybody = {*((PERSON, pk) for pk in held.keeper), *((UNIT, pk) for pk in held.units)}
    standing = ClearedSubject.objects.filter(agency=agency, clearance__as_of=day, clearance__withdrawn_at=None)
    spoken_for = {_who(person, unit) for person, unit in standing.values_list("person", "unit")}
    left = everybody - against.keys()
    return Clearing(
        people=ids_of(left - spoken_for, PERSON),
        units=ids_of(left - spoken_for, UNIT),
        excepted=excepted_of(against, everybody),
        already=len(left & spoken_for),
    )


@dataclass(frozen=True, slots=True)
class Held:
    """Whom a scope holds on a day: its units, the memberships of its people, and which agency keeps each one's book."""

    units: list[int]
    members: QuerySet[UnitMembership]
    keeper: dict[int, int]


def held_by(
    scope: Unit | Agency,
    day: date,
    within: frozenset[int] | None = None,
    only: QuerySet[UnitMembership, Any] | None = None,
) -> Held:
    """The agency with its units, or a unit with those under it; of the units only those `within`, and of the people
    those among `only`, where they are given.
    """
    agency = agency_of(scope)
    units = units_under(agency, scope.pk if isinstance(scope, Unit) else None, day)
    if within is not None:
        units = [pk for pk in units if pk in within]
    placed = Q(unit__in=units) | Q(person__agency=agency) if isinstance(scope, Agency) else Q(unit__in=units)
    members = UnitMembership.objects.filter(holding_on(day), placed).order_by()
    if only is not None:
        members = members.filter(person__in=only)
    return Held(units, members, dict(members.values_list("person", "person__agency").distinct()))


def not_spoken_for(held: Held, agency: int, speaker: int | None) -> defaultdict[Who, list[ExceptedWhy]]:
    """The speaker himself, and those whose books another agency keeps."""
    against: defaultdict[Who, list[ExceptedWhy]] = defaultdict(list)
    if speaker is not None:
        against[PERSON, speaker].append(ExceptedWhy.OWN)
    for person, kept_by in held.keeper.items():
        if kept_by != agency:
            against[PERSON, person].append(ExceptedWhy.OTHER_AGENCY)
    return against


def excepted_of(against: Mapping[Who, Iterable[ExceptedWhy]], everybody: Collection[Who]) -> tuple[Excepted, ...]:
    """The excepted among everybody, in order."""
    return tuple(Excepted(who, tuple(against[who])) for who in sorted(against) if who in everybody)


def agency_of(scope: Unit | Agency) -> int:
    """The id of the agency of a scope."""
    return scope.pk if isinstance(scope, Agency) else scope.agency_id


def _who(person: int | None, unit: int | None) -> Who:
    return (PERSON, person) if person is not None else (UNIT, unit or 0)


def ids_of(whom: Iterable[Who], kind: str) -> tuple[int, ...]:
    """The ids of a kind, in order."""
    return tuple(sorted(pk for each, pk in whom if each == kind))


def named(excepted: Iterable[Excepted]) -> list[Excepted]:
    """The same with their names: people in order of names, then units."""
    listed = list(excepted)
    people = Person.objects.in_bulk([pk for kind, pk in (each.who for each in listed) if kind == PERSON])
    units = Unit.objects.in_bulk([pk for kind, pk in (each.who for each in listed) if kind == UNIT])
    keys: Mapping[Who, tuple[str, str]] = {
        **{(PERSON, pk): (each.sort_key, each.full_name) for pk, each in people.items()},
        **{(UNIT, pk): (each.sort_key, each.name) for pk, each in units.items()},
    }
    known = sorted((each for each in listed if each.who in keys), key=lambda each: (each.who[0], keys[each.who][0]))
    return [Excepted(each.who, each.why, keys[each.who][1]) for each in known]


def load_excepted(stored: Sequence[Mapping[str, Any]]) -> list[Excepted]:
    """What `Clearance.excepted` holds."""
    return [
        Excepted(_who(each.get(PERSON), each.get(UNIT)), tuple(ExceptedWhy(why) for why in each["why"]))
        for each in stored
    ]
