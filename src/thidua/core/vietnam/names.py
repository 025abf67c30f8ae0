"""Names of people and things: clean, search without accents, sort in Vietnamese order.

The sort keys hold only the characters 0-9 and a-z, so that SQLite, PostgreSQL with the C collation and Python put
them in the same order. They compare word by word, as Vietnamese dictionaries do: first the letters of a word
(a ă â b c d đ e ê …), then its tone (ngang, huyền, hỏi, ngã, sắc, nặng), then the next word.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from thidua.core.vietnam.alphabet import ALPHABET, LETTER_OF_MARK, TONE_OF_MARK

_LOOKS_LIKE_D_BAR: Final = {"ð": "đ", "ɖ": "đ"}
_PLAIN: Final = {
    "đ": "d", "ð": "d", "ɖ": "d",
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u2212": "-",
}  # fmt: skip
_REMOVED: Final = frozenset({"Cc", "Cf", "Cs"})


class PersonName(NamedTuple):
    """A full name in its three parts; `family` and `middle` may be empty."""

    family: str
    middle: str
    given: str


class _PerCharacter(dict[int, str]):
    """A table for `str.translate` that works out each character once, when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = result = self.of(chr(code))
        return result

    def of(self, character: str) -> str:
        raise KeyError(character)


class _Folded(_PerCharacter):
    def of(self, character: str) -> str:
        if character.isspace():
            return " "
        category = unicodedata.category(character)
        if category in _REMOVED or unicodedata.combining(character):
            return ""
        if category == "Pd":
            return "-"
        if character in _PLAIN:
            return _PLAIN[character]
        parts = unicodedata.normalize("NFKD", character).casefold()
        return character if parts == character else "".join(self[ord(part)] for part in parts)


class _Cleaned(_PerCharacter):
    def of(self, character: str) -> str:
        if character in "\n\u2028\u2029\x85":
            return "\n"
        if character.isspace():
            return " "
        return "" if unicodedata.category(character) in _REMOVED else character


_FOLDED: Final = _Folded()
_CLEANED: Final = _Cleaned()


def fold(text: str) -> str:
    """The text as it is searched: small letters, no accents, đ as d, single spaces.

    >>> fold("  ĐẶNG   Thị Hoà")
    'dang thi hoa'
    """
    return " ".join(text.translate(_FOLDED).split())


def normalise(text: str, *, keep_lines: bool = False) -> str:
    """Clean text as it is stored: composed (NFC), no invisible or control characters, single spaces.

    With `keep_lines` line ends are kept (as "\\n"), for texts of several lines. Text in TCVN3 must go through
    `legacy_text.to_unicode` first: there the soft hyphen, which is dropped here, is the letter ư.

    >>> normalise("Nguye\\u0302\\u0303n\\u200b\\u00a0 Văn An ")
    'Nguyễn Văn An'
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEANED))
    if keep_lines:
        return "\n".join(" ".join(line.split()) for line in composed.split("\n")).strip()
    return " ".join(composed.split())


def split_name(full_name: str) -> PersonName:
    """Family, middle and given name of a Vietnamese full name; a single word is a given name.

    >>> split_name("Nguyễn Thị Minh Khai")
    PersonName(family='Nguyễn', middle='Thị Minh', given='Khai')
    """
    words = normalise(full_name).split()
    if not words:
        return PersonName("", "", "")
    if len(words) == 1:
        return PersonName("", "", words[0])
    return PersonName(words[0], " ".join(words[1:-1]), words[-1])


def sort_key(text: str) -> str:
    """A key that puts any names in Vietnamese order; numbers in them count by their value.

    >>> sorted(["E", "Đoàn", "Dân", "Đảng", "Da"], key=sort_key)
    ['Da', 'Dân', 'Đảng', 'Đoàn', 'E']
    """
    return "".join([_word_key(word) for word in text.split()])


def person_sort_key(full_name: str) -> str:
    """A key that puts people in order of given name, then family name, then middle names.

    >>> sorted(["Trần Văn Bình", "Đỗ Thị An", "Lê Văn An"], key=person_sort_key)
    ['Đỗ Thị An', 'Lê Văn An', 'Trần Văn Bình']
    """
    keys = [key for word in full_name.split() if (key := _word_key(word))]
    return "".join(keys[-1:] + keys[:-1])


def _letter_codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    base, rank = "", 0
    for letter in ALPHABET:
        if letter.isascii():
            base, rank = letter, 0
        else:
            rank += 1
        codes[letter] = f"{base}{rank}"
    return codes


_CODES: Final = _letter_codes()
_JOINING: Final = frozenset("'\u2019\u2018\u02bc")


@lru_cache(maxsize=1 << 15)
def _word_key(word: str) -> str:
    """The key of one run of characters without spaces: for each word in it, its elements and its tone.

    An element begins with 7 (a number: 7, a letter for its length, its digits) or with a letter (the letter and
    its rank among its kind; z9 and six hexadecimal digits for letters of other alphabets). The tone, 0 to 5, closes
    the word and is smaller than any element, so that a shorter word comes before one that continues it.
    """
    parts: list[str] = []
    elements: list[str] = []
    digits = ""
    base = ""
    tone = 0
    for character in unicodedata.normalize("NFKD", word).casefold() + " ":
        if character in TONE_OF_MARK:
            tone = tone or TONE_OF_MARK[character]
            continue
        if (base, character) in LETTER_OF_MARK:
            elements[-1] = _CODES[LETTER_OF_MARK[base, character]]
            continue
        if character in _JOINING or unicodedata.combining(character) or unicodedata.category(character) in _REMOVED:
            continue
        if character.isdecimal():
            digits += str(unicodedata.decimal(character))
            base = ""
            continue
        if digits:
            value = digits.lstrip("0")
            elements.append(f"7{chr(ord('a') + min(len(value), 25))}{value}")
            digits = ""
        character = _LOOKS_LIKE_D_BAR.get(character, character)
        base = character
        if character in _CODES:
            elements.append(_CODES[character])
        elif character.isalnum():
            elements.append(f"z9{ord(character):06x}")
        elif elements:
            parts += [*elements, str(tone)]
            elements, tone = [], 0
    return "".join(parts)
