"""Bands: a range and its points, read and searched; used by formulas, rules and grades."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from thidua.core.scoring.entries import Entry
from thidua.core.scoring.numbers import Number
from thidua.core.scoring.ranges import Range, gaps


@dataclass(frozen=True, slots=True)
class Band:
    """Points for a range; `code` is the table's own, where it has one."""

    range: Range
    points: Fraction
    code: str = ""


def find_band(bands: Iterable[Band], value: Number) -> Band | None:
    """The band in which the number lies."""
    return next((each for each in bands if each.range.holds(value)), None)


def read_bands(entry: Entry, key: str) -> tuple[Band, ...]:
    """The bands under a key; two that overlap are a problem."""
    bands: list[Band] = []
    for each in entry.entries(key):
        spread = each.range("range", required=True)
        points = each.number("points", required=True)
        code = each.text("code")
        each.text("when")
        if spread is not None and points is not None:
            bands.append(Band(spread, points, code))
    report_overlaps([each.range for each in bands], entry, key)
    return tuple(bands)


def report_overlaps(ranges: list[Range], entry: Entry, key: str) -> None:
    """Report every pair of ranges that share a number."""
    for (_, one), (at, two) in combinations(enumerate(ranges), 2):
        if one.overlaps(two):
            entry.problem("overlapping_bands", key, at, one=one.text, two=two.text)


def gaps_of(bands: Iterable[Band]) -> list[str]:
    """What lies between the bands and in none of them."""
    return gaps([each.range for each in bands])
