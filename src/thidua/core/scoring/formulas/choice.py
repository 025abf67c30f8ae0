"""Choose one of several levels, each with its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField, InputKind
from thidua.core.scoring.derivation import Scored, Step, missing
from thidua.core.scoring.entries import Entry

KEYWORD = "choice"


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its code, its words, its points."""

    code: str
    when: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Choice:
    """The points of the level chosen."""

    code: str
    levels: tuple[Level, ...]

    def fields(self) -> tuple[InputField, ...]:
        """The code of a level, under the item's code."""
        choices = tuple((each.code, each.when) for each in self.levels)
        return (InputField(self.code, kind=InputKind.CHOICE, choices=choices),)

    def names(self) -> tuple[str, ...]:
        """The item's code."""
        return (self.code,)

    def score(self, maximum: Fraction, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """The points of each unit's level."""
        by_code = {
            each.code: Scored(each.points, (Step("choice", {"level": each.when, "points": each.points}),))
            for each in self.levels
        }
        unknown = missing(self.code)
        return [by_code.get(str(answers.get(self.code)), unknown) for answers in column]

    def most(self, maximum: Fraction) -> Fraction:
        """The best level."""
        return max(each.points for each in self.levels)


def read(value: Any, code: str, entry: Entry) -> Choice:
    """`points: {choice: [{code?, when, points}, …]}`; a level without code is called by its number."""
    levels: list[Level] = []
    for number, each in enumerate(entry.entries(KEYWORD), start=1):
        points = each.number("points", required=True) or Fraction(0)
        levels.append(Level(each.text("code") or str(number), each.text("when", required=True), points))
    if len({each.code for each in levels}) < len(levels):
        entry.problem("two_levels_of_one_code", KEYWORD)
    if not levels:
        entry.problem("no_levels", KEYWORD)
        levels.append(Level("1", "", Fraction(0)))
    return Choice(code, tuple(levels))
