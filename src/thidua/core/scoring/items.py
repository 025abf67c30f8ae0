"""The points of one item for all units: its own points, its rules, its caps, its gate, its rounding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from thidua.core.scoring.answers import Answers
from thidua.core.scoring.derivation import NOT_APPLICABLE, ZERO, Cell, Datum, Fault, FaultKind, Scored, Step
from thidua.core.scoring.measures import MissingAnswerError, NoWholeError
from thidua.core.scoring.numbers import exact_sum, round_half_up
from thidua.core.scoring.rules import Effect, Rule
from thidua.core.scoring.scheme import NotApplicable, ScoreItem


class Made(NamedTuple):
    """A cell and what was found while it was made."""

    cell: Cell
    faults: tuple[Fault, ...] = ()


def score_leaf(item: ScoreItem, column: Sequence[Answers], units: Sequence[str], places: int | None) -> list[Made]:
    """Every unit's cell of an item with a formula. `column` and `units` are those to whom it applies."""
    assert item.formula is not None
    scored = item.formula.score(item.maximum, column, units)  # type: ignore[arg-type]
    if _is_plain(item):
        scale = None if places is None else 10**places
        return [_plain_cell(each, item.is_bonus, places, scale) for each in scored]
    return [adjust(item, each, (ZERO, ZERO), answers, places) for each, answers in zip(scored, column, strict=True)]


def _is_plain(item: ScoreItem) -> bool:
    return not (item.rules or item.gate) and item.at_least is None and item.at_most is None


def _plain_cell(scored: Scored, is_bonus: bool, places: int | None, scale: int | None) -> Made:
    """The quick way of an item that is its formula and nothing else. `scale` is 10 to the power of `places`."""
    points, steps, faults = scored
    if points is not None and places is not None and scale is not None and scale % points.denominator:
        exact, points = points, round_half_up(points, places)
        steps = (*steps, Step("rounded", {"exact": exact, "places": places, "points": points}))
    if is_bonus:
        return Made(Cell(points, ZERO, points or ZERO, ZERO, steps), faults)
    return Made(Cell(points, points, ZERO, ZERO, steps), faults)


def score_branch(
    item: ScoreItem,
    parts: Sequence[Cell],
    answers: Answers,
    places: int | None,
    when_not_applicable: NotApplicable,
    full: Fraction | None = None,
) -> Made:
    """One unit's cell of an item with parts. `full`: the standard that applies to the unit, where a bonus needs it."""
    applying = [(part, cell) for part, cell in zip(item.parts, parts, strict=True) if cell.applies]
    if not applying and item.parts:
        return Made(NOT_APPLICABLE)
    if any(cell.points is None for _part, cell in applying):
        unknown = next(part.code for part, cell in applying if cell.points is None)
        scored = Scored(None, (Step("part_unknown", {"item": unknown}),))
        return adjust(item, scored, (ZERO, ZERO), answers, places)
    base = exact_sum(cell.base for _part, cell in applying if cell.base is not None)
    bonus = exact_sum(cell.bonus for _part, cell in applying if cell.bonus is not ZERO)
    penalty = exact_sum(cell.penalty for _part, cell in applying if cell.penalty is not ZERO)
    data: dict[str, Datum] = {"count": len(applying), "base": base, "bonus": bonus, "penalty": penalty}
    steps: tuple[Step, ...] = (Step("sum_adjusted" if bonus or penalty else "sum", data),)
    if when_not_applicable is NotApplicable.SPREAD and len(applying) < len(item.parts):
        whole = exact_sum(part.standard for part in item.parts)
        carried = exact_sum(part.standard for part, _cell in applying)
        if carried and carried != whole:
            spread = base * whole / carried
            steps = (*steps, Step("spread", {"base": base, "whole": whole, "carried": carried, "points": spread}))
            base = spread
    return adjust(item, Scored(base, steps), (bonus, penalty), answers, places, full)


def adjust(
    item: ScoreItem,
    scored: Scored,
    inherited: tuple[Fraction, Fraction],
    answers: Answers,
    places: int | None,
    full: Fraction | None = None,
) -> Made:
    """The item's own points with its gate, rules, caps, bounds and rounding. `inherited`: its parts' bonus, penalty."""
    base, steps, faults = scored.points, list(scored.steps), list(scored.faults)
    is_known = base is not None
    if item.gate is not None:
        gate = answers.get(item.gate.name)
        if gate is None:
            steps.append(Step("missing", {"input": item.gate.name}))
            is_known = False
        elif not gate:
            steps.append(Step("gate", {"when": item.gate.when, "points": ZERO}))
            if item.gate.zeroes_bonus:
                return Made(Cell(ZERO, ZERO, ZERO, ZERO, tuple(steps)), tuple(faults))
            base, is_known = ZERO, True
    effects: dict[str, Fraction] = {}
    for rule in item.rules:
        effect = _effect(rule, answers)
        steps += effect.steps
        faults += effect.faults
        if effect.points is None:
            is_known = False
        elif effect.points:
            effects[rule.code] = _capped(rule, effect.points, steps)
            if rule.exception:
                points = effects[rule.code]
                steps.append(Step("exception", {"rule": rule.code, "text": rule.exception, "points": points}))
    bonus, penalty = _add_up(item, effects, inherited, steps)
    own_bonus = bonus - inherited[0]
    is_full = base is None or base == (item.maximum if full is None else full)
    if item.bonus_needs_full_standard and own_bonus > 0 and (penalty or not is_full):
        steps.append(Step("bonus_needs_full_standard", {"bonus": own_bonus}))
        faults.append(Fault(FaultKind.BONUS_NEEDS_FULL_STANDARD, "", own_bonus, ZERO))
        bonus = inherited[0]
    if not is_known or base is None:
        return Made(Cell(None, None, bonus, penalty, tuple(steps)), tuple(faults))
    bounded = _bounded(item, base, bonus, penalty, steps)
    cut = base + bonus - penalty - bounded
    bonus, penalty = bonus - max(ZERO, min(bonus, cut)), penalty - max(ZERO, min(penalty, -cut))
    points = _rounded(bounded, steps, places)
    if item.is_bonus:
        return Made(Cell(points, ZERO, points + penalty, penalty, tuple(steps)), tuple(faults))
    return Made(Cell(points, points - bonus + penalty, bonus, penalty, tuple(steps)), tuple(faults))


def _effect(rule: Rule, answers: Answers) -> Effect:
    try:
        return rule.effect(answers)
    except MissingAnswerError as error:
        return Effect(None, (Step("missing", {"input": error.name}),))
    except NoWholeError as error:
        return Effect(None, (Step("no_whole", {"input": error.name}),), (Fault(FaultKind.NO_WHOLE, rule.code, 0),))


def _capped(rule: Rule, points: Fraction, steps: list[Step]) -> Fraction:
    """The effect within the rule's cap."""
    if rule.cap is None or abs(points) <= rule.cap:
        return points
    capped = rule.cap if points > 0 else -rule.cap
    steps.append(Step("rule_cap", {"rule": rule.code, "uncapped": points, "cap": rule.cap, "points": capped}))
    return capped


def _add_up(
    item: ScoreItem, effects: Mapping[str, Fraction], inherited: tuple[Fraction, Fraction], steps: list[Step]
) -> tuple[Fraction, Fraction]:
    """Bonus and penalty of an item; neither's cap limits the other."""
    kept = dict(effects)
    for group in item.exclusive:
        claimed = [code for code in group if kept.get(code, ZERO) > 0]
        if len(claimed) > 1:
            best = max(claimed, key=lambda code: kept[code])
            steps.append(Step("exclusive", {"rules": ", ".join(claimed), "rule": best, "points": kept[best]}))
            for code in claimed:
                if code != best:
                    del kept[code]
    bonus = inherited[0] + exact_sum(each for each in kept.values() if each > 0)
    penalty = inherited[1] - exact_sum(each for each in kept.values() if each < 0)
    if item.bonus_cap is not None and bonus > item.bonus_cap:
        steps.append(Step("bonus_cap", {"uncapped": bonus, "points": item.bonus_cap}))
        bonus = item.bonus_cap
    if item.penalty_cap is not None and penalty > item.penalty_cap:
        steps.append(Step("penalty_cap", {"uncapped": penalty, "points": item.penalty_cap}))
        penalty = item.penalty_cap
    return bonus, penalty


def _bounded(item: ScoreItem, base: Fraction, bonus: Fraction, penalty: Fraction, steps: list[Step]) -> Fraction:
    """Within the item's bounds. What a bound takes is taken from the bonus first, what it gives from the penalty: a
    bonus without effect uses up no cap of the branch above."""
    points = base + bonus - penalty
    data: dict[str, Datum] = {"uncapped": points, "bonus": bonus, "penalty": penalty}
    if item.at_least is not None and points < item.at_least:
        points = item.at_least
        steps.append(Step("at_least", {**data, "points": points}))
    elif item.at_most is not None and points > item.at_most:
        points = item.at_most
        steps.append(Step("at_most", {**data, "points": points}))
    return points


def _rounded(points: Fraction, steps: list[Step], places: int | None) -> Fraction:
    """Rounded where the table says so."""
    if places is not None and (10**places) % points.denominator:
        exact, points = points, round_half_up(points, places)
        steps.append(Step("rounded", {"exact": exact, "places": places, "points": points}))
    return points
