"""So many points once, however often it happened."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField, InputKind
from thidua.core.scoring.derivation import ZERO, Step
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import MissingAnswerError
from thidua.core.scoring.rules import NO_EFFECT, Effect

KEYWORD = "once"


@dataclass(frozen=True, slots=True)
class Once:
    """The points when the answer is yes."""

    code: str
    when: str
    points: Fraction
    name: str
    is_own: bool

    def fields(self) -> tuple[InputField, ...]:
        """Yes or no, under the rule's code unless the table names an input."""
        return (InputField(self.name, self.when, InputKind.YES_NO, is_case=True),) if self.is_own else ()

    def names(self) -> tuple[str, ...]:
        """The one input."""
        return (self.name,)

    def effect(self, answers: Answers) -> Effect:
        """All or nothing."""
        answer = answers.get(self.name)
        if answer is None:
            raise MissingAnswerError(self.name)
        if not answer:
            return NO_EFFECT
        return Effect(self.points, (Step("once", {"rule": self.code, "points": self.points}),))

    def most(self) -> Fraction:
        """The bonus."""
        return max(self.points, ZERO)


def read(value: Any, code: str, when: str, entry: Entry) -> Once:
    """`once: -1`, `counting: INPUT`."""
    named = entry.text("counting")
    return Once(code, when, entry.number(KEYWORD, required=True) or Fraction(0), named or code, not named)
