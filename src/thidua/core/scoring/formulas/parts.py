"""Several things that may each be there: the points of those that are, added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField, InputKind
from thidua.core.scoring.derivation import Scored, Step, missing
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.numbers import exact_sum

KEYWORD = "parts"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing: the name of its input, its words, its points."""

    name: str
    when: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Parts:
    """The sum of the parts that are there."""

    parts: tuple[Part, ...]

    def fields(self) -> tuple[InputField, ...]:
        """Yes or no for each part: CODE.1, CODE.2 … unless it has a code of its own."""
        return tuple(InputField(each.name, each.when, InputKind.YES_NO) for each in self.parts)

    def names(self) -> tuple[str, ...]:
        """One input a part."""
        return tuple(each.name for each in self.parts)

    def score(self, maximum: Fraction, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """Each unit's sum; unknown while one part is."""
        return [self._one(answers) for answers in column]

    def _one(self, answers: Answers) -> Scored:
        for part in self.parts:
            if answers.get(part.name) is None:
                return missing(part.name)
        there = [part for part in self.parts if answers[part.name]]
        points = exact_sum(part.points for part in there)
        steps = tuple(Step("part", {"part": part.when, "points": part.points}) for part in there)
        return Scored(points, steps or (Step("no_part", {"points": points}),))

    def most(self, maximum: Fraction) -> Fraction:
        """All parts."""
        return exact_sum(part.points for part in self.parts)


def read(value: Any, code: str, entry: Entry) -> Parts:
    """`points: {parts: [{code?, when, points}, …]}`."""
    parts: list[Part] = []
    for number, each in enumerate(entry.entries(KEYWORD), start=1):
        points = each.number("points", required=True) or Fraction(0)
        parts.append(Part(each.text("code") or f"{code}.{number}", each.text("when", required=True), points))
    return Parts(tuple(parts))
