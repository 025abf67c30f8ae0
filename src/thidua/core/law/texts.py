"""The register of legal texts: what each is, when it holds, what took its place, whether we hold its wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import Citation, Citations
from thidua.core.law.places import Place, shipped


class TextKind(StrEnum):
    """Luật, nghị định, thông tư, quyết định, công văn, and tables that are no legal text."""

    LAW = "LAW"
    DECREE = "DECREE"
    CIRCULAR = "CIRCULAR"
    DECISION = "DECISION"
    LETTER = "LETTER"
    CONSOLIDATION = "CONSOLIDATION"
    TABLE = "TABLE"


class Held(StrEnum):
    """How much of its wording we hold."""

    QUOTED = "QUOTED"
    """Articles were read in secondary copies."""
    PARTLY = "PARTLY"
    """Paraphrases or single articles."""
    NO = "NO"


@dataclass(frozen=True, slots=True)
class RegisteredText:
    """One legal text. `since` and `until` are inclusive; None: not known (since), or without an end (until)."""

    number: str
    kind: TextKind
    title: str
    issued: date | None
    since: date | None
    until: date | None
    replaced_by: tuple[str, ...]
    amended_by: tuple[str, ...]
    link: str
    held: Held
    grade: Certainty
    note: str
    announced_end: date | None = None
    """An end that the public register carries and no wording that we read: shown before it comes."""

    def is_in_force(self, day: date) -> bool:
        """Whether it holds on a day, as far as its days are known."""
        return self.since is not None and self.since <= day and (self.until is None or day <= self.until)


Texts = Mapping[str, RegisteredText]

_KEYS: Final = (
    "number", "kind", "title", "issued", "since", "until", "announced_end", "replaced_by", "amended_by", "link", "note",
)  # fmt: skip
_NEEDED: Final = ("number", "kind", "title", "held", "grade")


@lru_cache(maxsize=1)
def shipped_texts() -> Texts:
    """The texts of `texts.yaml` by their numbers."""
    return read_texts(next(shipped("texts.yaml")))


def read_texts(root: Place, beside: Texts | None = None) -> Texts:
    """A register; `beside`: another that has none of its texts, and to which it may point. Raises `LawError`:
    unknown_key, missing_key, bad_day, not_a_choice, text_twice, unknown_text, end_first.
    """
    texts: dict[str, RegisteredText] = {}
    for place in root.items():
        entry = place.mapping(_KEYS, _NEEDED)
        number = entry["number"].text()
        if number in texts or number in (beside or {}):
            raise place.wrong("text_twice", number=number)
        days = {
            key: entry[key].maybe_day() if key in entry else None
            for key in ("issued", "since", "until", "announced_end")
        }
        since, until = days["since"], days["until"]
        if since and until and until < since:
            raise place.wrong("end_first", name=number)
        texts[number] = RegisteredText(
            number=number,
            kind=entry["kind"].choice(TextKind),
            title=entry["title"].text(),
            replaced_by=_numbers(entry.get("replaced_by")),
            amended_by=_numbers(entry.get("amended_by")),
            link=entry["link"].text() if "link" in entry else "",
            held=entry["held"].choice(Held),
            grade=entry["grade"].grade(),
            note=entry["note"].text() if "note" in entry else "",
            **days,
        )
    for place, text in zip(root.items(), texts.values(), strict=True):
        for other in (*text.replaced_by, *text.amended_by):
            if other not in texts and other not in (beside or {}):
                raise place.wrong("unknown_text", number=other)
    return texts


def _numbers(place: Place | None) -> tuple[str, ...]:
    return () if place is None else tuple(each.text() for each in place.items())


def registered(place: Place) -> Citations:
    """The sources a value cites; each of them is in the register, or told of in the same file. Raises `LawError`:
    uncited, bad_citation, unknown_text.
    """
    cites = place.cites()
    for each in cites:
        if each.text not in shipped_texts() and each.text not in place.texts:
            raise place.wrong("unknown_text", number=each.text)
    return cites


def begins_with(since: date, cites: tuple[Citation, ...], number: str) -> bool:
    """Whether something that holds since a day begins on or after the first day of a text, or cites it."""
    start = shipped_texts()[number].since
    return (start is not None and start <= since) or rests_on(cites, number)


def rests_on(cites: tuple[Citation, ...], number: str) -> bool:
    """Whether one of the sources is of a text."""
    return any(each.text == number for each in cites)
