"""So many points for each quarter: a period of which a year has four."""

from __future__ import annotations

from typing import Any

from thidua.core.scoring.entries import Entry
from thidua.core.scoring.formulas.per_case import PerCase, read_counted

KEYWORD = "per_quarter"


def read(value: Any, code: str, entry: Entry) -> PerCase:
    """`points: {per_quarter: 1, counting: INPUT}`."""
    return read_counted(entry, KEYWORD, code, 4)
