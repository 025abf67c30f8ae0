"""Achieved or not: all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField, InputKind
from thidua.core.scoring.derivation import ZERO, Scored, Step, missing
from thidua.core.scoring.entries import Entry

KEYWORD = "achieved"


@dataclass(frozen=True, slots=True)
class Achieved:
    """The maximum when the answer is yes, 0 when it is no."""

    name: str
    is_own: bool

    def fields(self) -> tuple[InputField, ...]:
        """Yes or no, under the item's code unless the table names an input."""
        return (InputField(self.name, kind=InputKind.YES_NO),) if self.is_own else ()

    def names(self) -> tuple[str, ...]:
        """The one input."""
        return (self.name,)

    def score(self, maximum: Fraction, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """All or nothing."""
        yes = Scored(maximum, (Step("achieved", {"points": maximum}),))
        no = Scored(ZERO, (Step("not_achieved", {"points": ZERO}),))
        unknown = missing(self.name)
        return [unknown if (answer := answers.get(self.name)) is None else yes if answer else no for answers in column]

    def most(self, maximum: Fraction) -> Fraction:
        """The maximum."""
        return maximum


def read(value: Any, code: str, entry: Entry) -> Achieved:
    """`points: achieved`, or `points: {achieved: INPUT}`."""
    named = str(value) if value else ""
    return Achieved(named or code, not named)
