"""A part of a whole times the maximum: b / a × max."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField
from thidua.core.scoring.derivation import Fault, FaultKind, Scored, Step, missing
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import Measure, MissingAnswerError, NoWholeError

KEYWORD = "ratio"


class Beyond(Enum):
    """What a ratio above 1 gives."""

    REFUSED = "refused"
    """A part cannot be larger than its whole: nothing is scored before somebody looks."""
    CUT = "cut"
    """The maximum."""
    PROPORTIONAL = "proportional"
    """More than the maximum, in proportion (2561/QĐ-BTP of 2012: điểm chuẩn nhân % mức độ hoàn thành vượt)."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """The measure times the maximum."""

    measure: Measure
    beyond: Beyond

    def fields(self) -> tuple[InputField, ...]:
        """Inputs are declared by the table."""
        return ()

    def names(self) -> tuple[str, ...]:
        """Part and whole."""
        return self.measure.names

    def score(self, maximum: Fraction, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """Each unit's share of the maximum; a whole of 0 is unknown: 0 of 0 is not 0."""
        return [self._one(maximum, answers) for answers in column]

    def _one(self, maximum: Fraction, answers: Answers) -> Scored:
        try:
            value = self.measure.of(answers)
        except MissingAnswerError as error:
            return missing(error.name)
        except NoWholeError as error:
            return Scored(None, (Step("no_whole", {"input": error.name}),), (Fault(FaultKind.NO_WHOLE, "", 0),))
        data = {"ratio": value, "measure": self.measure.text, "maximum": maximum, **self.measure.figures(answers)}
        if value > 1 and self.beyond is Beyond.REFUSED:
            return Scored(None, (Step("part_above_whole", data),), (Fault(FaultKind.PART_ABOVE_WHOLE, "", value, 1),))
        if value > 1 and self.beyond is Beyond.CUT:
            return Scored(maximum, (Step("ratio_cut", {**data, "points": maximum}),))
        points = value * maximum
        return Scored(points, (Step("ratio", {**data, "points": points}),))

    def most(self, maximum: Fraction) -> Fraction | None:
        """The maximum, or no limit in proportion."""
        return None if self.beyond is Beyond.PROPORTIONAL else maximum


def read(value: Any, code: str, entry: Entry) -> Ratio:
    """`points: {ratio: b / a, beyond: refused | cut | proportional}`."""
    measure = entry.measure(KEYWORD, required=True)
    beyond = entry.word("beyond", {each.value: each for each in Beyond}, Beyond.REFUSED.value)
    if measure is not None and not measure.wholes:
        entry.problem("not_a_ratio", KEYWORD)
    return Ratio(measure or Measure("", ()), beyond)
