"""Points given by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField, InputKind
from thidua.core.scoring.derivation import Fault, FaultKind, Scored, Step, missing
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import MissingAnswerError, number_of

KEYWORD = "direct"


@dataclass(frozen=True, slots=True)
class Direct:
    """The assessor's number, from 0 to the maximum; more than the maximum is cut and reported."""

    code: str

    def fields(self) -> tuple[InputField, ...]:
        """The points, under the item's code."""
        return (InputField(self.code, kind=InputKind.POINTS),)

    def names(self) -> tuple[str, ...]:
        """The item's code."""
        return (self.code,)

    def score(self, maximum: Fraction | None, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """Each unit's points; without a maximum any number stands."""
        return [self._one(maximum, answers) for answers in column]

    def _one(self, maximum: Fraction | None, answers: Answers) -> Scored:
        try:
            given = Fraction(number_of(answers, self.code))
        except MissingAnswerError:
            return missing(self.code)
        if maximum is not None and given > maximum:
            step = Step("direct_cut", {"given": given, "points": maximum})
            return Scored(maximum, (step,), (Fault(FaultKind.ABOVE_MAXIMUM, "", given, maximum),))
        return Scored(given, (Step("direct", {"points": given, "maximum": maximum}),))

    def most(self, maximum: Fraction | None) -> Fraction | None:
        """The maximum."""
        return maximum


def read(value: Any, code: str, entry: Entry) -> Direct:
    """`points: direct`."""
    return Direct(code)
