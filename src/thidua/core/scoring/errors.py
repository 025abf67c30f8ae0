"""What is wrong with a table or with cards, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from thidua.core.scoring.spoken import say_range
from thidua.core.scoring.words import words_of

Path = tuple[str | int, ...]
"""The way to a value in plain data: ("criteria", 0, "max")."""

RANGES: Final = {"overlapping_bands": ("one", "two")}
"""Code of a fault → its data that hold ranges as a table writes them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a table or of a file of cards.

    `code` is stable, made for programs, and names the sentence in `words/`; `data` fills it; `line` counts from 1 and
    is known for files only.
    """

    code: str
    data: Mapping[str, object] = field(default_factory=dict, hash=False)
    path: Path = ()
    line: int | None = None

    def say(self, language: str = "vi") -> str:
        """The sentence, which names the remedy."""
        sentence: str = words_of(language)["problems"][self.code]
        spans = RANGES.get(self.code, ())
        return sentence.format(
            **{key: say_range(str(value), language) if key in spans else value for key, value in self.data.items()}
        )

    def place(self, language: str = "vi") -> str:
        """The sentence behind its line, where there is one."""
        if self.line is None:
            return self.say(language)
        words: str = words_of(language)["places"]["line"]
        return words.format(line=self.line, says=self.say(language))

    def __str__(self) -> str:
        return self.place()


class SchemeError(ValueError):
    """The table cannot be used; `problems` holds every fault found, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(each) for each in problems))
        self.problems = problems


class CardsError(ValueError):
    """The file of cards cannot be read at all; faults of single values are findings, not errors."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(each) for each in problems))
        self.problems = problems
