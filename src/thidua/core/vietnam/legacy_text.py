"""Text typed before Unicode: recognise and convert TCVN3 (ABC) and VNI.

Such files hold single bytes shown as Western letters: “NguyÔn V¨n An” (TCVN3) or “Nguyeãn Vaên An” (VNI) for
“Nguyễn Văn An”. Correct Vietnamese in Unicode is never taken for either: only words that are no Vietnamese
syllables as they stand, and become one when converted, count as signs.

Limits that lie in the encodings: TCVN3 has capitals only for Ă Â Ê Ô Ơ Ư Đ. Other capitals were small letters in a
font of capitals (.VnTimeH), so “Ánh” comes out as “ánh”; a word whose plain letters are all capitals is converted to
capitals. A lone word that is also good Unicode (“Hoà”, which is “Hồ” in VNI) cannot be told apart: give `detect` the
cells of a whole column, joined by line ends, and pass its answer to `to_unicode`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from thidua.core.vietnam.alphabet import ACCENTED, TONED_VOWELS
from thidua.core.vietnam.errors import LegacyTextError
from thidua.core.vietnam.syllables import is_syllable


class Encoding(StrEnum):
    """How a text is written down."""

    UNICODE = "UNICODE"
    TCVN3 = "TCVN3"
    VNI = "VNI"
    MIXED = "MIXED"
    """Words in Unicode beside words in an older encoding."""
    UNSURE = "UNSURE"
    """Not plain Unicode, and as much like one older encoding as the other."""


_TCVN3_VOWELS: Final = (  # noqa: SIM905 - a table is read in rows
    "a µ ¶ · ¸ ¹  ¨ » ¼ ½ ¾ Æ  © Ç È É Ê Ë  e Ì Î Ï Ð Ñ  ª Ò Ó Ô Õ Ö  i × Ø Ü Ý Þ"
    "  o ß á â ã ä  « å æ ç è é  ¬ ê ë ì í î  u ï ñ ò ó ô  \u00ad õ ö ÷ ø ù  y ú û ü ý þ"
).split()
_TCVN3_CAPITALS: Final = {"¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ"}

TCVN3: Final = {
    **{old: new for old, new in zip(_TCVN3_VOWELS, TONED_VOWELS, strict=True) if old != new},
    **_TCVN3_CAPITALS,
    "®": "đ",
}
"""Character of a TCVN3 text → letter."""

_VNI_TONES: Final = {
    "a": "a aø aû aõ aù aï  aê aè aú aü aé aë  aâ aà aå aã aá aä",
    "e": "e eø eû eõ eù eï  eâ eà eå eã eá eä",
    "i": "i ì æ ó í ò",
    "o": "o oø oû oõ où oï  oâ oà oå oã oá oä  ô ôø ôû ôõ ôù ôï",
    "u": "u uø uû uõ uù uï  ö öø öû öõ öù öï",
    "y": "y yø yû yõ yù î",
}
_VNI_VOWELS: Final = " ".join(_VNI_TONES.values()).split()


def _vni_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for old, new in (*zip(_VNI_VOWELS, TONED_VOWELS, strict=True), ("ñ", "đ")):
        if old != new or not old.isascii():
            table |= {old: new, old.upper(): new.upper(), old[0].upper() + old[1:]: new.upper()}
    return table


VNI: Final = _vni_table()
"""One or two characters of a VNI text → letter; after a capital the mark may be small or capital."""

_TCVN3_LETTER: Final = str.maketrans(TCVN3)
_VNI_LETTER: Final = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_WORD: Final = re.compile(r"[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_ORDINARY: Final = re.compile(r"\W+|µ[A-Za-z]{0,2}|[A-Za-z]?[×÷·][A-Za-z]?|[A-Za-z]+[¹®©]|[«·©][A-Za-z]")
"""Signs, units, products, notes and quotation marks of ordinary texts: ©, µm, m×n, An¹."""
_ONLY_UNICODE: Final = frozenset(letter for letter in ACCENTED if ord(letter) > 0xFF)


def detect(text: str) -> Encoding:
    """The encoding of the text; plain ASCII and foreign words are UNICODE.

    >>> detect("NguyÔn V¨n An"), detect("Nguyeãn Vaên An"), detect("Nguyễn Văn An")
    (<Encoding.TCVN3: 'TCVN3'>, <Encoding.VNI: 'VNI'>, <Encoding.UNICODE: 'UNICODE'>)
    """
    if text.isascii():
        return Encoding.UNICODE
    words = {word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()}
    unicode_only = {word for word in words if not _ONLY_UNICODE.isdisjoint(word)}
    doubtful = [word for word in words - unicode_only if not is_syllable(word) and not _ORDINARY.fullmatch(word)]
    as_tcvn3 = sum(_becomes_syllable(word, _from_tcvn3(word)) for word in doubtful)
    as_vni = sum(_becomes_syllable(word, _from_vni(word)) for word in doubtful)
    if not as_tcvn3 and not as_vni:
        return Encoding.UNICODE
    if unicode_only:
        return Encoding.MIXED
    if as_tcvn3 == as_vni:
        return Encoding.UNSURE
    return Encoding.TCVN3 if as_tcvn3 > as_vni else Encoding.VNI


def to_unicode(text: str, encoding: Encoding | None = None) -> str:
    """The text in composed Unicode (NFC), from `encoding` or from what `detect` says.

    Raises `LegacyTextError` (mixed, unsure) when it cannot be told: a person must look.

    >>> to_unicode("Céng hßa x· héi chñ nghÜa ViÖt Nam")
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    """
    known = encoding or detect(text)
    composed = unicodedata.normalize("NFC", text)
    if known is Encoding.UNICODE:
        return composed
    if known is Encoding.TCVN3:
        return _convert_tcvn3(composed)
    if known is Encoding.VNI:
        return _from_vni(composed)
    shown = " ".join(composed[:60].split())
    if known is Encoding.MIXED:
        message = f"“{shown}” có cả chữ Unicode và chữ của bảng mã cũ. Gõ lại phần bị sai chữ."
        raise LegacyTextError("mixed", message, text=text)
    message = f"Chưa biết “{shown}” theo bảng mã nào (TCVN3 hay VNI). Gõ lại bằng Unicode."
    raise LegacyTextError("unsure", message, text=text)


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3_LETTER)


def _from_vni(text: str) -> str:
    return _VNI_LETTER.sub(lambda found: VNI[found[0]], text)


def _convert_tcvn3(text: str) -> str:
    """TCVN3 text converted; words typed in capitals come out in capitals."""
    letters = [character for character in text if character.isascii() and character.isalpha()]
    all_capitals = len(letters) > 1 and all(letter.isupper() for letter in letters)

    def convert(found: re.Match[str]) -> str:
        word = found[0]
        plain = [character for character in word if character.isascii()]
        capitals = bool(plain) and all(character.isupper() for character in plain)
        converted = _from_tcvn3(word)
        return converted.upper() if all_capitals or (capitals and len(plain) > 1) else converted

    return _WORD.sub(convert, text)


def _becomes_syllable(word: str, converted: str) -> bool:
    return converted != word and is_syllable(converted)
