"""A two-way table: points by the class of one number and the band of another (volume of files × lateness)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField
from thidua.core.scoring.bands import report_overlaps
from thidua.core.scoring.derivation import ZERO, Step
from thidua.core.scoring.entries import Entry, read_range
from thidua.core.scoring.measures import Measure
from thidua.core.scoring.ranges import Range
from thidua.core.scoring.rules import NO_EFFECT, Effect

KEYWORD = "matrix"


@dataclass(frozen=True, slots=True)
class Matrix:
    """`points[row][column]`; a number in no row or no column has no effect."""

    code: str
    row_measure: Measure
    column_measure: Measure
    rows: tuple[Range, ...]
    columns: tuple[Range, ...]
    points: tuple[tuple[Fraction, ...], ...]

    def fields(self) -> tuple[InputField, ...]:
        """Inputs are declared by the table."""
        return ()

    def names(self) -> tuple[str, ...]:
        """What both measures read."""
        return self.row_measure.names + self.column_measure.names

    def effect(self, answers: Answers) -> Effect:
        """The points where row and column meet."""
        row_value, column_value = self.row_measure.of(answers), self.column_measure.of(answers)
        row = next((at for at, each in enumerate(self.rows) if each.holds(row_value)), None)
        column = next((at for at, each in enumerate(self.columns) if each.holds(column_value)), None)
        if row is None or column is None:
            return NO_EFFECT
        points = self.points[row][column]
        data = {
            "rule": self.code, "row": self.rows[row].text, "column": self.columns[column].text,
            "row_value": row_value, "column_value": column_value, "points": points,
        }  # fmt: skip
        return Effect(points, (Step("matrix", data),))

    def most(self) -> Fraction:
        """The best field."""
        return max([ZERO, *(each for row in self.points for each in row)])


def read(value: Any, code: str, when: str, entry: Entry) -> Matrix:
    """`matrix: {rows: {of, ranges}, columns: {of, ranges}, points: [[…], …]}`."""
    table = entry.entry(KEYWORD)
    row_measure, rows = _axis(table.entry("rows"))
    column_measure, columns = _axis(table.entry("columns"))
    points: list[tuple[Fraction, ...]] = []
    for at, row in enumerate(table.items("points")):
        line = Entry({"points": row}, (*table.path, "points", at), table.problems)
        points.append(line.numbers("points"))
    if [len(row) for row in points] != [len(columns)] * len(rows):
        table.problem("bad_matrix", "points", rows=len(rows), columns=len(columns))
        points = [(Fraction(0),) * len(columns)] * len(rows)
    table.finish()
    return Matrix(code, row_measure, column_measure, rows, columns, tuple(points))


def _axis(entry: Entry) -> tuple[Measure, tuple[Range, ...]]:
    measure = entry.measure("of", required=True) or Measure("", ())
    ranges = [read_range(str(each), entry, "ranges", at) for at, each in enumerate(entry.items("ranges"))]
    known = [each for each in ranges if each is not None]
    report_overlaps(known, entry, "ranges")
    entry.finish()
    return measure, tuple(known)
