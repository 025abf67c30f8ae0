"""A sample of n persons: each who confirms gives so many points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField, InputKind
from thidua.core.scoring.derivation import Fault, FaultKind, Scored, Step, missing
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import MissingAnswerError, number_of

KEYWORD = "sample"


@dataclass(frozen=True, slots=True)
class Sample:
    """Persons counted × points each, of at most `size` persons."""

    size: int
    each: Fraction
    counting: str
    is_own: bool

    def fields(self) -> tuple[InputField, ...]:
        """How many confirmed, under the item's code unless the table names an input."""
        return (InputField(self.counting, kind=InputKind.COUNT),) if self.is_own else ()

    def names(self) -> tuple[str, ...]:
        """The one input."""
        return (self.counting,)

    def score(self, maximum: Fraction, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """Each unit's points; more persons than the sample holds is refused."""
        return [self._one(answers) for answers in column]

    def _one(self, answers: Answers) -> Scored:
        try:
            counted = number_of(answers, self.counting)
        except MissingAnswerError as error:
            return missing(error.name)
        data = {"counted": counted, "size": self.size, "each": self.each}
        if counted > self.size:
            fault = Fault(FaultKind.PART_ABOVE_WHOLE, "", counted, self.size)
            return Scored(None, (Step("sample_too_large", data),), (fault,))
        points = counted * self.each
        return Scored(points, (Step("sample", {**data, "points": points}),))

    def most(self, maximum: Fraction) -> Fraction:
        """All persons."""
        return self.size * self.each


def read(value: Any, code: str, entry: Entry) -> Sample:
    """`points: {sample: 50, each: 0.4, counting: INPUT}`."""
    size = entry.whole(KEYWORD, required=True, at_least=1) or 1
    each = entry.number("each", required=True) or Fraction(0)
    named = entry.text("counting")
    return Sample(size, each, named or code, not named)
