"""For whose books a shared telling would speak: of the people, or of the units, of a scope on a day; and who of them is
named to be left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.core.vietnam.names import fold
from thidua.organisations.models import Agency, Person, Unit, UnitMembership
from thidua.records.enums import ExceptedWhy
from thidua.records.facts.clearing import (
    PERSON,
    UNIT,
    Clearing,
    Excepted,
    agency_of,
    excepted_of,
    held_by,
    ids_of,
    not_spoken_for,
)


def telling_of(
    scope: Unit | Agency,
    day: date,
    speaker: int | None,
    *,
    whose: str,
    within: frozenset[int] | None = None,
    only: QuerySet[UnitMembership, Any] | None = None,
) -> Clearing:
    """Whose books the scope holds on a day, of people or of units (`whose`), in a constant number of queries; of the
    units `within` only, and of the people among `only`, where they are given. `speaker`: the person who says it; nobody
    speaks of his own book, nor of those that another agency keeps.
    """
    held = held_by(scope, day, within, only)
    if whose == UNIT:
        return Clearing((), tuple(sorted(held.units)), (), 0)
    against = not_spoken_for(held, agency_of(scope), speaker)
    everybody = {(PERSON, pk) for pk in held.keeper}
    return Clearing(ids_of(everybody - against.keys(), PERSON), (), excepted_of(against, everybody), 0)


def leave_out(telling: Clearing, named: Iterable[str]) -> tuple[Clearing, list[str]]:
    """The same without those named by staff code or by name, and the names that nobody in it has. Of a name that
    several have all are left out: of too many nothing is said.
    """
    wanted = [each for each in named if each]
    ours = _people_named(wanted, {*telling.people, *(pk for kind, pk in _whom(telling) if kind == PERSON)})
    out = {each.pk for people in ours.values() for each in people} & set(telling.people)
    excepted = [*telling.excepted, *(Excepted((PERSON, pk), (ExceptedWhy.NAMED,)) for pk in out)]
    left = tuple(pk for pk in telling.people if pk not in out)
    made = replace(telling, people=left, excepted=tuple(sorted(excepted, key=lambda each: each.who)))
    return made, [text for text, people in ours.items() if not people]


def _whom(telling: Clearing) -> Sequence[tuple[str, int]]:
    return [each.who for each in telling.excepted]


def _people_named(wanted: Sequence[str], known: set[int]) -> dict[str, list[Person]]:
    """Of the known the people of each text: whose staff code it is, else whose very name, else without accents."""
    by_code: dict[str, list[Person]] = defaultdict(list)
    by_name: dict[str, list[Person]] = defaultdict(list)
    asked = Q(staff_code__in=wanted) | Q(search_key__in=[fold(each) for each in wanted])
    for person in Person.objects.filter(asked) if wanted else ():
        if person.pk not in known:
            continue
        by_name[person.search_key].append(person)
        if person.staff_code:
            by_code[person.staff_code].append(person)

    def of(text: str) -> list[Person]:
        alike = by_name[fold(text)]
        exact = [each for each in alike if each.full_name.casefold() == text.casefold()]
        return by_code[text] or exact or alike

    return {text: of(text) for text in wanted}
