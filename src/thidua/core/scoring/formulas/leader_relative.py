"""Points against the bloc's leader: a unit's excess over its target, measured by the largest excess of all.

With e = (A − T) / T, A achieved, T the target:

- A < T: ½ · max · A / T;  A = T: ½ · max;
- the largest e above 0 of the bloc: max, ties all; others above their target: ½ · max + e / e_leader · ½ · max;
- units without a target (T = 0) are compared among themselves only: max · A / max(A); T = 0 and A = 0: 0.

Smaller is better when the table says so: e = (T − A) / T, and A > T gives ½ · max · T / A. There a target of 0 is a
target: A = 0 reaches it (½ · max), anything more gives 0.

Source: the table of Cụm 347 (formulas of its 12 quantitative criteria, rounded half up to two decimals).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField
from thidua.core.scoring.derivation import ZERO, Datum, Fault, FaultKind, Scored, Step, missing
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.numbers import Number

KEYWORD = "leader_relative"
ASPECTS = {"achieved": "kết quả đạt được", "target": "chỉ tiêu được giao"}
"""What it asks for, in the language of tables."""

Share = tuple[int, int]
"""A fraction not brought to lowest terms: comparing and multiplying whole numbers is what makes a bloc quick."""


@dataclass(frozen=True, slots=True)
class LeaderRelative:
    """Achieved and target of every unit → points."""

    achieved: str
    target: str
    is_smaller_better: bool
    own_fields: tuple[InputField, ...]

    def fields(self) -> tuple[InputField, ...]:
        """CODE.achieved and CODE.target unless the table names inputs."""
        return self.own_fields

    def names(self) -> tuple[str, ...]:
        """Achieved and target."""
        return (self.achieved, self.target)

    def most(self, maximum: Fraction) -> Fraction:
        """The maximum, for the leader."""
        return maximum

    def score(self, maximum: Fraction, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """All units at once. While one unit's figures are unknown, what depends on the leader is unknown too."""
        rule = _Rule(maximum, self.is_smaller_better)
        pairs = [(_figure(answers.get(self.achieved)), _figure(answers.get(self.target))) for answers in column]
        has_target = [t is None or t != 0 or self.is_smaller_better for _a, t in pairs]
        waits = any(has and (a is None or t is None) for (a, t), has in zip(pairs, has_target, strict=True))
        waits_without = any(t is None or (a is None and not t) for a, t in pairs) and not self.is_smaller_better
        excesses = [rule.excess(a, t) if a is not None and t else None for a, t in pairs]
        leader = max_share(excesses)
        leaders = _leaders(excesses, leader, units)
        bare = [a if a is not None and not has else None for (a, _t), has in zip(pairs, has_target, strict=True)]
        most = max((a for a in bare if a is not None), default=0)
        mosts = tuple(unit for a, unit in zip(bare, units, strict=True) if a is not None and a == most)
        scored: list[Scored] = []
        for answers, unit, (a, t), has, excess in zip(column, units, pairs, has_target, excesses, strict=True):
            if a is None or t is None:
                scored.append(_unknown(answers, self.achieved, self.target))
            elif has:
                scored.append(rule.with_target(a, t, excess, None if waits else leader, leaders, unit))
            else:
                scored.append(rule.without_target(a, None if waits_without else most, mosts))
        return scored


def _leaders(excesses: Sequence[Share | None], leader: Share | None, units: Sequence[str]) -> tuple[str, ...]:
    """Who leads: all whose excess is the largest."""
    if leader is None:
        return ()
    return tuple(
        unit
        for share, unit in zip(excesses, units, strict=True)
        if share is not None and share[0] * leader[1] == leader[0] * share[1]
    )


class _Rule:
    """The formula for one maximum; the numbers of a unit go in as whole numbers."""

    def __init__(self, maximum: Fraction, is_smaller_better: bool) -> None:
        self.maximum = maximum
        self.half = maximum / 2
        self.is_smaller_better = is_smaller_better
        half = self.half
        self.reached = Scored(half, (Step("leader.reached", {"points": half}),))
        self.nothing = Scored(ZERO, (Step("leader.nothing", {"points": ZERO}),))

    def excess(self, a: Number, t: Number) -> Share | None:
        """(A − T) / T, or (T − A) / T; None where it is not above 0."""
        better = t - a if self.is_smaller_better else a - t
        if better <= 0:
            return None
        return better.numerator * t.denominator, better.denominator * t.numerator

    def with_target(
        self, a: Number, t: Number, excess: Share | None, leader: Share | None, leaders: tuple[str, ...], unit: str
    ) -> Scored:
        """The points of a unit that has a target, and its excess over it; the leader is None while it is not known."""
        if a == t:
            return self.reached
        if excess is None:
            small, large = (t, a) if self.is_smaller_better else (a, t)
            half = self.half
            points = Fraction(
                half.numerator * small.numerator * large.denominator,
                half.denominator * small.denominator * large.numerator,
            )
            return Scored(points, (Step("leader.below", {"achieved": a, "target": t, "half": half, "points": points}),))
        if leader is None:
            return Scored(None, (Step("leader.waits", {"achieved": a, "target": t}),))
        over, under = excess[0] * leader[1], excess[1] * leader[0]
        half = self.half
        points = Fraction(half.numerator * (under + over), half.denominator * under)
        if over != under:
            kind = "leader.above"
        elif len(leaders) == 1:
            kind = "leader.leads"
        else:
            kind, leaders = "leader.leads_together", tuple(each for each in leaders if each != unit)
        data: dict[str, Datum] = {
            "achieved": a, "target": t, "leader": leader, "half": half, "points": points, "units": leaders,
        }  # fmt: skip
        return Scored(points, (Step(kind, data),))

    def without_target(self, a: Number, most: Number | None, leaders: tuple[str, ...]) -> Scored:
        """The points of a unit that has no target, among its like; the most is None while it is not known."""
        if not a:
            return self.nothing
        if most is None:
            return Scored(None, (Step("leader.waits_without", {"achieved": a}),))
        points = self.maximum * a / most
        if a == most:
            return Scored(points, (Step("leader.most", {"achieved": a, "points": points}),))
        data: dict[str, Datum] = {"achieved": a, "most": most, "points": points, "units": leaders}
        return Scored(points, (Step("leader.without_target", data),))


def max_share(shares: Sequence[Share | None]) -> Share | None:
    """The largest, compared exactly: 100/75, 1/0.75 and 4/3 are one."""
    largest: Share | None = None
    for share in shares:
        if share is not None and (largest is None or share[0] * largest[1] > largest[0] * share[1]):
            largest = share
    return largest


def _figure(answer: object) -> Number | None:
    if type(answer) is int:  # the usual case, without a look at what kinds of number there are
        return answer if answer >= 0 else None
    if isinstance(answer, int | Fraction) and not isinstance(answer, bool) and answer >= 0:
        return answer
    return None


def _unknown(answers: Answers, achieved: str, target: str) -> Scored:
    for name in (achieved, target):
        answer = answers.get(name)
        if answer is None:
            return missing(name)
        if _figure(answer) is None:
            fault = Fault(FaultKind.BAD_ANSWER, "", str(answer), reason="negative")
            return Scored(None, (Step("missing", {"input": name}),), (fault,))
    raise AssertionError("Both figures are there.")


def read(value: Any, code: str, entry: Entry) -> LeaderRelative:
    """`points: leader_relative`, or `points: {leader_relative: {achieved, target, better: larger | smaller}}`."""
    own = entry.entry(KEYWORD) if isinstance(value, dict) else None
    named: Callable[[str], str] = own.text if own is not None else lambda key: ""
    names = {key: named(key) for key in ("achieved", "target")}
    smaller = own.word("better", {"larger": False, "smaller": True}, "larger") if own is not None else False
    if own is not None:
        own.finish()
    fields = tuple(InputField(f"{code}.{key}", aspect=ASPECTS[key]) for key, name in names.items() if not name)
    return LeaderRelative(
        names["achieved"] or f"{code}.achieved", names["target"] or f"{code}.target", bool(smaller), fields
    )
