"""How an item's own points arise, one formula a file.

A module here is a formula: `KEYWORD` is its key under `points:` in a table, `read` makes it from what stands there. A
formula says which inputs it asks for and scores one item for all units of a bloc at once: some depend on the others.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol

from thidua.core.scoring.answers import Answers, InputField
from thidua.core.scoring.derivation import Scored
from thidua.core.scoring.entries import Entry


class Formula(Protocol):
    """The way of one item to its points."""

    def fields(self) -> tuple[InputField, ...]:
        """What it asks for beyond the inputs that the table declares."""

    def names(self) -> tuple[str, ...]:
        """Every input it reads."""

    def score(self, maximum: Fraction, column: Sequence[Answers], units: Sequence[str]) -> list[Scored]:
        """The points of every unit to whom the item applies, in their order; `units` are their names."""

    def most(self, maximum: Fraction) -> Fraction | None:
        """The most it can give; None when there is no limit."""


Reader = Callable[[Any, str, Entry], Formula]
"""From what stands under the keyword, the code of the item and the item's entry (to report problems)."""


@lru_cache(maxsize=1)
def readers() -> dict[str, Reader]:
    """Keyword → reader of every formula of this package."""
    modules = (importlib.import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__))
    return {module.KEYWORD: module.read for module in modules}
