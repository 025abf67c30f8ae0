"""Words as they are looked up: folded, with the accents that they were written with beside them.

A folded syllable has few ways to be written with accents: đ or d; no mark on its vowels, ă, â/ê/ô, one ơ/ư or both; one
of six tones. Each way is one of sixty bits, so that the ways in which a text writes a syllable are one whole number.
Where the tone stands does not matter: hoà is hòa.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from thidua.core.vietnam.names import fold, normalise

LONGEST: Final = 24
"""Letters of a word that are looked at."""

_WORD: Final = re.compile(r"\w+")
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_TONES_OF_ONE, _WITH_D_BAR, _WAYS = 6, 30, 60
_ONE_HORN, _TWO_HORNS = 3, 4


def forms_in(text: str) -> dict[str, int]:
    """Each word of the text, folded, and the bits of the ways in which it is written; in their order.

    >>> forms_in("Hòa hoà hoa") == {"hoa": form_of("hoà") | form_of("hoa")}
    True
    """
    found: dict[str, int] = {}
    for word in _WORD.findall(normalise(text)):
        if folded := fold(word)[:LONGEST]:
            found[folded] = found.get(folded, 0) | form_of(word)
    return found


@lru_cache(maxsize=1 << 14)
def form_of(word: str) -> int:
    """The bit of the way in which one word is written."""
    marks = unicodedata.normalize("NFD", word.casefold())
    tone = next((_TONES[each] for each in marks if each in _TONES), 0)
    horns = min(marks.count(_HORN), 2)
    vowel = 2 + horns if horns else 2 if _CIRCUMFLEX in marks else 1 if _BREVE in marks else 0
    return 1 << (_WITH_D_BAR * ("đ" in marks) + _TONES_OF_ONE * vowel + tone)


def forms_begun(forms: int) -> int:
    """The bits of all ways in which a word may go on that begins in one of these ways: a tone or a mark on a vowel that
    was not typed yet may come, one that was typed stays; đ and d are told apart once an accent was typed.

    >>> bool(forms_begun(form_of("thư")) & form_of("thưởng")), bool(forms_begun(form_of("thư")) & form_of("thường"))
    (True, True)
    >>> bool(forms_begun(form_of("thừ")) & form_of("thưởng"))
    False
    """
    typed = [one for one in range(_WAYS) if forms >> one & 1]
    return sum(1 << other for other in range(_WAYS) if any(_goes_on(one, other) for one in typed))


def _goes_on(one: int, other: int) -> bool:
    """Whether the way with the bit `one` is how the other begins."""
    (bar, rest), (other_bar, other_rest) = divmod(one, _WITH_D_BAR), divmod(other, _WITH_D_BAR)
    (vowel, tone), (other_vowel, other_tone) = divmod(rest, _TONES_OF_ONE), divmod(other_rest, _TONES_OF_ONE)
    same_vowel = vowel in (0, other_vowel) or (vowel, other_vowel) == (_ONE_HORN, _TWO_HORNS)
    return bar == other_bar and same_vowel and tone in (0, other_tone)


def has_accents(text: str) -> bool:
    """Whether the text is written with any accent, so that accents are looked for."""
    return any(form_of(word) != 1 for word in _WORD.findall(normalise(text)))


def places_of(words: frozenset[str], text: str, begun: str = "") -> list[tuple[int, int]]:
    """Where one of the folded words stands in the text, or a word that goes on from `begun`: beginnings and ends."""
    places = []
    for each in _WORD.finditer(text):
        folded = fold(each.group())[:LONGEST]
        if folded in words or (begun and folded.startswith(begun)):
            places.append(each.span())
    return places
