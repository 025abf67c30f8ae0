"""What is wrong with a rule file, a figure or a file of facts, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.words import SaidError


class LawError(SaidError):
    """A rule file, a figure or a question cannot be used; `file` and `line` (from 1) say where, if it is in a file."""

    words = "thidua.core.law.words"

    def __init__(
        self, code: str, data: Mapping[str, object] | None = None, *, file: str = "", line: int | None = None
    ) -> None:
        super().__init__(code, data)
        self.file = file
        self.line = line

    @property
    def place(self) -> str:
        """“file:line: ” or nothing."""
        return f"{self.file}:{self.line or 1}: " if self.file else ""

    def __str__(self) -> str:
        return f"{self.place}{self.say()}"


class FactsError(ValueError):
    """A file of facts cannot be used; `problems` holds every fault found, in the order of the file."""

    def __init__(self, problems: tuple[LawError, ...]) -> None:
        super().__init__("\n".join(str(each) for each in problems))
        self.problems = problems
