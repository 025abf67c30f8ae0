"""How points are printed: with the decimals that the table rounds to, else with those they have, never with more.

Totals that differ must not print alike, or a rank looks like a mistake.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final

from thidua.common.components.texts import NO_BREAK, number
from thidua.core.scoring.numbers import decimal_places, round_half_up
from thidua.core.scoring.scheme import ROOT, ScoreItem, ScoringScheme
from thidua.scorecards.models import LayerResult

FEWEST: Final = 2
"""Decimals of a number without an end."""
LONGEST: Final = 4
"""Decimals that are printed of a number that has so many."""
MOST: Final = 6
"""Decimals by which totals are still told apart."""
NEARLY: Final = f"≈{NO_BREAK}"


def places_of(table: ScoringScheme, item: ScoreItem) -> int | None:
    """The decimals to which the table rounds an item, a branch, the total; None where it leaves them exact."""
    if item.code == ROOT:
        return table.rounding.total
    return table.rounding.branches if item.parts else table.rounding.items


def print_points(value: Fraction | Decimal | int, places: int | None = None) -> str:
    """Points as the table rounds them; “≈” before what no few decimals write.

    >>> print_points(Fraction(19)), print_points(Fraction(39, 2)), print_points(Fraction(39, 2), 2)
    ('19', '19,5', '19,50')
    >>> print_points(Fraction(1, 3)) == f"{NEARLY}0,33"
    True
    """
    exact = Fraction(value)
    own = decimal_places(exact)
    if own is not None and own <= max(LONGEST, places or 0):
        return number(exact, max(own, places or 0))
    return NEARLY + number(exact, max(FEWEST, places or 0))


def print_apart(values: Iterable[Fraction | None], places: int | None = None) -> list[str | None]:
    """Each value as `print_points` has it, those that would print alike with the decimals that tell them apart; “≈”
    before what six decimals do not tell. None stays None."""
    every = list(values)
    known = {value for value in every if value is not None}
    printed = {value: print_points(value, places) for value in known}
    for more in range(LONGEST, MOST + 1):
        alike = _alike(printed)
        if not alike:
            break
        printed |= {value: number(value, more) for value in alike}
    printed |= {value: f"{NEARLY}{number(value, MOST)}" for value in _alike(printed)}
    return [None if value is None else printed[value] for value in every]


def _alike(printed: dict[Fraction, str]) -> list[Fraction]:
    texts = list(printed.values())
    return [value for value, text in printed.items() if texts.count(text) > 1]


def places_for(values: Iterable[Fraction | Decimal | None], places: int | None) -> int:
    """The decimals of a chart, which has one number of them for all: the table's, or as many as its figures have.

    >>> places_for([Fraction(29), Fraction(77, 2), None], None), places_for([Fraction(1, 3)], None), places_for([], 2)
    (1, 2, 2)
    """
    if places is not None:
        return places
    found = [decimal_places(Fraction(value)) for value in values if value is not None]
    return max((FEWEST if each is None else min(each, LONGEST) for each in found), default=0)


def counted_total(table: ScoringScheme, result: LayerResult | None) -> Fraction | None:
    """The total as it counts: exact, or rounded where the table says so; None while unknown."""
    if result is None or result.total is None:
        return None
    exact, places = Fraction(result.total_exact), table.rounding.total
    return exact if places is None else round_half_up(exact, places)
