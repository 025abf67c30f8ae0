"""Adding numbers of which some are not known: the known are added, the others counted, nothing is taken for 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Sum:
    """`known` is what the known numbers add up to; `unknown` how many are not known, of `count` in all.

    >>> total([3, None, 4])
    Sum(known=Fraction(7, 1), unknown=1, count=3)
    """

    known: Fraction
    unknown: int
    count: int

    @property
    def value(self) -> Fraction | None:
        """The sum; None as long as a number is missing, or there is none at all."""
        return None if self.unknown or not self.count else self.known

    @property
    def is_partial(self) -> bool:
        """Whether some numbers are known and others not: then `known` is the least that it can be."""
        return 0 < self.unknown < self.count


def total(numbers: Iterable[Fraction | int | None]) -> Sum:
    """Add what is known."""
    given = list(numbers)
    known = [Fraction(number) for number in given if number is not None]
    return Sum(sum(known, Fraction(0)), len(given) - len(known), len(given))
