"""A legal source as a value with a parser and a way to say itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from thidua.core.law.errors import LawError

_SHAPE: Final = re.compile(
    r"(?P<text>[^:;\s]+)(?::(?P<article>\d+[a-zđ]?)(?:\.(?P<clause>\d+[a-zđ]?))?(?:\.(?P<point>[a-zđ]))?)?"
)

_IN_WORDS: Final = {
    "vi": (("điểm", "khoản", "Điều"), " ", "của"),
    "en": (("point", "clause", "Article"), ", ", "of"),
}


@dataclass(frozen=True, slots=True)
class Citation:
    """A point of a clause of an article of one legal document.

    >>> str(Citation.parse("06/2022/QH15:23.1.a"))
    'điểm a khoản 1 Điều 23 của 06/2022/QH15'
    >>> Citation.parse("15/2025/TT-BNV").code
    '15/2025/TT-BNV'
    """

    text: str
    article: str = ""
    clause: str = ""
    point: str = ""

    @classmethod
    def parse(cls, code: str) -> Citation:
        """Read “number:article.clause.point”. Raises `LawError` (bad_citation)."""
        found = _SHAPE.fullmatch(code.strip())
        if found is None:
            raise LawError("bad_citation", {"text": code})
        return cls(**{key: value or "" for key, value in found.groupdict().items()})

    @property
    def code(self) -> str:
        """What `parse` reads."""
        place = ".".join(each for each in (self.article, self.clause, self.point) if each)
        return f"{self.text}:{place}" if place else self.text

    def __str__(self) -> str:
        return self.say()

    def say(self, language: str = "vi") -> str:
        """In words.

        >>> Citation.parse("06/2022/QH15:23.1.a").say("en")
        'point a, clause 1, Article 23 of 06/2022/QH15'
        """
        words, between, of = _IN_WORDS.get(language, _IN_WORDS["vi"])
        parts = zip(words, (self.point, self.clause, self.article), strict=True)
        place = between.join(f"{name} {value}" for name, value in parts if value)
        return f"{place} {of} {self.text}" if place else self.text


Citations = tuple[Citation, ...]


def say_citations(cites: Citations, language: str = "vi") -> str:
    """Several sources in one line."""
    return "; ".join(each.say(language) for each in cites)
