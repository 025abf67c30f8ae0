"""What a sample says of the whole: the mean with an interval of 95 %, its ends rounded outwards to the gram."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt
from typing import Final

from thidua.core.impact.amounts import ZERO, Amount, total

# fmt: off
STUDENT: Final = tuple(Fraction(each) for each in (
    "12.706", "4.303", "3.182", "2.776", "2.571", "2.447", "2.365", "2.306", "2.262", "2.228",
    "2.201", "2.179", "2.160", "2.145", "2.131", "2.120", "2.110", "2.101", "2.093", "2.086",
    "2.080", "2.074", "2.069", "2.064", "2.060", "2.056", "2.052", "2.048", "2.045", "2.042",
))
# fmt: on
"""The two-sided 95 % point of Student's distribution for 1, 2 … 30 degrees of freedom: mathematics, tested as such."""

LARGE: Final = ((120, Fraction("1.980")), (60, Fraction("2.000")), (40, Fraction("2.021")))
NORMAL: Final = Fraction("1.96")
FINEST: Final = 1000
"""Ends of an interval are whole thousandths of a kilogram."""


def student(degrees: int) -> Fraction:
    """The 95 % point for so many degrees of freedom; of the next lower row where there is none, never too narrow."""
    if degrees < 1:
        raise ValueError("an interval needs two values")
    if degrees <= len(STUDENT):
        return STUDENT[degrees - 1]
    return next((point for row, point in LARGE if degrees >= row), STUDENT[-1])


def rest_of(values: Sequence[Fraction], rest: int) -> Amount:
    """What `rest` things weigh of which none was weighed, from `values`: those of the same kind drawn by chance.

    Best is the mean of the sample; half the interval t·s·√(N·(N−n)/n), N all and n the weighed. Needs two values.
    """
    n = len(values)
    sum_of_values = total(values)
    mean = sum_of_values / n
    variance = (total(each * each for each in values) - sum_of_values * mean) / (n - 1)
    squared = student(n - 1) ** 2 * variance * (n + rest) * rest / n
    half = root_above(squared)
    best = mean * rest
    low = max(best - half, ZERO)
    return Amount(
        Fraction(low * FINEST // 1, FINEST) if low else ZERO, best, -Fraction(-(best + half) * FINEST // 1, FINEST)
    )  # fmt: skip


def share_of_error(n: int, of: int, variation: Fraction) -> Fraction:
    """Half the interval as a share of the mean, to be expected when `n` of `of` bags are weighed: 1.96·CV/√n·√(1−n/N).

    For planning only, with a coefficient of variation that is assumed; for few bags it is too narrow.

    >>> round(share_of_error(20, 100, Fraction("0.4")) * 100)
    16
    """
    return root_above(NORMAL**2 * variation**2 * (of - n) / (n * of))


def root_above(square: Fraction) -> Fraction:
    """The square root, rounded up to a millionth."""
    scale = 10**6
    whole = -(-square.numerator * scale**2 // square.denominator)
    root = isqrt(whole)
    return Fraction(root if root * root == whole else root + 1, scale)
