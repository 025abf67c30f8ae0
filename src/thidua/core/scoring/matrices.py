"""Two-way tables of points: the class of one number and the band of another; used by formulas and rules."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from thidua.core.scoring.answers import Answers
from thidua.core.scoring.bands import report_overlaps
from thidua.core.scoring.derivation import ZERO
from thidua.core.scoring.entries import Entry, read_range
from thidua.core.scoring.measures import Measure
from thidua.core.scoring.numbers import Number
from thidua.core.scoring.ranges import Range

KEYWORD = "matrix"


class Met(NamedTuple):
    """Where two numbers meet; without a row or a column there are no points."""

    row_value: Number
    column_value: Number
    row: Range | None
    column: Range | None
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class TwoWay:
    """`points[row][column]`."""

    row_measure: Measure
    column_measure: Measure
    rows: tuple[Range, ...]
    columns: tuple[Range, ...]
    points: tuple[tuple[Fraction, ...], ...]

    def names(self) -> tuple[str, ...]:
        """What both measures read."""
        return self.row_measure.names + self.column_measure.names

    def meet(self, answers: Answers) -> Met:
        """The field of one unit. Raises `MissingAnswerError`, `NoWholeError`."""
        row_value, column_value = self.row_measure.of(answers), self.column_measure.of(answers)
        row = next((at for at, each in enumerate(self.rows) if each.holds(row_value)), None)
        column = next((at for at, each in enumerate(self.columns) if each.holds(column_value)), None)
        return Met(
            row_value,
            column_value,
            None if row is None else self.rows[row],
            None if column is None else self.columns[column],
            None if row is None or column is None else self.points[row][column],
        )

    def most(self) -> Fraction:
        """The best field; never below 0."""
        return max([ZERO, *(each for row in self.points for each in row)])


def read_two_way(entry: Entry) -> TwoWay:
    """`matrix: {rows: {of, ranges}, columns: {of, ranges}, points: [[…], …]}` of an entry."""
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
    return TwoWay(row_measure, column_measure, rows, columns, tuple(points))


def _axis(entry: Entry) -> tuple[Measure, tuple[Range, ...]]:
    measure = entry.measure("of", required=True) or Measure("", ())
    ranges = [read_range(str(each), entry, "ranges", at) for at, each in enumerate(entry.items("ranges"))]
    known = [each for each in ranges if each is not None]
    report_overlaps(known, entry, "ranges")
    entry.finish()
    return measure, tuple(known)
