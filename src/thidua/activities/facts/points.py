"""Places as people type them and as they are told: a point of the plan exactly, what anybody reads to some 100 m."""

import re
from fractions import Fraction
from typing import Any, Final

ROUNDED: Final = Fraction(1, 1000)
"""Degrees: a thousandth of latitude is 111 m."""
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,12})?", re.ASCII)
_BETWEEN = re.compile(r"\s*[;\s]\s*|\s*,\s+")

Point = tuple[Fraction, Fraction]
"""Latitude and longitude in degrees."""


def read_point(text: str) -> Point | None:
    """A point as maps on phones give it: “19.7412, 105.9043”, and with decimal commas “19,7412; 105,9043”.

    None for what is no point on earth.

    >>> read_point("19,75; 105,904")
    (Fraction(79, 4), Fraction(13238, 125))
    >>> read_point("19.75,105.904") == read_point("19.75 105.904")
    True
    >>> read_point("95, 12")
    """
    clean = text.strip().replace("\u00b0", "")
    parts = _BETWEEN.split(clean)
    if len(parts) != 2:
        parts = clean.split(",")
    texts = [part.strip().replace(",", ".") for part in parts]
    if len(texts) != 2 or not all(_DEGREES.fullmatch(each) for each in texts):
        return None
    latitude, longitude = (Fraction(each) for each in texts)
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def point_text(point: Point | None) -> str:
    """As it is stored and filled into a form: “19.7412, 105.9043”; empty for None.

    >>> point_text((Fraction("19.5"), Fraction("-105.25")))
    '19.5, -105.25'
    """
    return ", ".join(_plain(each) for each in point) if point is not None else ""


def rough(point: Point) -> Point:
    """To some 100 m.

    >>> point_text(rough((Fraction("19.741234"), Fraction("105.903999"))))
    '19.741, 105.904'
    """
    latitude, longitude = (round(each / ROUNDED) * ROUNDED for each in point)
    return latitude, longitude


def rounded(degrees: Any) -> Any:
    """One number of a point of a fact to some 100 m; what is no number stays, for the reader of facts to refuse.

    >>> rounded("105.903999"), rounded("đâu đó")
    ('105.904', 'đâu đó')
    """
    if not isinstance(degrees, str) or not _DEGREES.fullmatch(degrees.strip()):
        return degrees
    return _plain(round(Fraction(degrees.strip()) / ROUNDED) * ROUNDED)


def _plain(value: Fraction) -> str:
    """With a point, as long as it is exact; degrees have at most twelve decimals."""
    text = f"{abs(value.numerator) * 10**12 // value.denominator:013d}"
    whole, rest = text[:-12], text[-12:].rstrip("0")
    return ("-" if value < 0 else "") + whole + (f".{rest}" if rest else "")
