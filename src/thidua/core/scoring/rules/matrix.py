"""A two-way table: points by the class of one number and the band of another (volume of files × lateness)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring import matrices
from thidua.core.scoring.answers import Answers, InputField
from thidua.core.scoring.derivation import Step
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.matrices import TwoWay, read_two_way
from thidua.core.scoring.rules import NO_EFFECT, Effect

KEYWORD = matrices.KEYWORD


@dataclass(frozen=True, slots=True)
class MatrixRule:
    """The points where row and column meet, bonus or penalty; a number in no row or no column has no effect."""

    code: str
    table: TwoWay

    def fields(self) -> tuple[InputField, ...]:
        """Inputs are declared by the table."""
        return ()

    def names(self) -> tuple[str, ...]:
        """What both measures read."""
        return self.table.names()

    def effect(self, answers: Answers) -> Effect:
        """The points where row and column meet."""
        met = self.table.meet(answers)
        if met.row is None or met.column is None or met.points is None:
            return NO_EFFECT
        data = {
            "rule": self.code, "row": met.row.text, "column": met.column.text,
            "row_value": met.row_value, "column_value": met.column_value, "points": met.points,
        }  # fmt: skip
        return Effect(met.points, (Step("matrix", data),))

    def most(self) -> Fraction:
        """The best field."""
        return self.table.most()


def read(value: Any, code: str, when: str, entry: Entry) -> MatrixRule:
    """`matrix: {rows: {of, ranges}, columns: {of, ranges}, points: [[…], …]}`."""
    return MatrixRule(code, read_two_way(entry))
