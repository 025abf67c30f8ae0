"""How a number arose: steps of a kind with their numbers; words are made on request (`words`)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from thidua.core.scoring.numbers import Number

Datum = Number | str | tuple[int, int] | tuple[str, ...] | None
"""What a sentence is filled with; a pair of numbers is a fraction not brought to lowest terms, texts are units."""


class Step(NamedTuple):
    """One step: its kind is a key of words/<language>.yaml, its data fill that sentence."""

    kind: str
    data: Mapping[str, Datum]


class Scored(NamedTuple):
    """What a formula gives one unit: points (None: unknown), the steps, what was found on the way."""

    points: Fraction | None
    steps: tuple[Step, ...] = ()
    faults: tuple[Fault, ...] = ()


class FaultKind(StrEnum):
    """What can be found wrong."""

    CAP_EXCEEDED = "cap_exceeded"
    BONUS_WITHOUT_RULE = "bonus_without_rule"
    ABOVE_MAXIMUM = "above_maximum"
    SUM_MISMATCH = "sum_mismatch"
    TOTALS_DISAGREE = "totals_disagree"
    DIFFERS = "differs"
    BAND_GAP = "band_gap"
    IMPOSSIBLE_DATE = "impossible_date"
    BONUS_NEEDS_FULL_STANDARD = "bonus_needs_full_standard"
    PART_ABOVE_WHOLE = "part_above_whole"
    NO_WHOLE = "no_whole"
    TOO_MANY_CASES = "too_many_cases"
    AWARDS_UNSTATED = "awards_unstated"
    BAD_ANSWER = "bad_answer"
    UNKNOWN_INPUT = "unknown_input"
    UNKNOWN_ITEM = "unknown_item"
    UNKNOWN_UNIT = "unknown_unit"
    NO_CARD = "no_card"
    TWO_CARDS = "two_cards"


class Fault(NamedTuple):
    """Something found in one item of one unit, before it is known whose."""

    kind: FaultKind
    rule: str = ""
    given: Datum = None
    allowed: Datum = None
    reason: str = ""
    is_share: bool = False
    """Whether the table writes the numbers in per cent."""


class Finding(NamedTuple):
    """A fault, in its place. `unit` is empty for what concerns all, `item` for what concerns a whole card.

    `detail` names the paper; of a bad answer `reason` is the code of what is wrong, `detail` what would be right.
    """

    kind: FaultKind
    unit: str
    item: str
    rule: str = ""
    given: Datum = None
    allowed: Datum = None
    detail: str = ""
    reason: str = ""
    is_share: bool = False

    @property
    def paper(self) -> str:
        """The paper it was found on; empty for one found in the answers."""
        return "" if self.reason else self.detail


class Cell(NamedTuple):
    """One item of one unit. `points = base + bonus − penalty`, rounded where the table says so; None is unknown."""

    points: Fraction | None
    base: Fraction | None
    bonus: Fraction
    penalty: Fraction
    steps: tuple[Step, ...]
    applies: bool = True


ZERO = Fraction(0)
NOT_APPLICABLE = Cell(None, None, ZERO, ZERO, (), applies=False)


def missing(name: str) -> Scored:
    """Unknown, because an answer is not there."""
    return Scored(None, (Step("missing", {"input": name}),))
