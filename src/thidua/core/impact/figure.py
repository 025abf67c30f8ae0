"""A figure: what it counts, how much, how much of that was measured, estimated or is unknown, and how it arose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from thidua.core.impact.amounts import UNKNOWN, Amount, added


class FigureKind(StrEnum):
    """What is counted. Its unit and its name are in `words/`."""

    ACTIVITIES = "ACTIVITIES"
    PEOPLE = "PEOPLE"
    ATTENDANCES = "ATTENDANCES"
    PERSON_HOURS = "PERSON_HOURS"
    METRES = "METRES"
    BAGS = "BAGS"
    VOLUME = "VOLUME"
    MASS = "MASS"
    NATURAL_MASS = "NATURAL_MASS"
    BULKY = "BULKY"
    ITEMS = "ITEMS"
    HANDED_OVER = "HANDED_OVER"
    NOT_HANDED_OVER = "NOT_HANDED_OVER"
    MONEY_IN = "MONEY_IN"
    MONEY_OUT = "MONEY_OUT"
    TREES_PLANTED = "TREES_PLANTED"
    TREES_ALIVE = "TREES_ALIVE"
    TREE_SURVIVAL = "TREE_SURVIVAL"
    MASS_PER_PERSON = "MASS_PER_PERSON"
    MASS_PER_PERSON_HOUR = "MASS_PER_PERSON_HOUR"
    MASS_PER_100_M = "MASS_PER_100_M"
    ITEMS_PER_100_M = "ITEMS_PER_100_M"
    LEFT_BEHIND = "LEFT_BEHIND"
    """Waste still lying there, as somebody printed it: never what was collected."""


RATIOS: Final = frozenset(
    {
        FigureKind.TREE_SURVIVAL,
        FigureKind.MASS_PER_PERSON,
        FigureKind.MASS_PER_PERSON_HOUR,
        FigureKind.MASS_PER_100_M,
        FigureKind.ITEMS_PER_100_M,
    }
)
"""Figures of one activity that are never added up."""


class Basis(StrEnum):
    """How an amount is known, in the order of truth."""

    MEASURED = "MEASURED"
    SAMPLED = "SAMPLED"
    ESTIMATED = "ESTIMATED"
    STATED = "STATED"
    UNKNOWN = "UNKNOWN"


class Rule(StrEnum):
    """The rule that a step follows, by its place in the project's study of joint activities (docs/impact.md)."""

    ONCE = "R1"
    WHOLE_REPLACES = "R2"
    CHILDREN = "R3"
    PEOPLE = "R4"
    MISSING = "R5"
    SAME_ACTIVITY = "R7"
    ATTRIBUTION = "4.1"
    TWO_NUMBERS = "4.3"
    EFFORT = "4.7"
    PERSISTENCE = "4.8"
    DESTINATION = "4.9"
    CLASSES = "5.2"
    ORDER_OF_TRUTH = "5.3"
    PLAUSIBLE = "2.3"


Datum = Amount | Fraction | int | str | tuple[str, ...] | None
"""What a sentence is filled with."""


class Step(NamedTuple):
    """One step: its kind is a key of words/<language>.yaml, its data fill that sentence."""

    kind: str
    rule: Rule
    data: Mapping[str, Datum]


class Part(NamedTuple):
    """A part of a figure that is known in one way. `facts` counts what lies behind it (`what`: bag, person …).

    `reason` says why it is unknown.
    """

    basis: Basis
    what: str
    facts: int
    amount: Amount
    reason: str = ""


class FindingKind(StrEnum):
    """What can be found wrong, or must be asked."""

    SAME_FACT_TWICE = "same_fact_twice"
    CONFLICTING_FACT = "conflicting_fact"
    FACT_IN_TWO_ACTIVITIES = "fact_in_two_activities"
    SUPERSEDED_MISSING = "superseded_missing"
    POSSIBLY_SAME_ACTIVITY = "possibly_same_activity"
    MERGED_INTO_MISSING = "merged_into_missing"
    PARENT_MISSING = "parent_missing"
    PARTY_NOT_CONFIRMED = "party_not_confirmed"
    NEGATIVE = "negative"
    TARE_ABOVE_GROSS = "tare_above_gross"
    TARE_MISSING = "tare_missing"
    SLIP_TWICE = "slip_twice"
    POSSIBLY_SAME_WEIGHING = "possibly_same_weighing"
    POSSIBLY_SAME_MONEY = "possibly_same_money"
    POSSIBLY_SAME_FACT = "possibly_same_fact"
    COUNTED_BY_TWO_REPORTS = "counted_by_two_reports"
    WHOLES_DIFFER = "wholes_differ"
    WEIGHED_TWICE = "weighed_twice"
    NOT_ON_RECORD = "not_on_record"
    BAG_TOO_HEAVY = "bag_too_heavy"
    BAD_FILL = "bad_fill"
    SUM_MISMATCH = "sum_mismatch"
    PARTS_ABOVE_WHOLE = "parts_above_whole"
    SAMPLE_INCOMPLETE = "sample_incomplete"
    SAMPLE_TOO_SMALL = "sample_too_small"
    HEADCOUNTS_DIFFER = "headcounts_differ"
    FEWER_THAN_SCANNED = "fewer_than_scanned"
    FEWER_THAN_RECORDERS = "fewer_than_recorders"
    MINUTES_DIFFER = "minutes_differ"
    LONGER_THAN_ACTIVITY = "longer_than_activity"
    IMPLAUSIBLE_MASS = "implausible_mass"
    MORE_HANDED_OVER = "more_handed_over"
    MORE_ALIVE_THAN_PLANTED = "more_alive_than_planted"
    CLAIMS_DIFFER = "claims_differ"
    CLAIM_DIFFERS = "claim_differs"
    UNKNOWN_ITEM = "unknown_item"
    UNKNOWN_CLASS = "unknown_class"
    ENDS_BEFORE_START = "ends_before_start"
    IN_THE_FUTURE = "in_the_future"
    BEFORE_THE_DAY = "before_the_day"
    FACTS_BUT_NOT_HELD = "facts_but_not_held"


QUESTIONS: Final = frozenset(
    {
        FindingKind.POSSIBLY_SAME_ACTIVITY,
        FindingKind.POSSIBLY_SAME_WEIGHING,
        FindingKind.POSSIBLY_SAME_MONEY,
        FindingKind.POSSIBLY_SAME_FACT,
        FindingKind.COUNTED_BY_TWO_REPORTS,
        FindingKind.BAG_TOO_HEAVY,
        FindingKind.IMPLAUSIBLE_MASS,
        FindingKind.FEWER_THAN_RECORDERS,
        FindingKind.SAMPLE_INCOMPLETE,
        FindingKind.TARE_MISSING,
        FindingKind.CLAIM_DIFFERS,
    }
)
"""What may well be right: a person is asked, nothing is set aside for it."""


class Finding(NamedTuple):
    """Something found in an activity; `fact` is empty where it concerns the activity as a whole."""

    kind: FindingKind
    activity: str
    fact: str = ""
    data: Mapping[str, Datum] = {}

    @property
    def is_question(self) -> bool:
        """Whether a person is only asked, and the figure stands meanwhile."""
        return self.kind in QUESTIONS


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `detail` tells apart figures of one kind: a class, an item, a destination; empty for the whole.

    `parts` add up to `amount`.
    """

    kind: FigureKind
    detail: str
    amount: Amount
    parts: tuple[Part, ...]
    steps: tuple[Step, ...] = ()

    @property
    def basis(self) -> Basis:
        """The weakest way in which some of it is known."""
        order = list(Basis)
        return max((each.basis for each in self.parts), key=order.index, default=Basis.UNKNOWN)

    @property
    def has_facts(self) -> bool:
        """Whether something was noted in the field; a claim printed elsewhere is not."""
        return any(each.what not in ("claim", "activity") for each in self.parts)

    @property
    def key(self) -> tuple[FigureKind, str]:
        """What tells it apart from other figures of one report."""
        return self.kind, self.detail


def figure(kind: FigureKind, parts: Iterable[Part], steps: Iterable[Step] = (), detail: str = "") -> Figure:
    """A figure whose amount is the sum of its parts."""
    merged = tuple(merge(parts))
    return Figure(kind, detail, added(each.amount for each in merged), merged, tuple(steps))


def no_data(kind: FigureKind, reason: str = "no_data", detail: str = "") -> Figure:
    """A figure that somebody would expect and of which nothing is known."""
    return figure(
        kind, [Part(Basis.UNKNOWN, "activity", 1, UNKNOWN, reason)], [Step(reason, Rule.MISSING, {})], detail
    )  # fmt: skip


def merge(parts: Iterable[Part]) -> list[Part]:
    """Parts that are known in one way, of one thing and for one reason, as one; in the order of truth."""
    found: dict[tuple[Basis, str, str], list[Part]] = {}
    for part in parts:
        found.setdefault((part.basis, part.what, part.reason), []).append(part)
    order = list(Basis)
    return [
        Part(basis, what, sum(each.facts for each in each_way), added(each.amount for each in each_way), reason)
        for (basis, what, reason), each_way in sorted(
            found.items(), key=lambda each: (order.index(each[0][0]), each[0])
        )
    ]


def unknown(what: str, reason: str, facts: int = 1, high: Fraction | None = None) -> Part:
    """A part of which at most a limit is known."""
    return Part(Basis.UNKNOWN, what, facts, Amount(None, None, high), reason)
