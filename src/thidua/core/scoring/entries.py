"""Plain data of a table, read key by key; every fault is kept with its place, so that one reading finds them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from thidua.core.scoring.errors import Path, Problem
from thidua.core.scoring.measures import Measure
from thidua.core.scoring.numbers import read_number
from thidua.core.scoring.ranges import Range


@dataclass(slots=True)
class Entry:
    """One mapping of the table; `read` notes which keys were understood, `finish` reports the others."""

    data: dict[str, Any]
    path: Path
    problems: list[Problem]
    known: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, data: Any, path: Path, problems: list[Problem]) -> Entry:
        """The mapping at a path; anything else is a problem and reads as empty."""
        if isinstance(data, dict):
            return cls(data, path, problems)
        problems.append(Problem("not_a_mapping", {"value": data}, path))
        return cls({}, path, problems)

    def problem(self, code: str, /, *keys: str | int, **data: object) -> None:
        """Report a fault here or under a key; the data fill its sentence."""
        self.problems.append(Problem(code, data, self.path + keys))

    def has(self, key: str) -> bool:
        """Whether the key stands there with a value."""
        return self.data.get(key) is not None

    def raw(self, key: str) -> Any:
        """The value as it stands, None when absent."""
        self.known.add(key)
        return self.data.get(key)

    def text(self, key: str, *, required: bool = False) -> str:
        """A text; empty when absent."""
        value = self.raw(key)
        if value is None and required:
            self.problem("missing_key", key=key)
        if isinstance(value, dict | list):
            self.problem("not_a_text", key, key=key)
            return ""
        return "" if value is None else str(value).strip()

    def flag(self, key: str) -> bool:
        """Yes or no; no when absent."""
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.problem("not_yes_no", key, key=key)
        return False

    def word(self, key: str, allowed: dict[str, Any], default: str) -> Any:
        """One of the words allowed, as what it stands for."""
        value = self.text(key) or default
        if value not in allowed:
            self.problem("unknown_word", key, key=key, allowed=", ".join(allowed), value=value)
            return allowed[default]
        return allowed[value]

    def number(self, key: str, *, required: bool = False) -> Fraction | None:
        """An exact number; None when absent or not a number."""
        value = self.raw(key)
        if value is None:
            if required:
                self.problem("missing_key", key=key)
            return None
        return self._number(value, key)

    def _number(self, value: Any, *keys: str | int) -> Fraction | None:
        try:
            return read_number(str(value).strip())
        except ValueError:
            self.problem("not_a_number", *keys, value=value)
            return None

    def numbers(self, key: str) -> tuple[Fraction, ...]:
        """A list of numbers."""
        return tuple(self._number(each, key, at) or Fraction(0) for at, each in enumerate(self.items(key)))

    def whole(self, key: str, *, required: bool = False, at_least: int = 0) -> int | None:
        """A whole number."""
        value = self.number(key, required=required)
        if value is None:
            return None
        if value.denominator != 1 or value < at_least:
            self.problem("not_whole", key, key=key, least=at_least)
            return None
        return value.numerator

    def range(self, key: str, *, required: bool = False) -> Range | None:
        """A range with exact borders."""
        value = self.text(key, required=required)
        if not value:
            return None
        return read_range(value, self, key)

    def measure(self, key: str, *, required: bool = False) -> Measure | None:
        """A measure of inputs."""
        value = self.text(key, required=required)
        if not value:
            return None
        try:
            return Measure.parse(value)
        except ValueError:
            self.problem("bad_measure", key, value=value)
            return None

    def items(self, key: str) -> list[Any]:
        """A list; empty when absent."""
        value = self.raw(key)
        if value is None or isinstance(value, list):
            return value or []
        self.problem("not_a_list", key, key=key)
        return []

    def entries(self, key: str) -> Iterator[Entry]:
        """A list of mappings; what each did not understand is reported when the next is asked for."""
        for at, data in enumerate(self.items(key)):
            entry = Entry.of(data, (*self.path, key, at), self.problems)
            yield entry
            entry.finish()

    def entry(self, key: str) -> Entry:
        """The mapping under a key."""
        return Entry.of(self.raw(key), (*self.path, key), self.problems)

    def finish(self) -> None:
        """Report keys nobody asked for: a misspelt key must not pass in silence."""
        for key in self.data:
            if key not in self.known:
                self.problem("unknown_key", key, key=key)


def read_range(text: str, entry: Entry, *keys: str | int) -> Range | None:
    """The range, or a problem reported at the keys."""
    try:
        return Range.parse(text)
    except ValueError:
        entry.problem("bad_range", *keys, value=text)
        return None
