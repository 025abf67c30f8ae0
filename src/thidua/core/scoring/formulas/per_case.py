"""So many points for each case, up to the maximum: half a point for each article, at most 5."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField, InputKind
from thidua.core.scoring.derivation import Datum, Fault, FaultKind, Scored, Step, missing
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import MissingAnswerError, number_of

KEYWORD = "per_case"


@dataclass(frozen=True, slots=True)
class PerCase:
    """Cases counted × points each, cut at the maximum. `periods`: no more than so many can be; None is no limit."""

    each: Fraction
    counting: str
    is_own: bool
    periods: int | None = None

    def fields(self) -> tuple[InputField, ...]:
        """How many, under the item's code unless the table names an input."""
        return (InputField(self.counting, kind=InputKind.COUNT),) if self.is_own else ()

    def names(self) -> tuple[str, ...]:
        """The one input."""
        return (self.counting,)

    def score(self, maximum: Fraction, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """Each unit's points; more periods than a year has are unknown, and reported."""
        return [self._one(maximum, answers) for answers in column]

    def _one(self, maximum: Fraction, answers: Answers) -> Scored:
        try:
            count = number_of(answers, self.counting)
        except MissingAnswerError as error:
            return missing(error.name)
        data: dict[str, Datum] = {"count": count, "each": self.each}
        if self.periods is not None and count > self.periods:
            fault = Fault(FaultKind.TOO_MANY_CASES, "", count, self.periods)
            return Scored(None, (Step("too_many_periods", {**data, "periods": self.periods}),), (fault,))
        points = count * self.each
        if points > maximum:
            return Scored(maximum, (Step("counted_cut", {**data, "uncut": points, "points": maximum}),))
        return Scored(points, (Step("counted", {**data, "points": points}),))

    def most(self, maximum: Fraction) -> Fraction:
        """The maximum, at which cases stop to count."""
        return maximum


def read_counted(entry: Entry, keyword: str, code: str, periods: int | None = None) -> PerCase:
    """The points for each, and what counts them."""
    each = entry.number(keyword, required=True) or Fraction(0)
    if each < 0:
        entry.problem("below_zero", keyword)
    named = entry.text("counting")
    return PerCase(each, named or code, not named, periods)


def read(value: Any, code: str, entry: Entry) -> PerCase:
    """`points: {per_case: 0.5, counting: INPUT}`."""
    return read_counted(entry, KEYWORD, code)
