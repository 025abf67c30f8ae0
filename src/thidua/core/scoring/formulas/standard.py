"""The standard points: an item of a table that starts from them loses or gains by its rules only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField
from thidua.core.scoring.derivation import Scored, Step
from thidua.core.scoring.entries import Entry

KEYWORD = "standard"


@dataclass(frozen=True, slots=True)
class Standard:
    """Every unit starts with the maximum."""

    def fields(self) -> tuple[InputField, ...]:
        """Nothing is asked."""
        return ()

    def names(self) -> tuple[str, ...]:
        """Nothing is read."""
        return ()

    def score(self, maximum: Fraction, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """The maximum, for each."""
        return [Scored(maximum, (Step("standard", {"points": maximum}),))] * len(column)

    def most(self, maximum: Fraction) -> Fraction:
        """The maximum."""
        return maximum


def read(value: Any, code: str, entry: Entry) -> Standard:
    """`points: standard`."""
    return Standard()
