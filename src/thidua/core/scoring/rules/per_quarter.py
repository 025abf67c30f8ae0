"""So many points for each quarter: a period of which a year has four."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from thidua.core.scoring.entries import Entry
from thidua.core.scoring.rules.per_period import PerPeriod

KEYWORD = "per_quarter"


def read(value: Any, code: str, when: str, entry: Entry) -> PerPeriod:
    """`per_quarter: -0.5`."""
    return PerPeriod(code, when, entry.number(KEYWORD, required=True) or Fraction(0), 4)
