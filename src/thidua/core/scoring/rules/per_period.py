"""So many points for each period of the year in which it happened: quarters, half-years, two fixed days."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField, InputKind
from thidua.core.scoring.derivation import ZERO, Fault, FaultKind, Step
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import number_of
from thidua.core.scoring.rules import NO_EFFECT, Effect

KEYWORD = "per_period"


@dataclass(frozen=True, slots=True)
class PerPeriod:
    """Periods counted × points each; a year has no more periods than `periods`."""

    code: str
    when: str
    each: Fraction
    periods: int

    def fields(self) -> tuple[InputField, ...]:
        """In how many periods, under the rule's code."""
        return (InputField(self.code, self.when, InputKind.COUNT, is_case=True),)

    def names(self) -> tuple[str, ...]:
        """The rule's code."""
        return (self.code,)

    def effect(self, answers: Answers) -> Effect:
        """Unknown, and reported, where more periods are counted than the year has."""
        count = number_of(answers, self.code)
        if not count:
            return NO_EFFECT
        if count > self.periods:
            return Effect(None, (), (Fault(FaultKind.TOO_MANY_CASES, self.code, count, self.periods),))
        points = self.each * count
        data = {"rule": self.code, "count": count, "periods": self.periods, "each": self.each, "points": points}
        return Effect(points, (Step("per_period", data),))

    def most(self) -> Fraction:
        """Every period of a bonus."""
        return max(self.each * self.periods, ZERO)


def read(value: Any, code: str, when: str, entry: Entry) -> PerPeriod:
    """`per_period: -0.25`, `periods: 2`."""
    periods = entry.whole("periods", required=True, at_least=1) or 1
    return PerPeriod(code, when, entry.number(KEYWORD, required=True) or Fraction(0), periods)
