"""An item's own points by two numbers: the class of one and the band of the other (volume of files × lateness)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring import matrices
from thidua.core.scoring.answers import Answers, InputField
from thidua.core.scoring.derivation import Fault, FaultKind, Scored, Step, missing
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.matrices import TwoWay, read_two_way
from thidua.core.scoring.measures import MissingAnswerError, NoWholeError

KEYWORD = matrices.KEYWORD


@dataclass(frozen=True, slots=True)
class Matrix:
    """The points where row and column meet; a number in no row or no column is unknown and reported."""

    table: TwoWay
    otherwise: Fraction | None

    def fields(self) -> tuple[InputField, ...]:
        """Inputs are declared by the table."""
        return ()

    def names(self) -> tuple[str, ...]:
        """What both measures read."""
        return self.table.names()

    def score(self, maximum: Fraction, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """The field of each unit."""
        return [self._one(answers) for answers in column]

    def _one(self, answers: Answers) -> Scored:
        try:
            met = self.table.meet(answers)
        except MissingAnswerError as error:
            return missing(error.name)
        except NoWholeError as error:
            return Scored(None, (Step("no_whole", {"input": error.name}),), (Fault(FaultKind.NO_WHOLE, "", 0),))
        if met.row is not None and met.column is not None and met.points is not None:
            data = {
                "row": met.row.text, "column": met.column.text, "row_value": met.row_value,
                "column_value": met.column_value, "points": met.points,
            }  # fmt: skip
            return Scored(met.points, (Step("matrix_own", data),))
        outer, value, ranges = (
            (self.table.row_measure, met.row_value, self.table.rows)
            if met.row is None
            else (self.table.column_measure, met.column_value, self.table.columns)
        )
        is_share = any("%" in each.text for each in ranges)
        told = {"value": value, "measure": outer.text, "percent": int(is_share)}
        if self.otherwise is not None:
            return Scored(self.otherwise, (Step("band_otherwise", {**told, "points": self.otherwise}),))
        return Scored(None, (Step("band_gap", told),), (Fault(FaultKind.BAND_GAP, "", value, is_share=is_share),))

    def most(self, maximum: Fraction) -> Fraction:
        """The best field, or what stands for all outside."""
        return max(self.table.most(), self.otherwise or Fraction(0))


def read(value: Any, code: str, entry: Entry) -> Matrix:
    """`points: {matrix: {rows: {of, ranges}, columns: {of, ranges}, points: [[…], …]}, otherwise: 0}`."""
    return Matrix(read_two_way(entry), entry.number("otherwise"))
