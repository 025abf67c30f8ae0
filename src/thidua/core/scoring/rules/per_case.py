"""So many points for each case."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField, InputKind
from thidua.core.scoring.derivation import ZERO, Step
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import number_of
from thidua.core.scoring.rules import NO_EFFECT, Effect

KEYWORD = "per_case"


@dataclass(frozen=True, slots=True)
class PerCase:
    """Cases counted × points each."""

    code: str
    when: str
    each: Fraction
    counting: str
    is_own: bool

    def fields(self) -> tuple[InputField, ...]:
        """How many cases, under the rule's code unless the table names an input."""
        return (InputField(self.counting, self.when, InputKind.COUNT, is_case=True),) if self.is_own else ()

    def names(self) -> tuple[str, ...]:
        """The one input."""
        return (self.counting,)

    def effect(self, answers: Answers) -> Effect:
        """Nothing for no case."""
        count = number_of(answers, self.counting)
        if not count:
            return NO_EFFECT
        points = self.each * count
        step = Step("per_case", {"rule": self.code, "count": count, "each": self.each, "points": points})
        return Effect(points, (step,))

    def most(self) -> Fraction | None:
        """No limit for a bonus."""
        return None if self.each > 0 else ZERO


def read(value: Any, code: str, when: str, entry: Entry) -> PerCase:
    """`per_case: -0.5`, `counting: INPUT`."""
    named = entry.text("counting")
    return PerCase(code, when, entry.number(KEYWORD, required=True) or Fraction(0), named or code, not named)
