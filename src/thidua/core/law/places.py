"""A value of a YAML file with the place it stands at: every reader of the law names file and line of what it
refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from importlib.resources import files
from typing import Any, Final, TypeVar
from unicodedata import normalize

from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import Citation, Citations
from thidua.core.law.errors import LawError
from thidua.core.plain import Lines, Path, read_plain

Choice = TypeVar("Choice", bound=StrEnum)

FIRST_YEAR: Final = 1945
LAST_YEAR: Final = 2200


@dataclass(frozen=True, slots=True)
class Place:
    """A value and where it stands."""

    value: Any
    file: str
    lines: Lines
    path: Path = ()
    texts: frozenset[str] = frozenset()
    """Numbers of legal texts that the file itself tells of, beside those of the register."""

    def wrong(self, code: str, /, **data: object) -> LawError:
        """The fault to raise about this value."""
        key = ".".join(str(each) for each in self.path) or "·"
        return LawError(code, {"key": key, **data}, file=self.file, line=self.lines.of(self.path))

    def _at(self, key: str | int, value: Any) -> Place:
        return Place(value, self.file, self.lines, (*self.path, key), self.texts)

    def entries(self) -> dict[str, Place]:
        """A mapping with keys of any name. Raises `LawError` (not_a_mapping)."""
        if not isinstance(self.value, dict):
            raise self.wrong("not_a_mapping")
        return {key: self._at(key, value) for key, value in self.value.items()}

    def mapping(self, known: Iterable[str], needed: Iterable[str] = ()) -> dict[str, Place]:
        """A mapping with known keys. Raises `LawError` (not_a_mapping, unknown_key, missing_key)."""
        entries = self.entries()
        wanted = set(needed)
        for key, entry in entries.items():
            if key not in wanted and key not in known:
                raise entry.wrong("unknown_key", name=key)
        for key in needed:
            if key not in entries:
                raise self.wrong("missing_key", name=key)
        return entries

    def items(self) -> Iterator[Place]:
        """The entries of a list. Raises `LawError` (not_a_list)."""
        if not isinstance(self.value, list):
            raise self.wrong("not_a_list")
        return (self._at(at, value) for at, value in enumerate(self.value))

    def text(self) -> str:
        """A text that is not empty. Raises `LawError` (not_a_text)."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong("not_a_text")
        return normalize("NFC", self.value.strip())

    def day(self) -> date:
        """A day as 2025-11-15. Raises `LawError` (bad_day)."""
        if isinstance(self.value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", self.value):
            try:
                found = date.fromisoformat(self.value)
            except ValueError:
                raise self.wrong("bad_day", text=self.value) from None
            if FIRST_YEAR <= found.year <= LAST_YEAR:
                return found
        raise self.wrong("bad_day", text=self.value)

    def maybe_day(self) -> date | None:
        """A day, or null."""
        return None if self.value is None else self.day()

    def whole(self, least: int = 0, most: int = 10**9) -> int:
        """A whole number. Raises `LawError` (bad_number)."""
        if isinstance(self.value, str) and re.fullmatch(r"-?\d{1,12}", self.value) and least <= int(self.value) <= most:
            return int(self.value)
        raise self.wrong("bad_number", text=self.value)

    def year(self) -> int:
        """A year. Raises `LawError` (bad_year)."""
        return as_year(self, self.value)

    def number(self) -> Fraction:
        """An exact number: 0.7, 7/10. Raises `LawError` (bad_number)."""
        if isinstance(self.value, str) and re.fullmatch(r"\d{1,12}(\.\d{1,6}|/[1-9]\d{0,6})?", self.value):
            return Fraction(self.value)
        raise self.wrong("bad_number", text=self.value)

    def flag(self) -> bool:
        """true or false. Raises `LawError` (not_a_flag)."""
        if isinstance(self.value, bool):
            return self.value
        raise self.wrong("not_a_flag", text=self.value)

    def choice(self, kinds: type[Choice]) -> Choice:
        """A member of an enumeration. Raises `LawError` (not_a_choice)."""
        try:
            return kinds(self.value)
        except ValueError:
            raise self.wrong("not_a_choice", text=self.value, known=", ".join(kinds)) from None

    def grade(self) -> Certainty:
        """How sure. Raises `LawError` (not_a_choice)."""
        return self.choice(Certainty)

    def cites(self) -> Citations:
        """One source or several; their texts stand in the register. Raises `LawError` (uncited, bad_citation)."""
        given = self.value if isinstance(self.value, list) else [self.value]
        if not given or not all(isinstance(each, str) and each.strip() for each in given):
            raise self.wrong("uncited")
        try:
            return tuple(Citation.parse(each) for each in given)
        except LawError as error:
            raise self.wrong(error.code, **error.data) from None


def as_year(place: Place, text: Any) -> int:
    """A year written as a key or as a value. Raises `LawError` (bad_year)."""
    if isinstance(text, str) and re.fullmatch(r"\d{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise place.wrong("bad_year", text=text)


def open_text(text: str, file: str) -> Place:
    """The root of a YAML text. Raises `LawError`: not_yaml, key_twice, alias, empty, too_large, too_deep, bad_key."""
    data, lines, faults = read_plain(text)
    for fault in faults:
        raise LawError(fault.code, fault.data, file=file, line=fault.line)
    return Place(data, file, lines)


def shipped(*way: str) -> Iterator[Place]:
    """The YAML files of a folder of this package in the order of their names, or the one file that is named."""
    found = files("thidua.core.law").joinpath(*way)
    name = "/".join(("core/law", *way))
    if found.is_file():
        yield open_text(found.read_text(encoding="utf-8"), name)
        return
    for each in sorted(found.iterdir(), key=lambda file: file.name):
        if each.name.endswith(".yaml"):
            yield open_text(each.read_text(encoding="utf-8"), f"{name}/{each.name}")
