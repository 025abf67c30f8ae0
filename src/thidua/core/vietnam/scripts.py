"""Letters of other alphabets, which look like ours and are not: what is sent by strangers is held to one alphabet."""

from __future__ import annotations

import unicodedata
from typing import Final

_OURS: Final = frozenset("đĐæœøłßÆŒØŁ")
"""Letters of the Latin alphabet that no mark is taken off to leave a plain one; names of foreign guests have some."""
_DISGUISED: Final = frozenset(
    "АВЕЅІЈКМНОРСТУХԚԜаеѕіјкорсухуһԁԛԝ"  # Cyrillic
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"  # Greek
)
"""Letters of other alphabets that are drawn as Latin ones. Signs of science (α, β, µ, Ω, º) are not among them."""
_MOST_MARKS: Final = 2
"""Marks on one letter beyond those that are composed with it."""


def foreign_letter(text: str) -> str:
    """The first letter or digit that is not of the Latin alphabet; empty when there is none.

    >>> foreign_letter("Nguyễn Thị Đào")
    ''
    >>> foreign_letter("Nguyễn Thị А")  # the last one is Cyrillic
    'А'
    """
    return next((each for each in text if each.isalnum() and not _is_latin(each)), "")


def mixed_word(text: str) -> str:
    """The first word in which letters of two alphabets stand together; empty when there is none.

    >>> mixed_word("thi đua và Пушкин")
    ''
    >>> mixed_word("thi đuа")  # the last letter is Cyrillic
    'đuа'
    """
    for word in text.split():
        kinds = {_is_latin(each) for each in word if each.isalpha()}
        if len(kinds) > 1:
            return word
    return ""


def disguised_word(text: str) -> str:
    """The first word that reads as one of ours and holds letters of another alphabet: letters of both stand together,
    or all of them look like ours in a text that is not otherwise in that alphabet. Empty when there is none.

    >>> disguised_word("bụi mịn 35 µg/m³, β-caroten, nhà thơ А. С. Пушкин")
    ''
    >>> disguised_word("Khối В ra quân")  # this one is Cyrillic
    'В'
    """
    words = [[each for each in word if each.isalpha()] for word in text.split()]
    is_in_another = any(len(letters) > 1 and _is_plainly_foreign(letters) for letters in words)
    for word, letters in zip(text.split(), words, strict=True):
        disguised = [each for each in letters if unicodedata.normalize("NFD", each)[0] in _DISGUISED]
        is_ours = any(_is_latin(each) for each in letters)
        if disguised and (is_ours or (not is_in_another and len(disguised) == len(letters))):
            return word
    return ""


def has_heaped_marks(text: str) -> bool:
    """Whether marks are heaped on a letter so that lines run into one another."""
    heap = 0
    for each in unicodedata.normalize("NFC", text):
        heap = heap + 1 if unicodedata.combining(each) else 0
        if heap > _MOST_MARKS:
            return True
    return False


def _is_plainly_foreign(letters: list[str]) -> bool:
    """Whether a word shows by one of its letters that it is in another alphabet."""
    return not any(_is_latin(each) for each in letters) and not _DISGUISED.issuperset(letters)


def _is_latin(character: str) -> bool:
    plain = unicodedata.normalize("NFD", character)[0]
    return plain.isascii() or plain in _OURS
