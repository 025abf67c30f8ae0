"""What adds to or takes from an item, one kind of rule a file.

A module here is a kind: `KEYWORD` is its key in a rule of a table, `read` makes it. A rule gives an effect, above zero
a bonus, below zero a penalty, before any cap: caps are the item's matter (`items`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from thidua.core.scoring.answers import Answers, InputField
from thidua.core.scoring.derivation import Fault, Step
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.measures import Measure
from thidua.core.scoring.ranges import Range


class Effect(NamedTuple):
    """What a rule does to one unit: points above or below zero, None when unknown."""

    points: Fraction | None
    steps: tuple[Step, ...] = ()
    faults: tuple[Fault, ...] = ()


NO_EFFECT = Effect(Fraction(0))


class Adjustment(Protocol):
    """The arithmetic of one kind of rule."""

    def fields(self) -> tuple[InputField, ...]:
        """What it asks for beyond the inputs that the table declares."""

    def names(self) -> tuple[str, ...]:
        """Every input it reads."""

    def effect(self, answers: Answers) -> Effect:
        """Its effect on one unit. Raises `MissingAnswerError`, `NoWholeError`."""

    def most(self) -> Fraction | None:
        """The most it can add; 0 for a penalty, None without limit."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of an item: its code and words, its arithmetic, its cap, the conditions under which it applies."""

    code: str
    when: str
    adjustment: Adjustment
    cap: Fraction | None = None
    only_if: tuple[tuple[Measure, Range], ...] = ()
    exception: str = ""

    def names(self) -> tuple[str, ...]:
        """Every input it reads."""
        return self.adjustment.names() + tuple(name for measure, _range in self.only_if for name in measure.names)

    def most(self) -> Fraction | None:
        """The most it can add within its cap."""
        most = self.adjustment.most()
        if self.cap is None or most == 0:
            return most
        return self.cap if most is None else min(most, self.cap)

    def effect(self, answers: Answers) -> Effect:
        """Its effect before its cap; none where a condition does not hold."""
        for measure, spread in self.only_if:
            value = measure.of(answers)
            if not spread.holds(value):
                data = {"rule": self.code, "measure": measure.text, "value": value, "range": spread.text}
                return Effect(Fraction(0), (Step("condition", data),))
        return self.adjustment.effect(answers)


Reader = Callable[[Any, str, str, Entry], Adjustment]
"""From what stands under the keyword, the rule's code and words, and its entry (to report problems)."""


@lru_cache(maxsize=1)
def readers() -> dict[str, Reader]:
    """Keyword → reader of every kind of this package."""
    modules = (importlib.import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__))
    return {module.KEYWORD: module.read for module in modules}
