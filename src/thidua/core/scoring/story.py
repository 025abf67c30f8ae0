"""How a whole arose: what base, bonus and penalty give together, where bonus and penalty came from, which grade."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from thidua.core.scoring.derivation import ZERO, Cell, Datum, Step
from thidua.core.scoring.scheme import ROOT, ScoreItem
from thidua.core.scoring.scoring import Result, graded_value

LAST: Final = frozenset({"at_least", "at_most", "rounded"})
"""Steps taken on the sum of base, bonus and penalty; all others come before it."""

CAPS: Final = {"bonus": frozenset({"bonus_cap", "at_most"}), "penalty": frozenset({"penalty_cap", "at_least"})}
"""Side → the steps that leave less of it."""


class Side(StrEnum):
    """What is told apart from the base."""

    BONUS = "bonus"
    PENALTY = "penalty"


class Contribution(NamedTuple):
    """What one item adds to the bonus or the penalty of the whole, by its own rules and caps; below zero for a cap."""

    item: ScoreItem
    points: Fraction
    steps: tuple[Step, ...]


def steps_to_sum(cell: Cell) -> tuple[Step, ...]:
    """The steps of a cell with the one that adds base, bonus and penalty up, where there is anything to add."""
    if cell.points is None:
        return cell.steps
    at = next((place for place, step in enumerate(cell.steps) if step.kind in LAST), len(cell.steps))
    last: Mapping[str, Datum] = cell.steps[at].data if at < len(cell.steps) else {}
    before = _number(last.get("uncapped", last.get("exact", cell.points)))
    bonus, penalty = _number(last.get("bonus", cell.bonus)), _number(last.get("penalty", cell.penalty))
    if not (bonus or penalty):
        return cell.steps
    base = before - bonus + penalty
    added = Step("added_up", {"base": base, "bonus": bonus, "penalty": penalty, "points": before})
    return (*cell.steps[:at], added, *cell.steps[at:])


def _number(value: Datum) -> Fraction:
    assert isinstance(value, int | Fraction)
    return Fraction(value)


def total_steps(result: Result, unit: str) -> tuple[Step, ...]:
    """How a unit's total and its grade arose. Raises KeyError."""
    at = _place(result, unit)
    cell, found = result.cells[ROOT][at], result.units[at]
    steps = steps_to_sum(cell)
    if found.disqualified:
        return (*steps, Step("disqualified", {"effect": found.disqualified}))
    if found.total is None:
        return steps
    by_share = result.scheme.grades_by_share
    data: dict[str, Datum] = {"points": found.total}
    if by_share:
        data |= {"standard": found.standard, "value": graded_value(result.scheme, found), "percent": 1}
    for grade in result.scheme.grades:
        if grade.name == found.grade:
            kind = "grade_by_share" if by_share else "grade"
            return (*steps, Step(kind, data | {"range": grade.range.text, "grade": grade.name}))
    said = Step("no_grade_by_share" if by_share else "no_grade", data)
    return (*steps, said) if result.scheme.grades else steps


def contributions(result: Result, unit: str, side: Side) -> list[Contribution]:
    """Where the bonus or the penalty of a unit's whole came from, item by item: they add up to it. Raises KeyError."""
    at = _place(result, unit)
    found: list[Contribution] = []

    def walk(item: ScoreItem) -> None:
        cell = result.cells[item.code][at]
        parts = [part for part in item.parts if result.cells[part.code][at].applies]
        cells = [result.cells[part.code][at] for part in parts]
        inherits = all(each.points is not None for each in cells)
        inherited = sum((_of(each, side) for each in cells), ZERO) if inherits else ZERO
        own = _of(cell, side) - inherited
        if own:
            found.append(Contribution(item, own, _steps_of(cell, item, side)))
        for part in parts if inherits else ():
            walk(part)

    if result.cells[ROOT][at].applies:
        walk(result.scheme.root)
    return sorted(found, key=lambda each: each.item.code == ROOT)


def _place(result: Result, unit: str) -> int:
    try:
        return result.names().index(unit)
    except ValueError:
        raise KeyError(unit) from None


def _of(cell: Cell, side: Side) -> Fraction:
    return cell.bonus if side is Side.BONUS else cell.penalty


def _steps_of(cell: Cell, item: ScoreItem, side: Side) -> tuple[Step, ...]:
    """The steps of rules on this side and what was done to them; of an item that is all bonus, everything."""
    rules = {rule.code for rule in item.rules}
    if item.is_bonus and side is Side.BONUS:
        return cell.steps
    return tuple(step for step in cell.steps if _is_on(step, side, rules))


def _is_on(step: Step, side: Side, rules: set[str]) -> bool:
    if step.kind in CAPS[side]:
        return True
    if step.kind in ("gate", "bonus_needs_full_standard", "exclusive"):
        return step.kind == "gate" or side is Side.BONUS
    points = step.data.get("points")
    if step.data.get("rule") not in rules or not isinstance(points, int | Fraction):
        return False
    return points > 0 if side is Side.BONUS else points < 0
