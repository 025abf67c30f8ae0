"""So many points for each whole step above a border: 0.1 for each 1% above 92%."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField
from thidua.core.scoring.derivation import ZERO, Step
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import Measure
from thidua.core.scoring.rules import NO_EFFECT, Effect

KEYWORD = "per_step"


@dataclass(frozen=True, slots=True)
class PerStep:
    """Whole steps above (or below) the border × points each; what is left of a step counts for nothing."""

    code: str
    each: Fraction
    size: Fraction
    border: Fraction
    is_below: bool
    is_in_percent: bool
    measure: Measure

    def fields(self) -> tuple[InputField, ...]:
        """Inputs are declared by the table."""
        return ()

    def names(self) -> tuple[str, ...]:
        """What the measure reads."""
        return self.measure.names

    def effect(self, answers: Answers) -> Effect:
        """Nothing on the other side of the border."""
        value = self.measure.of(answers)
        beyond = self.border - value if self.is_below else value - self.border
        if beyond < self.size:
            return NO_EFFECT
        count = beyond // self.size
        points = self.each * count
        data = {
            "rule": self.code, "measure": self.measure.text, "value": value, "border": self.border, "size": self.size,
            "percent": int(self.is_in_percent), "count": count, "each": self.each, "points": points,
        }  # fmt: skip
        return Effect(points, (Step("per_step_below" if self.is_below else "per_step", data),))

    def most(self) -> Fraction | None:
        """No limit for a bonus."""
        return None if self.each > 0 else ZERO


def read(value: Any, code: str, when: str, entry: Entry) -> PerStep:
    """`per_step: 0.1`, `size: 1%`, `above: 92%` or `below: …`, `of: MEASURE`."""
    each = entry.number(KEYWORD, required=True) or Fraction(0)
    size = entry.number("size", required=True)
    if size is not None and size <= 0:
        entry.problem("no_step", "size")
        size = None
    is_below = entry.has("below")
    key = "below" if is_below else "above"
    border = entry.number(key, required=True) or Fraction(0)
    measure = entry.measure("of", required=True) or Measure("", ())
    is_in_percent = "%" in entry.text(key) or bool(measure.wholes)
    return PerStep(code, each, size or Fraction(1), border, is_below, is_in_percent, measure)
