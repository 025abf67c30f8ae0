"""What people signed against what the table gives: every difference with the rule it breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from thidua.core.scoring.cards import Given
from thidua.core.scoring.derivation import ZERO, Cell, FaultKind, Finding
from thidua.core.scoring.numbers import exact_sum
from thidua.core.scoring.scheme import ROOT, ScoreItem

CAPS = frozenset({"rule_cap", "bonus_cap", "at_most"})
"""Steps that cut a bonus."""


def find_in_given(items: Sequence[ScoreItem], unit: str, paper: Given, cells: Mapping[str, Cell]) -> Iterator[Finding]:
    """What one paper of one unit gets wrong. `items` are all of the table, each before its parts; `cells`: the unit's
    cells by item, from what this paper claims.
    """
    given = {**paper.items}
    if paper.total is not None:
        given[ROOT] = paper.total
    for item in items:
        points = given.get(item.code)
        if points is None:
            continue
        if item.parts and all(part.code in given for part in item.parts):
            yield from _sum(item, points, given, cells, unit, paper.by)
        elif item.code != ROOT and points != (cell := cells[item.code]).points and cell.applies:
            yield from _against_table(item, points, cell, unit, paper.by)
    strict = cells[ROOT].points
    if paper.total is not None and strict is not None and paper.total != strict:
        yield Finding(FaultKind.DIFFERS, unit, ROOT, "", paper.total, strict, paper.by)


def find_between(unit: str, papers: Sequence[Given]) -> Iterator[Finding]:
    """Two papers that say the total of one thing, and disagree."""
    by_name = {paper.by: paper for paper in papers}
    for paper in papers:
        other = by_name.get(paper.same_as)
        if other is not None and None not in (paper.total, other.total) and paper.total != other.total:
            yield Finding(
                FaultKind.TOTALS_DISAGREE, unit, ROOT, "", paper.total, other.total, f"{paper.by} / {other.by}"
            )


def _sum(
    item: ScoreItem, points: Fraction, given: Mapping[str, Fraction], cells: Mapping[str, Cell], unit: str, by: str
) -> Iterator[Finding]:
    """A branch against the sum of its parts as given, with what its own rules add."""
    parts = exact_sum(given[part.code] for part in item.parts)
    own = cells[item.code].points
    strict = [cells[part.code].points for part in item.parts]
    added = ZERO
    if own is not None and all(each is not None for each in strict):
        added = own - exact_sum(each for each in strict if each is not None)
    if points != parts + added and points != parts:
        yield Finding(FaultKind.SUM_MISMATCH, unit, item.code, "", points, parts + added, by)


def _against_table(item: ScoreItem, points: Fraction, cell: Cell, unit: str, by: str) -> Iterator[Finding]:
    """An item that differs, against the most it can give, and against what it gives here."""
    most = most_of(item)
    bonuses = [rule for each in item.walk() for rule in each.rules if rule.most() != 0]
    if most is not None and points > most and not bonuses:
        yield Finding(FaultKind.ABOVE_MAXIMUM, unit, item.code, "", points, most, by)
        yield Finding(FaultKind.BONUS_WITHOUT_RULE, unit, item.code, "", points - most, ZERO, by)
    elif most is not None and points > most:
        rules = ", ".join(rule.code for rule in bonuses)
        allowed = most if cell.points is None else cell.points
        yield Finding(FaultKind.CAP_EXCEEDED, unit, item.code, rules, points, allowed, by)
    elif cell.points is not None and points > cell.points and any(step.kind in CAPS for step in cell.steps):
        capped = [str(step.data["rule"]) for step in cell.steps if step.kind == "rule_cap"]
        yield Finding(FaultKind.CAP_EXCEEDED, unit, item.code, ", ".join(capped), points, cell.points, by)
    elif cell.points is not None:
        yield Finding(FaultKind.DIFFERS, unit, item.code, "", points, cell.points, by)


def most_of(item: ScoreItem) -> Fraction | None:
    """The most an item can give by its formula, its rules and their caps; None without limit."""
    if item.formula is not None:
        most = item.formula.most(item.maximum) if item.maximum is not None else None
    else:
        parts = [most_of(part) for part in item.parts]
        most = None if None in parts else exact_sum(each for each in parts if each is not None)
    bonus = _most_bonus(item)
    if most is None or bonus is None:
        return item.at_most
    return most + bonus if item.at_most is None else min(most + bonus, item.at_most)


def _most_bonus(item: ScoreItem) -> Fraction | None:
    grouped = {code for group in item.exclusive for code in group}
    by_code = {rule.code: rule.most() for rule in item.rules}
    bonuses = [most for code, most in by_code.items() if code not in grouped]
    for group in item.exclusive:
        within = [by_code[code] for code in group]
        bonuses.append(None if None in within else max(each for each in within if each is not None))
    total = None if None in bonuses else exact_sum(each for each in bonuses if each is not None)
    if item.bonus_cap is None:
        return total
    return item.bonus_cap if total is None else min(total, item.bonus_cap)
