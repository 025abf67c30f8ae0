"""So many points for each period of the year in which it was done: months, half-years, two fixed days."""

from __future__ import annotations

from typing import Any

from thidua.core.scoring.entries import Entry
from thidua.core.scoring.formulas.per_case import PerCase, read_counted

KEYWORD = "per_period"


def read(value: Any, code: str, entry: Entry) -> PerCase:
    """`points: {per_period: 1, periods: 12, counting: INPUT}`."""
    return read_counted(entry, KEYWORD, code, entry.whole("periods", required=True, at_least=1) or 1)
