"""Exact numbers: read as written, summed exactly, rounded where a table says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Final

Number = int | Fraction
"""A whole number or a fraction; never a float."""

_NUMBER: Final = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?(?:/[0-9]+)?%?", re.ASCII)


def read_number(text: str) -> Fraction:
    """A number as tables write it: 3.5, -0.25, 97%, 1/3. Raises ValueError.

    >>> read_number("97.5%"), read_number("1/3")
    (Fraction(39, 40), Fraction(1, 3))
    """
    if not _NUMBER.fullmatch(text) or ("." in text and "/" in text):
        raise ValueError(text)
    bare = text.removesuffix("%")
    try:
        value = Fraction(bare)
    except ZeroDivisionError:
        raise ValueError(text) from None
    return value / 100 if text.endswith("%") else value


def write_number(value: Number) -> str:
    """The number as a table writes it: "118.4" where decimals end, else "4/3".

    >>> write_number(Fraction(592, 5)), write_number(Fraction(4, 3)), write_number(-2)
    ('118.4', '4/3', '-2')
    """
    places = decimal_places(value)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def decimal_places(value: Number) -> int | None:
    """How many decimals write the number exactly; None when no number of them does."""
    rest, powers = value.denominator, [0, 0]
    for place, prime in enumerate((2, 5)):
        while rest % prime == 0:
            rest //= prime
            powers[place] += 1
    return max(powers) if rest == 1 else None


def round_half_up(value: Fraction, places: int) -> Fraction:
    """Rounded to so many decimals; a half goes away from zero.

    >>> round_half_up(Fraction("0.125"), 2), round_half_up(Fraction("-0.125"), 2)
    (Fraction(13, 100), Fraction(-13, 100))
    """
    scale = 10**places
    top, bottom = value.as_integer_ratio()
    units = (2 * abs(top) * scale + bottom) // (2 * bottom)
    return _decimal(units if top >= 0 else -units, scale)


@lru_cache(maxsize=16_384)
def _decimal(units: int, scale: int) -> Fraction:
    """So many hundredths (tenths, …). Rounded points are few: each is brought to lowest terms once."""
    return Fraction(units, scale)


def exact_sum(values: Iterable[Number]) -> Fraction:
    """The exact sum. Numbers of one denominator are added as whole numbers first: long sums stay quick."""
    by_denominator: dict[int, int] = {}
    for value in values:
        numerator, denominator = value.as_integer_ratio()
        by_denominator[denominator] = by_denominator.get(denominator, 0) + numerator
    if len(by_denominator) == 1:
        ((denominator, numerator),) = by_denominator.items()
        return Fraction(numerator, denominator)
    parts = [(numerator, denominator) for denominator, numerator in sorted(by_denominator.items())]
    while len(parts) > 1:
        parts = [
            (left[0] * right[1] + right[0] * left[1], left[1] * right[1]) if right else left
            for left, right in zip(parts[::2], [*parts[1::2], *[None] * (len(parts) % 2)], strict=True)
        ]
    return Fraction(*parts[0]) if parts else Fraction(0)
