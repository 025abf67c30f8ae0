"""How many decimals tell totals apart: two that differ must not print alike, or a rank looks like a mistake."""

from collections.abc import Iterable
from fractions import Fraction

from thidua.common.components.texts import number
from thidua.core.scoring.numbers import round_half_up

FEWEST = 2
MOST = 6


def enough_places(values: Iterable[Fraction | None]) -> int:
    """The decimals, two at least and six at most, with which different values print differently.

    >>> enough_places([Fraction(8051, 100), Fraction(80512, 1000), None]), enough_places([Fraction(1, 3)])
    (3, 2)
    """
    known = {value for value in values if value is not None}
    for places in range(FEWEST, MOST):
        if len({round_half_up(value, places) for value in known}) == len(known):
            return places
    return MOST


def print_apart(values: Iterable[Fraction | None]) -> list[str | None]:
    """Each value with decimals that tell all apart; “≈” before those that six decimals do not. None stays None."""
    every = list(values)
    places = enough_places(every)
    known = {value for value in every if value is not None}
    printed = {value: number(value, places) for value in known}
    texts = list(printed.values())
    alike = {text for text in texts if texts.count(text) > 1}
    return [None if value is None else ("≈ " if printed[value] in alike else "") + printed[value] for value in every]
