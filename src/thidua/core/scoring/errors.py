"""What is wrong with a table or with cards, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]
"""The way to a value in plain data: ("criteria", 0, "max")."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a table or of a file of cards.

    `code` is stable and made for programs; `says` is a Vietnamese sentence that names the remedy; `line` counts
    from 1 and is known for files only.
    """

    code: str
    says: str
    path: Path = ()
    line: int | None = None

    def __str__(self) -> str:
        return self.says if self.line is None else f"dòng {self.line}: {self.says}"


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
