"""Bands on a number, half-open with exact borders: [88%, 90%) → 2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answers, InputField
from thidua.core.scoring.bands import Band, find_band, read_bands
from thidua.core.scoring.derivation import Datum, Fault, FaultKind, Scored, Step, missing
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import Measure, MissingAnswerError, NoWholeError

KEYWORD = "bands"


@dataclass(frozen=True, slots=True)
class Bands:
    """The points of the band in which the measure lies; a number in no band is unknown and reported."""

    measure: Measure
    bands: tuple[Band, ...]
    otherwise: Fraction | None

    @property
    def is_share(self) -> bool:
        """Whether its numbers are told in per cent: the table writes them so, or they are parts of a whole."""
        borders = [border for band in self.bands for border in (band.range.low, band.range.high) if border is not None]
        is_part = bool(self.measure.wholes) and all(0 <= border <= 1 for border in borders)
        return is_part or any("%" in band.range.text for band in self.bands)

    def fields(self) -> tuple[InputField, ...]:
        """Inputs are declared by the table."""
        return ()

    def names(self) -> tuple[str, ...]:
        """What the measure reads."""
        return self.measure.names

    def score(self, maximum: Fraction, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """The points of each unit's band."""
        is_share = self.is_share
        return [self._one(answers, is_share) for answers in column]

    def _one(self, answers: Answers, is_share: bool) -> Scored:
        try:
            value = self.measure.of(answers)
        except MissingAnswerError as error:
            return missing(error.name)
        except NoWholeError as error:
            return Scored(None, (Step("no_whole", {"input": error.name}),), (Fault(FaultKind.NO_WHOLE, "", 0),))
        data: dict[str, Datum] = {"value": value, "measure": self.measure.text, "percent": int(is_share)}
        band = find_band(self.bands, value)
        if band is not None:
            step = Step("band", {**data, "range": band.range.text, "points": band.points})
            return Scored(band.points, (step,))
        if self.otherwise is not None:
            return Scored(self.otherwise, (Step("band_otherwise", {**data, "points": self.otherwise}),))
        return Scored(None, (Step("band_gap", data),), (Fault(FaultKind.BAND_GAP, "", value, is_share=is_share),))

    def most(self, maximum: Fraction) -> Fraction:
        """The best band."""
        return max([each.points for each in self.bands], default=Fraction(0))


def read(value: Any, code: str, entry: Entry) -> Bands:
    """`points: {bands: [{range, points}, …], of: MEASURE, otherwise: 0}`."""
    measure = entry.measure("of", required=True)
    return Bands(measure or Measure("", ()), read_bands(entry, KEYWORD), entry.number("otherwise"))
