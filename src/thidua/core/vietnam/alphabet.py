"""The Vietnamese alphabet and its tones, the one place where both are listed."""

from __future__ import annotations

import unicodedata
from itertools import product
from typing import Final

ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""The 29 letters in their order, with f, j, w, z of foreign words in their usual places."""

TONES: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Combining marks in the order ngang, huyền, hỏi, ngã, sắc, nặng."""

TONE_OF_MARK: Final = {mark: rank for rank, mark in enumerate(TONES) if mark}

VOWELS: Final = "aăâeêioôơuưy"

LETTER_OF_MARK: Final = {
    ("a", "\u0306"): "ă",
    ("a", "\u0302"): "â",
    ("e", "\u0302"): "ê",
    ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ",
    ("u", "\u031b"): "ư",
}
"""Base letter and mark → the letter of the alphabet that they make together."""

TONED_VOWELS: Final = tuple(unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES))
"""The 72 small vowels, each with its six tones, in alphabetical order."""

ACCENTED: Final = frozenset(
    letter for small in (*TONED_VOWELS, "đ") for letter in (small, small.upper()) if not letter.isascii()
)
"""Every Vietnamese letter outside ASCII, small and capital: 134 of them."""
