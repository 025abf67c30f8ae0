"""What a table of criteria is: a tree of items, its inputs, its rounding, grades, ranking and awards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from thidua.core.scoring.answers import InputField
from thidua.core.scoring.formulas import Formula
from thidua.core.scoring.measures import Measure
from thidua.core.scoring.ranges import Range
from thidua.core.scoring.rules import Rule

WOMEN = "women_share"
GRADE_ABOVE = "grade_above"
"""Names of what ranking and awards ask of a unit beside its items."""
FORMAT = 1
"""Version of the file format that this program writes and the highest it reads."""

LONGEST_ADDRESS = 40
"""Characters of what an item is called in the whole table (its code, after those above it where it comes again)."""
LONGEST_NAME = 120
"""Characters of the name of an input or of a group."""
LONGEST_WORDS = 250
"""Characters of the words that name an assessor."""

ROOT = ""
"""Code of the whole table, the item that holds all others."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A thing without which nothing is scored: “phải có kế hoạch, nếu không: 0 điểm”."""

    name: str
    when: str
    zeroes_bonus: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One item: a branch with parts, or a leaf with a formula; rules, caps and a gate of its own.

    Points are exact. `bonus_cap` and `penalty_cap` limit only what they are named for. `at_least` and `at_most` bound
    what the item gives in the end.
    """

    code: str
    name: str
    maximum: Fraction | None = None
    assessor: str = ""
    parts: tuple[ScoreItem, ...] = ()
    formula: Formula | None = None
    rules: tuple[Rule, ...] = ()
    bonus_cap: Fraction | None = None
    penalty_cap: Fraction | None = None
    exclusive: tuple[tuple[str, ...], ...] = ()
    bonus_needs_full_standard: bool = False
    gate: Gate | None = None
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    is_bonus: bool = False
    note: str = ""

    def walk(self) -> Iterator[ScoreItem]:
        """This item and all below it, each before its parts."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def names(self) -> Iterator[str]:
        """Every input that its own formula, rules and gate read."""
        if self.formula is not None:
            yield from self.formula.names()
        for rule in self.rules:
            yield from rule.names()
        if self.gate is not None:
            yield self.gate.name

    @property
    def standard(self) -> Fraction:
        """What it adds to the standard points of its branch."""
        return Fraction(0) if self.is_bonus or self.maximum is None else self.maximum


class NotApplicable(Enum):
    """What becomes of the weight of an item that does not apply to a unit."""

    SET_ASIDE = "set_aside"
    """The unit is scored out of less."""
    SPREAD = "spread"
    """The other items of its branch carry it, in proportion; an empty branch passes it on."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """Decimals kept, a half going away from zero; None keeps the number exact."""

    items: int | None = None
    branches: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade for a range of totals."""

    name: str
    range: Range


@dataclass(frozen=True, slots=True)
class Disqualification:
    """What takes a unit out of grading and ranking: “không xếp loại”."""

    code: str
    when: str
    effect: str


class TieBreakKind(Enum):
    """How a step of the chain tells two units apart."""

    MEASURE = "measure"
    ITEM = "item"
    WOMEN = "women"
    VOTE = "vote"


@dataclass(frozen=True, slots=True)
class TieBreak:
    """One step of the chain: higher is better, unless `is_smaller_better`; `name` is the table's own, or empty."""

    kind: TieBreakKind
    name: str = ""
    measure: Measure | None = None
    item: str = ""
    is_smaller_better: bool = False
    at_least: Fraction | None = None
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """By what units are ranked, and the chain for equals: one for all, or one a group."""

    by_share: bool = False
    chain: tuple[TieBreak, ...] = ()
    chain_of_group: Mapping[str, tuple[TieBreak, ...]] = field(default_factory=dict)

    def chain_for(self, group: str) -> tuple[TieBreak, ...]:
        """The chain of a group of units."""
        return self.chain_of_group.get(group, self.chain)

    def uses_items(self) -> bool:
        """Whether a step compares the points of an item."""
        chains = (self.chain, *self.chain_of_group.values())
        return any(step.kind is TieBreakKind.ITEM for chain in chains for step in chain)


@dataclass(frozen=True, slots=True)
class AwardRule:
    """An award for certain ranks, or for at most a share of the units, best first."""

    award: str
    first_rank: int = 1
    last_rank: int | None = None
    quota: Fraction | None = None
    quota_of_grade: Mapping[str, Fraction] = field(default_factory=dict)
    grades: tuple[str, ...] = ()
    cites: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A text the table rests on, as it cites it."""

    text: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class ScoringScheme:
    """A table, ready to score."""

    id: str
    title: str
    root: ScoreItem
    inputs: Mapping[str, InputField]
    issuer: str = ""
    since: str = ""
    until: str = ""
    legal_basis: tuple[LegalBasis, ...] = ()
    rounding: Rounding = Rounding()
    not_applicable: NotApplicable = NotApplicable.SET_ASIDE
    grades: tuple[Grade, ...] = ()
    grades_by_share: bool = False
    """Whether grades go by the share of the standard points that apply to the unit, not by the bare total."""
    disqualifications: tuple[Disqualification, ...] = ()
    ranking: Ranking = Ranking()
    awards: tuple[AwardRule, ...] = ()
    groups: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def item(self, code: str) -> ScoreItem | None:
        """The item of a code."""
        return next((each for each in self.root.walk() if each.code == code), None)
