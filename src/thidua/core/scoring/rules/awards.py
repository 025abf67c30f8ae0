"""A bonus for awards already held: the flag of the province 10, of the Government 15."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField, InputKind
from thidua.core.scoring.derivation import ZERO, Fault, FaultKind, Step
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import MissingAnswerError
from thidua.core.scoring.numbers import exact_sum
from thidua.core.scoring.rules import NO_EFFECT, Effect

KEYWORD = "awards"


class Takes(Enum):
    """What counts of several awards."""

    ALL = "all"
    HIGHEST = "highest"
    UNSTATED = "unstated"
    """The table does not say: with two awards a person decides."""


@dataclass(frozen=True, slots=True)
class Awards:
    """Award → points, for those held."""

    code: str
    when: str
    points: tuple[tuple[str, Fraction], ...]
    takes: Takes

    def fields(self) -> tuple[InputField, ...]:
        """The awards held, under the rule's code."""
        choices = tuple((name, name) for name, _points in self.points)
        return (InputField(self.code, self.when, InputKind.AWARDS, choices, is_case=True),)

    def names(self) -> tuple[str, ...]:
        """The rule's code."""
        return (self.code,)

    def effect(self, answers: Answers) -> Effect:
        """The sum, or the highest, as the table says."""
        held = answers.get(self.code)
        if not isinstance(held, tuple):
            raise MissingAnswerError(self.code)
        counted = [(name, points) for name, points in self.points if name in held]
        strangers = tuple(
            Fault(FaultKind.BONUS_WITHOUT_RULE, self.code, each) for each in held if each not in dict(self.points)
        )
        if not counted:
            return NO_EFFECT._replace(faults=strangers)
        if len(counted) > 1 and self.takes is Takes.UNSTATED:
            names = "; ".join(name for name, _points in counted)
            return Effect(None, (), (*strangers, Fault(FaultKind.AWARDS_UNSTATED, self.code, names)))
        if self.takes is Takes.HIGHEST:
            counted = [max(counted, key=lambda each: each[1])]
        steps = tuple(Step("award", {"rule": self.code, "award": name, "points": points}) for name, points in counted)
        return Effect(exact_sum(points for _name, points in counted), steps, strangers)

    def most(self) -> Fraction:
        """All of them, or the highest."""
        points = [each for _name, each in self.points]
        return max([ZERO, *points]) if self.takes is Takes.HIGHEST else exact_sum(points)


def read(value: Any, code: str, when: str, entry: Entry) -> Awards:
    """`awards: [{award, points}, …]`, `takes: all | highest` (absent: the table does not say)."""
    points: list[tuple[str, Fraction]] = []
    for each in entry.entries(KEYWORD):
        points.append((each.text("award", required=True), each.number("points", required=True) or Fraction(0)))
    takes = entry.word("takes", {each.value: each for each in Takes}, Takes.UNSTATED.value)
    return Awards(code, when, tuple(points), takes)
