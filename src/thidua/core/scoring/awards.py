"""From ranks to awards: who may be proposed for what, and where equals stand across the border of a quota."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from thidua.core.scoring.scheme import AwardRule

if TYPE_CHECKING:
    from thidua.core.scoring.scoring import UnitResult


@dataclass(frozen=True, slots=True)
class Proposal:
    """An award a unit may be proposed for.

    `is_undecided`: equals stand across the border, a person or a vote decides among them. `places`: how many the
    quota leaves (rounded down: “không quá”).
    """

    award: str
    is_undecided: bool = False
    places: int | None = None
    cites: str = ""


def propose_awards(
    rules: Sequence[AwardRule], units: Sequence[UnitResult], grades_above: Sequence[str]
) -> list[tuple[Proposal, ...]]:
    """Each unit's proposals, in its order. A unit without a sure rank is proposed for nothing."""
    offered: list[list[Proposal]] = [[] for _unit in units]
    for rule in rules:
        for group in {unit.group: None for unit in units}:
            members = [at for at, unit in enumerate(units) if unit.group == group]
            for at, proposal in _of_group(rule, members, units, grades_above):
                offered[at].append(proposal)
    return [tuple(each) for each in offered]


def _of_group(
    rule: AwardRule, members: Sequence[int], units: Sequence[UnitResult], grades_above: Sequence[str]
) -> list[tuple[int, Proposal]]:
    ranked = [at for at in members if _rank(units[at]) is not None and _has_grade(rule, units[at])]
    places, is_known = _places(rule, len(members), {grades_above[at] for at in members})
    last = rule.last_rank
    if places is not None:
        last = rule.first_rank + places - 1 if last is None else min(last, rule.first_rank + places - 1)
    chosen: list[tuple[int, Proposal]] = []
    for at in ranked:
        rank = _rank(units[at]) or 0
        standing = units[at].standing
        tied = len(standing.tied_with) if standing is not None else 0
        if rank < rule.first_rank or (last is not None and rank > last):
            continue
        undecided = not is_known or (last is not None and rank + tied > last)
        chosen.append((at, Proposal(rule.award, undecided, places, rule.cites)))
    return chosen


def _rank(unit: UnitResult) -> int | None:
    standing = unit.standing
    return None if standing is None or standing.is_provisional else standing.rank


def _has_grade(rule: AwardRule, unit: UnitResult) -> bool:
    return not rule.grades or unit.grade in rule.grades


def _places(rule: AwardRule, count: int, grades_above: set[str]) -> tuple[int | None, bool]:
    """How many a quota leaves, and whether that is known: a share of all, or the share of the grade of the body above;
    a whole number, down. While that grade is not known the most that any grade would leave, all of it undecided."""
    share: Fraction | None = rule.quota
    is_known = True
    if rule.quota_of_grade:
        is_known = len(grades_above) == 1 and grades_above <= set(rule.quota_of_grade)
        shares = rule.quota_of_grade
        share = shares[next(iter(grades_above))] if is_known else max(shares.values())
    return (None if share is None else int(share * count)), is_known
