"""Whether a text names a person whose name is known: before it may stand where that name may not.

Names in Vietnamese are words of the language, too (Hòa, Công, Thành), so a given name by itself tells only where it is
written as one. Not seen: initials (N.V.H.), nicknames, and a name that is spelt otherwise than the one that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from thidua.core.vietnam.names import fold, normalise
from thidua.core.vietnam.search_words import form_of, has_accents

_WORD: Final = re.compile(r"\w+")
_POST: Final = re.compile(r"[,;(/]|\s[-\u2013]\s")
"""Where a name ends and a post begins: “Nguyễn Văn Hòa, Phó Trưởng phòng”."""
_STYLED: Final = re.compile(r"^(?:(?:ông|bà|anh|chị|cô|thầy|đồng chí|đ/c)\b[.\s]*)+(?=\w+\s)", re.IGNORECASE)
"""How somebody is addressed before his name: “Đồng chí Nguyễn Văn Hòa”."""
_JOINED: Final = re.compile(r"[\s\-\u2013'\u2019]*")
"""What may stand between the words of one name."""
_ADDRESSES: Final = frozenset({
    *("ông", "bà", "anh", "chị", "em", "cô", "thầy", "bác", "chú", "cháu", "cụ", "sĩ", "sỹ", "sư", "viên", "trưởng"),
    *("ong", "ba", "chi", "co", "thay", "bac", "chu", "chau", "cu", "si", "sy", "su", "vien", "truong"),
    *("chí", "đ", "c", "đc", "dc"),
})  # fmt: skip
"""Words that come just before a given name: ông, đồng chí, bác sĩ, giáo viên, đ/c."""


class _Token(NamedTuple):
    word: str
    folded: str
    follows: bool
    """Whether nothing but space or a hyphen stands between it and the word before."""

    @property
    def is_capital(self) -> bool:
        return self.word[0].isupper()


def is_named_in(text: str, name: str, *, by_given_name: bool = False) -> bool:
    """Whether the text names the person: by the full name, whatever its accents, letters and case; by a part of it that
    ends in the given name and is written as a name (`Văn Hòa`, `Nguyễn Hòa`); by an address and the given name
    (`đồng chí Hòa`). With `by_given_name` also by the given name alone, written with a capital: that may be the
    beginning of a sentence, or `Công an` for somebody called Công.

    >>> is_named_in("Nguyen van hoa cứu ba em", "Nguyễn Văn Hòa"), is_named_in("Anh Hoà cứu ba em", "Nguyễn Văn Hòa")
    (True, True)
    >>> is_named_in("Xây dựng nếp sống văn hóa", "Lê Văn Hòa"), is_named_in("Bí thư xã Hòa Bình", "Lê Văn Hòa")
    (False, False)
    """
    text = normalise(text)
    called = [_Token(word, fold(word), follows=True) for word in _WORD.findall(_bare(name))]
    if not called or called[-1].folded not in fold(text):
        return False
    told = list(_tokens(text))
    whole = [each.folded for each in called]
    starts = range(len(told) - len(whole) + 1)
    if len(whole) > 1 and any([each.folded for each in told[at : at + len(whole)]] == whole for at in starts):
        return True
    with_accents = has_accents(text)
    alone = by_given_name or len(whole) == 1
    return any(
        _calls(run, called, alone=addressed or alone, with_accents=with_accents)
        for run, addressed in _runs(told, len(called))
    )


def _bare(name: str) -> str:
    """The name without the post after it and the address before it."""
    parts = [part.strip() for part in _POST.split(_STYLED.sub("", normalise(name).strip()))]
    return next((part for part in parts if part), "")


def _tokens(text: str) -> Iterator[_Token]:
    end = 0
    for found in _WORD.finditer(text):
        between = text[end : found.start()]
        yield _Token(found.group(), fold(found.group()), bool(_JOINED.fullmatch(between)))
        end = found.end()


def _runs(told: list[_Token], most: int) -> Iterator[tuple[list[_Token], bool]]:
    """Words with capitals that stand together, and whether an address is just before them; of those that hold an
    address also what comes after it. Where several are written in capitals throughout, names are not told from words:
    whatever stands together there, `most` words at most.
    """
    at = 0
    while at < len(told):
        last = at + 1
        if not told[at].is_capital:
            at = last
            continue
        while last < len(told) and told[last].is_capital and told[last].follows:
            last += 1
        is_loud = last - at > 1 and all(each.word.isupper() for each in told[at:last])
        for first in range(at, last):
            addressed = first > 0 and _is_address(told[first - 1])
            if is_loud:
                yield from ((told[first:end], addressed) for end in range(first + 1, min(first + most, last) + 1))
            elif first == at or addressed:
                yield told[first:last], addressed
        at = last


def _is_address(token: _Token) -> bool:
    return token.word.casefold() in _ADDRESSES


def _calls(run: list[_Token], called: list[_Token], *, alone: bool, with_accents: bool) -> bool:
    """Whether the run is the given name, after words of the name or, where that is enough, alone."""
    *others, given = called
    if not _is_same(run[-1], given, with_accents=with_accents) or not (alone or len(run) > 1):
        return False
    return all(any(_is_same(each, other, with_accents=with_accents) for other in others) for each in run[:-1])


def _is_same(word: _Token, other: _Token, *, with_accents: bool) -> bool:
    return word.folded == other.folded and (not with_accents or form_of(word.word) == form_of(other.word))
