"""Points by the band in which a number lies; a number in no band has no effect."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField
from thidua.core.scoring.bands import Band, find_band, read_bands
from thidua.core.scoring.derivation import ZERO, Step
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import Measure
from thidua.core.scoring.rules import NO_EFFECT, Effect

KEYWORD = "bands"


@dataclass(frozen=True, slots=True)
class BandsRule:
    """The points of the band of the measure, bonus or penalty."""

    code: str
    measure: Measure
    bands: tuple[Band, ...]

    def fields(self) -> tuple[InputField, ...]:
        """Inputs are declared by the table."""
        return ()

    def names(self) -> tuple[str, ...]:
        """What the measure reads."""
        return self.measure.names

    def effect(self, answers: Answers) -> Effect:
        """The band's points."""
        value = self.measure.of(answers)
        band = find_band(self.bands, value)
        if band is None or not band.points:
            return NO_EFFECT
        rule = band.code or self.code
        data = {"rule": rule, "value": value, "range": band.range.text, "points": band.points}
        return Effect(band.points, (Step("band_rule", data),))

    def most(self) -> Fraction:
        """The best band."""
        return max([ZERO, *(each.points for each in self.bands)])


def read(value: Any, code: str, when: str, entry: Entry) -> BandsRule:
    """`bands: [{range, points}, …]`, `of: MEASURE`."""
    return BandsRule(code, entry.measure("of", required=True) or Measure("", ()), read_bands(entry, KEYWORD))
