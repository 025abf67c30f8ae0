"""Numbers and ranges as people say them, in any language that has a file in `words/`."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from thidua.core.scoring.numbers import decimal_places, round_half_up
from thidua.core.scoring.ranges import Range
from thidua.core.scoring.words import words_of

ENDLESS_PLACES: Final = 4


def say_number(value: Fraction | int, language: str = "vi") -> str:
    """The number as the language writes it; one without an end as a fraction and nearly.

    >>> say_number(Fraction(2469, 2)), say_number(Fraction(4, 3))
    ('1.234,5', '4/3 (≈ 1,3333)')
    """
    places = decimal_places(value)
    if places is not None and places <= 2 * ENDLESS_PLACES:
        return _decimals(Fraction(value), places, language)
    nearly = _decimals(round_half_up(Fraction(value), ENDLESS_PLACES), ENDLESS_PLACES, language)
    if max(value.denominator, abs(value.numerator)) > 10**6:
        return f"≈ {nearly}"
    return f"{value.numerator}/{value.denominator} (≈ {nearly})"


def say_share(value: Fraction | int, language: str = "vi", places: int = ENDLESS_PLACES) -> str:
    """A share in per cent.

    >>> say_share(Fraction(7, 8))
    '87,5%'
    """
    return f"{say_number(round_half_up(Fraction(value) * 100, places), language)}%"


def say_range(text: str, language: str = "vi", *, is_share: bool = False) -> str:
    """A range as a table writes it, in words; what is no range stays as it is. `is_share`: its numbers are shares, also
    where the table writes them without a percent sign.

    >>> say_range("[97%, 98%)"), say_range("> 1000"), say_range("(0.97, 0.98)", "en", is_share=True)
    ('từ 97% đến dưới 98%', 'trên 1.000', 'above 97% to below 98%')
    """
    try:
        span = Range.parse(text)
    except ValueError:
        return text

    def border(value: Fraction | None) -> str:
        if value is None:
            return ""
        return say_share(value, language) if is_share or "%" in text else say_number(value, language)

    if span.low == span.high:
        return border(span.low)
    sentence: str = words_of(language)["ranges"][_kind(span)]
    return sentence.format(low=border(span.low), high=border(span.high))


def _kind(span: Range) -> str:
    low = "" if span.low is None else "from" if span.holds_low else "above"
    high = "" if span.high is None else "to" if span.holds_high else "below"
    return "_".join(each for each in (low, high) if each)


def _decimals(value: Fraction, places: int, language: str) -> str:
    marks = words_of(language)["numbers"]
    units = abs(value.numerator) * 10**places // value.denominator
    whole, rest = divmod(units, 10**places)
    grouped = f"{whole:,}".replace(",", marks["thousands"])
    return ("−" if value < 0 else "") + grouped + (f"{marks['decimals']}{rest:0{places}d}" if places else "")
