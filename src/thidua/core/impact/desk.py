"""What reckoning one activity has at hand: its facts by kind, the day, the values, and what is found on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from thidua.core.impact.classes import Schemes, shipped_schemes
from thidua.core.impact.factors import DatedValue, Factors, shipped_factors
from thidua.core.impact.facts import ActivityFacts, Fact
from thidua.core.impact.figure import Datum, Finding, FindingKind
from thidua.core.impact.items import ItemList, shipped_item_lists

AnyFact = TypeVar("AnyFact", bound=Fact)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known beside the facts: `on` is the day of reckoning, whose values are taken; rest as shipped."""

    on: date
    factors: Factors = field(default_factory=shipped_factors)
    schemes: Schemes = field(default_factory=shipped_schemes)
    item_lists: Mapping[tuple[str, str], ItemList] = field(default_factory=shipped_item_lists)

    def names(self) -> dict[str, str]:
        """Details of figures → their names: `SHORT@1:BUTTS`, `VN-75:TC`; add the names of organisations to them.

        A class of a later version says of which.
        """
        found = {
            f"{ref}:{class_code}": name if ref == scheme.code else f"{name} ({ref})"
            for ref, scheme in self.schemes.items()
            for class_code, name in scheme.classes.items()
        }
        for (code, version), its in self.item_lists.items():
            found.update({f"{code}@{version}:{item}": name for item, name in its.items.items()})
        return found

    def value(self, name: str) -> DatedValue | None:
        """A value on the day of reckoning; None where there is none yet."""
        factor = self.factors.get(name)
        if factor is None or factor.history[0].since > self.on:
            return None
        return factor.on(self.on)


class Desk:
    """One activity on the desk. Findings are kept in the order in which they are met."""

    def __init__(self, activity: ActivityFacts, knowledge: Knowledge) -> None:
        self.activity = activity
        self.knowledge = knowledge
        self.findings: list[Finding] = []
        self._found: set[tuple[FindingKind, str, tuple[tuple[str, Datum], ...]]] = set()
        self._by_kind: defaultdict[type[Fact], list[Fact]] = defaultdict(list)
        for fact in activity.facts:
            self._by_kind[type(fact)].append(fact)

    def of(self, kind: type[AnyFact]) -> list[AnyFact]:
        """All facts of one kind."""
        return self._by_kind[kind]  # type: ignore[return-value]

    def find(self, kind: FindingKind, fact: str = "", **data: Datum) -> None:
        """Keep a finding, once."""
        name = (kind, fact, tuple(data.items()))
        if name not in self._found:
            self._found.add(name)
            self.findings.append(Finding(kind, self.activity.code, fact, data))

    def whole(self, fact: Fact, number: int | None) -> int | None:
        """A count that may not be below zero: else it is found, and unknown."""
        if number is not None and number < 0:
            self.find(FindingKind.NEGATIVE, fact.code, given=number)
            return None
        return number
