"""Exact numbers as text: `19/2`, `1500`. A database column of decimals would round a third."""

from fractions import Fraction

LONGEST = 60


def exact_text(value: Fraction | int | None) -> str:
    """The text to store; empty when nobody knows the number.

    >>> exact_text(Fraction(19, 2))
    '19/2'
    """
    return "" if value is None else str(Fraction(value))


def read_exact(text: str) -> Fraction | None:
    """The number behind a stored text; None when there is none."""
    return Fraction(text) if text else None
