"""For whom a clearance would speak: everybody of an agency or of a unit on a day, and who is excepted."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q

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
    agency = scope.pk if isinstance(scope, Agency) else scope.agency_id
    units = units_under(agency, scope.pk if isinstance(scope, Unit) else None, day)
    placed = Q(unit__in=units) | Q(person__agency=agency) if isinstance(scope, Agency) else Q(unit__in=units)
    members = UnitMembership.objects.filter(holding_on(day), placed).order_by()
    keeper = dict(members.values_list("person", "person__agency").distinct())
    ours = Q(book__person__in=members.filter(person__agency=agency).values("person")) | Q(book__unit__in=units)
    against: dict[Who, list[ExceptedWhy]] = defaultdict(list)
    for why, rows in (
        (ExceptedWhy.DISCIPLINE, DisciplinaryMeasure.objects.filter(ours, since__lte=day)),
        (ExceptedWhy.HOLD, AwardHold.objects.filter(ours, since__lte=day)),
    ):
        for person, unit in rows.order_by().values_list("book__person", "book__unit").distinct():
            against[_who(person, unit)].append(why)
    if speaker is not None:
        against[PERSON, speaker].append(ExceptedWhy.OWN)
    for person, kept_by in keeper.items():
        if kept_by != agency:
            against[PERSON, person].append(ExceptedWhy.OTHER_AGENCY)
    everybody = {*((PERSON, pk) for pk in keeper), *((UNIT, pk) for pk in units)}
    standing = ClearedSubject.objects.filter(agency=agency, clearance__as_of=day, clearance__withdrawn_at=None)
    spoken_for = {_who(person, unit) for person, unit in standing.values_list("person", "unit")}
    left = everybody - against.keys()
    free = left - spoken_for
    excepted = {who: Excepted(who, tuple(why)) for who, why in against.items() if who in everybody}
    return Clearing(
        people=_ids(free, PERSON),
        units=_ids(free, UNIT),
        excepted=tuple(excepted[who] for who in sorted(excepted)),
        already=len(left & spoken_for),
    )


def _who(person: int | None, unit: int | None) -> Who:
    return (PERSON, person) if person is not None else (UNIT, unit or 0)


def _ids(whom: Iterable[Who], kind: str) -> tuple[int, ...]:
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
