"""How many bags and pairs of gloves a clean-up needs, from what people guessed on the spot. Pure arithmetic.

Every number in it was typed by somebody; the page prints them beside the result as what they are:

* the bags of a zone are a guess of whoever walked it, not a measurement;
* the reserve is a share on top, for bags and gloves alike; 0 is an answer, nothing is not;
* each person wears so many pairs of gloves in the whole activity.

Where one of them is missing there is no result, and it says which.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True, slots=True)
class ZoneGuess:
    """What was guessed of one zone; None: nobody has said."""

    name: str
    bags: int | None = None
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """`count` to bring; None when it cannot be told. `lacking` are the zones without a number, `lacks_reserve` and
    `lacks_each` the settings that nobody typed."""

    count: int | None
    lacking: tuple[str, ...] = ()
    lacks_reserve: bool = False
    lacks_each: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """Bags, and pairs of gloves."""

    bags: Need
    gloves: Need


def needs_of(zones: Iterable[ZoneGuess], *, reserve_percent: int | None, gloves_each: int | None) -> Needs:
    """Sum × (1 + reserve), rounded up to whole bags and pairs.

    >>> needs_of([ZoneGuess("Khu A", 40, 25)], reserve_percent=10, gloves_each=2)
    Needs(bags=Need(count=44, ...), gloves=Need(count=55, ...))
    """
    given = list(zones)
    bags = _need([(zone.name, zone.bags) for zone in given], 1, reserve_percent)
    gloves = _need([(zone.name, zone.people) for zone in given], gloves_each, reserve_percent)
    return Needs(bags, gloves)


def _need(numbers: list[tuple[str, int | None]], each: int | None, reserve_percent: int | None) -> Need:
    lacking = tuple(name for name, number in numbers if number is None)
    if lacking or not numbers or each is None or reserve_percent is None:
        return Need(None, lacking, lacks_reserve=reserve_percent is None, lacks_each=each is None)
    summed = sum(number for _name, number in numbers if number is not None)
    return Need(ceil(summed * each * Fraction(100 + reserve_percent, 100)))
