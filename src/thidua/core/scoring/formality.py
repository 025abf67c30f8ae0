"""Signs that scores were given for form's sake: shown and explained, never punished.

Seen in a real cluster (Tây Nguyên, 2019): 11 of 15 scores stood at the maximum, two points lay between first and last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.core.scoring.derivation import Cell
from thidua.core.scoring.scheme import ROOT
from thidua.core.scoring.scoring import Result


@dataclass(frozen=True, slots=True)
class Formality:
    """How little a table told its units apart.

    `spread` lies between the highest and the lowest total (None with fewer than two known). `at_maximum` of `scores`
    stand at the maximum of their item. `all_at_maximum` are the items where every unit holds it; `without_difference`
    those where all units hold the same, the maximum or not. Only items known for two units at least are looked at.
    """

    spread: Fraction | None
    scores: int
    at_maximum: int
    all_at_maximum: tuple[str, ...]
    without_difference: tuple[str, ...]


def formality_of(result: Result, items: Sequence[str] | None = None) -> Formality:
    """The signs in a bloc's scores; `items` are the codes to look at (all without parts, unless given)."""
    scores = at_maximum = 0
    full: list[str] = []
    flat: list[str] = []
    for item in result.scheme.root.walk():
        wanted = item.code in items if items is not None else bool(item.code) and not item.parts
        points = _known(result.cells[item.code])
        if not wanted or len(points) < 2:
            continue
        holding = [each for each in points if item.maximum is not None and each >= item.maximum]
        scores += len(points)
        at_maximum += len(holding)
        if len(holding) == len(points):
            full.append(item.code)
        if len(set(points)) == 1:
            flat.append(item.code)
    totals = _known(result.cells[ROOT])
    spread = max(totals) - min(totals) if len(totals) > 1 else None
    return Formality(spread, scores, at_maximum, tuple(full), tuple(flat))


def _known(column: Sequence[Cell]) -> list[Fraction]:
    return [cell.points for cell in column if cell.points is not None]
