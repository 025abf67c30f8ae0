"""Excellent ratings of a whole agency, counted by public service unit and by who recognises such units.

A pure function of rows that were read. The books do not say who is an employee (viên chức) and who does what: everybody
of a public service unit, with the units it is made of, is counted together, and the page says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from thidua.core.law.codes import TaskGrade
from thidua.core.law.ratings import Rated
from thidua.organisations.enums import UnitKind
from thidua.organisations.models import Unit
from thidua.records.facts.shards import PeopleRows

NOT_GRADED: Final = None


@dataclass(frozen=True, slots=True)
class RatedEmployees:
    """Of one public service unit (id): how its people are rated, how it is itself."""

    unit: int
    rated: Rated
    unit_grade: TaskGrade | None


@dataclass(frozen=True, slots=True)
class RatedUnits:
    """Public service units, or the units one is made of, under one unit (id; None: right under the agency)."""

    above: int | None
    rated: Rated
    number: int


@dataclass(frozen=True, slots=True)
class Ratings:
    """Groups in which somebody is rated excellent: elsewhere no share can be passed."""

    employees: tuple[RatedEmployees, ...]
    units: tuple[RatedUnits, ...]

    def as_json(self) -> dict[str, list[list[Any]]]:
        """To keep with a review."""
        return {
            "employees": [[each.unit, *each.rated, each.unit_grade] for each in self.employees],
            "units": [[each.above, *each.rated, each.number] for each in self.units],
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Sequence[Sequence[Any]]]) -> Ratings:
        """As kept."""
        return cls(
            tuple(
                RatedEmployees(unit, Rated(*rated), TaskGrade(grade) if grade else None)
                for unit, *rated, grade in kept["employees"]
            ),
            tuple(RatedUnits(above, Rated(*rated), number) for above, *rated, number in kept["units"]),
        )


def ratings_of(people: PeopleRows, units: Iterable[Unit], grades: Mapping[int, TaskGrade | None], year: int) -> Ratings:
    """`grades`: of units, by id, in the year."""
    by_id = {each.pk: each for each in units}
    roots = {pk: _root(by_id, each) for pk, each in by_id.items()}
    graded = dict(zip(*_grades_of(people, year), strict=True))
    employees: dict[int, list[TaskGrade | None]] = defaultdict(list)
    for at, unit in enumerate(people.units.tolist()):
        if (root := roots.get(unit)) is not None:
            employees[root].append(graded.get(at, NOT_GRADED))
    siblings: dict[int | None, list[TaskGrade | None]] = defaultdict(list)
    for pk, each in by_id.items():
        if roots[pk] is not None:
            siblings[each.parent_id].append(grades.get(pk))
    return Ratings(
        tuple(
            RatedEmployees(pk, _count(employees[pk]), grades.get(pk))
            for pk in by_id
            if pk in employees and TaskGrade.EXCELLENT in employees[pk]
        ),
        tuple(
            RatedUnits(above, _count(told), len(told))
            for above, told in siblings.items()
            if TaskGrade.EXCELLENT in told
        ),
    )


def _root(units: Mapping[int, Unit], unit: Unit) -> int | None:
    """The highest public service unit that a unit is, or is part of."""
    found = None
    here: Unit | None = unit
    while here is not None:
        if here.kind == UnitKind.PUBLIC_SERVICE:
            found = here.pk
        here = units.get(here.parent_id) if here.parent_id is not None else None
    return found


def _grades_of(people: PeopleRows, year: int) -> tuple[list[int], list[TaskGrade]]:
    years, codes = people.grades.columns
    here = np.flatnonzero(years == year)
    order = list(TaskGrade)
    return people.grades.at[here].tolist(), [order[code] for code in codes[here].tolist()]


def _count(told: Iterable[TaskGrade | None]) -> Rated:
    counted = Counter(told)
    return Rated(counted[TaskGrade.EXCELLENT], counted[TaskGrade.GOOD], counted[NOT_GRADED])
