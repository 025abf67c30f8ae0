"""Amounts that say how well they are known: at least, best, at most. Exact; what is unknown stays unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Exact = int | Fraction | Decimal
"""A number as a fact gives it; never a float."""

ZERO = Fraction(0)


def exact(value: Exact) -> Fraction:
    """The number as a fraction. Raises TypeError for anything that is not exact, ValueError for NaN and infinity.

    >>> exact(Decimal("12.4"))
    Fraction(62, 5)
    """
    if type(value) is Fraction:
        return value
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        raise TypeError(f"{value!r} is not an exact number")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"{value} is not a number")
    return Fraction(value)


@dataclass(frozen=True, slots=True)
class Amount:
    """Something counted or measured, never below zero: `low` ≤ `best` ≤ `high`, each None where it is not known.

    Amounts are added as intervals: the sum of lows, of bests, of highs. With something unknown in it a sum has no best
    and no high, but it keeps the low of what is known: “ít nhất”.

    >>> Amount.exactly(40) + Amount(None, None, None)
    Amount(low=Fraction(40, 1), best=None, high=None)
    """

    low: Fraction | None
    best: Fraction | None
    high: Fraction | None

    def __post_init__(self) -> None:
        if self.low is self.best is self.high and (self.low is None or self.low.numerator >= 0):
            return  # one number, or none: most amounts are
        known = [each for each in (self.low, self.best, self.high) if each is not None]
        if any(each < 0 for each in known) or known != sorted(known):
            raise ValueError(f"not an amount: {self.low}, {self.best}, {self.high}")

    @classmethod
    def exactly(cls, value: Exact) -> Amount:
        """An amount known for certain."""
        number = exact(value)
        return cls(number, number, number)

    @classmethod
    def between(cls, low: Exact | None, best: Exact | None, high: Exact | None) -> Amount:
        """An amount from exact numbers of any kind."""
        return cls(*(None if each is None else exact(each) for each in (low, best, high)))

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known of it."""
        return self.low is None and self.best is None and self.high is None

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            other.low if self.low is None else self.low if other.low is None else self.low + other.low,
            None if self.best is None or other.best is None else self.best + other.best,
            None if self.high is None or other.high is None else self.high + other.high,
        )

    def less(self, other: Amount) -> Amount:
        """What is left when `other` is taken out of it, never below zero; it must have been a part of it."""
        return Amount(
            _left(self.low, other.high), _left(self.best, other.best), _left(self.high, other.low or ZERO)
        )  # fmt: skip

    def times(self, factor: Exact) -> Amount:
        """So many times the amount."""
        by = exact(factor)
        return Amount(*(None if each is None else each * by for each in (self.low, self.best, self.high)))

    def by(self, other: Amount) -> Amount:
        """The product of two amounts."""
        pairs = ((self.low, other.low), (self.best, other.best), (self.high, other.high))
        return Amount(*(None if mine is None or its is None else mine * its for mine, its in pairs))

    def over(self, other: Amount) -> Amount:
        """The amount for each one of `other`: the lowest by the highest and the highest by the lowest."""
        pairs = ((self.low, other.high), (self.best, other.best), (self.high, other.low))
        return Amount(*(mine / its if mine is not None and its else None for mine, its in pairs))

    def raised(self, low: Exact) -> Amount:
        """The amount when it is known from elsewhere to be at least `low`, which is not above its highest."""
        least = exact(low)
        if self.low is not None and self.low >= least:
            return self
        return Amount(least, self.best if self.best is not None and self.best >= least else None, self.high)

    def hull(self, other: Amount) -> Amount:
        """What holds whichever of the two is right; no best where they differ."""
        return Amount(
            None if self.low is None or other.low is None else min(self.low, other.low),
            self.best if self.best == other.best else None,
            None if self.high is None or other.high is None else max(self.high, other.high),
        )

    def is_surely_above(self, other: Amount) -> bool:
        """Whether even its lowest is above the highest of the other."""
        return self.low is not None and other.high is not None and self.low > other.high


UNKNOWN = Amount(None, None, None)
NOTHING = Amount(ZERO, ZERO, ZERO)
"""Known to be none: never a stand-in for what nobody counted."""


def added(amounts: Iterable[Amount]) -> Amount:
    """The sum; of no amounts at all it is unknown, not nothing."""
    found = list(amounts)
    if not found:
        return UNKNOWN
    if all(each.low is each.best is each.high and each.low is not None for each in found):
        return Amount.exactly(total(each.low for each in found if each.low is not None))
    lows = [each.low for each in found if each.low is not None]
    bests = [each.best for each in found if each.best is not None]
    highs = [each.high for each in found if each.high is not None]
    return Amount(
        total(lows) if lows else None,
        total(bests) if len(bests) == len(found) else None,
        total(highs) if len(highs) == len(found) else None,
    )


def total(values: Iterable[Exact]) -> Fraction:
    """The exact sum of many numbers: those of one denominator are added as whole numbers first."""
    by_denominator: dict[int, int] = {}
    for value in values:
        numerator, denominator = value.as_integer_ratio()
        by_denominator[denominator] = by_denominator.get(denominator, 0) + numerator
    return sum((Fraction(*each[::-1]) for each in by_denominator.items()), ZERO)


def _left(whole: Fraction | None, part: Fraction | None) -> Fraction | None:
    return None if whole is None or part is None else max(whole - part, ZERO)
