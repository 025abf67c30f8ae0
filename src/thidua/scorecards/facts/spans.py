"""Ranges as officials write them (“từ 88% đến dưới 90%”) and as tables hold them (“[88%, 90%)”)."""

import re
from typing import Final

from thidua.core.scoring.ranges import Range
from thidua.core.vietnam.names import normalise

_NUMBER: Final = r"(-?\d+(?:[.,]\d+)?\s*%?)"
_SPOKEN: Final = (
    (rf"từ {_NUMBER} đến dưới {_NUMBER}", "[{0}, {1})"),
    (rf"từ {_NUMBER} (?:đến|-|–) {_NUMBER}", "[{0}, {1}]"),
    (rf"trên {_NUMBER} đến dưới {_NUMBER}", "({0}, {1})"),
    (rf"trên {_NUMBER} đến {_NUMBER}", "({0}, {1}]"),
    (rf"(?:từ )?{_NUMBER} trở lên", ">= {0}"),
    (rf"trên {_NUMBER}", "> {0}"),
    (rf"dưới {_NUMBER}", "< {0}"),
    (rf"(?:đến|không quá|tối đa) {_NUMBER}", "<= {0}"),
    (_NUMBER, "{0}"),
)
_HELD: Final = (
    (rf"\[{_NUMBER}, {_NUMBER}\)", "từ {0} đến dưới {1}"),
    (rf"\[{_NUMBER}, {_NUMBER}\]", "từ {0} đến {1}"),
    (rf"\({_NUMBER}, {_NUMBER}\)", "trên {0} đến dưới {1}"),
    (rf"\({_NUMBER}, {_NUMBER}\]", "trên {0} đến {1}"),
    (rf">= {_NUMBER}", "từ {0} trở lên"),
    (rf"> {_NUMBER}", "trên {0}"),
    (rf"< {_NUMBER}", "dưới {0}"),
    (rf"<= {_NUMBER}", "đến {0}"),
)


def read_span(text: str) -> str:
    """The range as a table holds it. Raises ValueError with the text when it cannot be read.

    >>> read_span("Từ 88,5% đến dưới 90%"), read_span("trên 98%"), read_span(">= 5")
    ('[88.5%, 90%)', '> 98%', '>= 5')
    """
    given = normalise(text)
    for pattern, made in _SPOKEN:
        if match := re.fullmatch(pattern, given.casefold()):
            return made.format(*(_plain(each) for each in match.groups()))
    Range.parse(given)
    return given


def say_span(text: str) -> str:
    """The range as officials write it; what has no such words stays as it is.

    >>> say_span("[88.5%, 90%)")
    'từ 88,5% đến dưới 90%'
    """
    for pattern, said in _HELD:
        if match := re.fullmatch(pattern, text.strip()):
            return said.format(*(each.replace(".", ",") for each in match.groups()))
    return text.replace(".", ",") if re.fullmatch(_NUMBER, text) else text


def _plain(text: str) -> str:
    return text.replace(",", ".").replace(" ", "")
