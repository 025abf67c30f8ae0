"""The day on which a text begins, as the page of criteria shows it to whoever has cases that hang on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LawTurn:
    """The last day of the older text and the first of the newer one."""

    before: date
    first: date
