"""Trying a table out on two invented units: what they answer, what the table gives, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.core.scoring.answers import Answer
from thidua.core.scoring.cards import Scorecard as Figures
from thidua.core.scoring.scheme import ROOT, ScoreItem, ScoringScheme
from thidua.core.scoring.scoring import Result, UnitResult, score
from thidua.core.scoring.wording import say_finding
from thidua.scorecards.facts.places import places_of
from thidua.scorecards.facts.saying import say_steps


@dataclass(frozen=True, slots=True)
class TrialCell:
    """One item of one invented unit."""

    unit: str
    points: Fraction | None
    places: int | None
    """The decimals to which the table rounds the item."""
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What the table gives the invented units."""

    units: tuple[str, ...]
    rows: tuple[tuple[ScoreItem, int, tuple[TrialCell, ...]], ...]
    totals: tuple[UnitResult, ...]
    findings: tuple[str, ...]
    places: int | None
    """The decimals to which the table rounds totals."""


def invented_units() -> tuple[str, str]:
    """The two units, named so that nobody takes them for real."""
    return _("Đơn vị thử A"), _("Đơn vị thử B")


def try_out(table: ScoringScheme, answers: Mapping[str, Mapping[str, Answer]], language: str) -> Trial:
    """Score the invented units (unit → input → answer)."""
    units = invented_units()
    group = table.groups[0] if table.groups else ""
    figures = [
        Figures(unit, {name: value for name, value in answers.get(unit, {}).items() if value is not None}, group)
        for unit in units
    ]
    result = score(table, figures)
    return Trial(
        units,
        tuple(_rows(result, language)),
        result.units,
        tuple(say_finding(each, language) for each in result.findings),
        table.rounding.total,
    )


def _rows(result: Result, language: str) -> list[tuple[ScoreItem, int, tuple[TrialCell, ...]]]:
    rows: list[tuple[ScoreItem, int, tuple[TrialCell, ...]]] = []

    def walk(item: ScoreItem, depth: int) -> None:
        if item.code != ROOT:
            places = places_of(result.scheme, item)
            cells = tuple(
                TrialCell(unit, cell.points, places, say_steps(cell.steps, result.scheme, language))
                for unit, cell in zip(invented_units(), result.cells[item.code], strict=True)
            )
            rows.append((item, depth, cells))
        for part in item.parts:
            walk(part, depth + 1)

    walk(result.scheme.root, 0)
    return rows
