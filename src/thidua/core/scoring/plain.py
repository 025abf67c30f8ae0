"""A table or cards as text → plain data with lines; faults of the text become problems of the table."""

from __future__ import annotations

from typing import Any

from thidua.core.plain import Lines
from thidua.core.plain import read_plain as read_text
from thidua.core.scoring.errors import Problem


def read_plain(text: str) -> tuple[Any, Lines, list[Problem]]:
    """The data, the line of each path, and what is wrong with the text itself."""
    data, lines, faults = read_text(text)
    return data, lines, [Problem(each.code, each.data, each.path, each.line) for each in faults]
