"""Is a meeting quorate? Counted in whole numbers; who is not known to be present or absent leaves it open.

No text that we hold sets a share for every council or bloc: without a rule of its own a meeting has no quorum to meet.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class QuorumOutcome(StrEnum):
    """What can be said of a quorum."""

    MET = "MET"
    NOT_MET = "NOT_MET"
    UNKNOWN = "UNKNOWN"
    NO_RULE = "NO_RULE"
    """Nobody said how many must be there."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many of `total` are needed, how many are known to be there, of how many nobody knows.

    `share` and `needed` are None where there is no rule.
    """

    outcome: QuorumOutcome
    share: Fraction | None
    total: int
    needed: int | None
    present: int
    absent: int
    unknown: int


def judge_quorum(*, present: int, absent: int, unknown: int, share: Fraction | None) -> Quorum:
    """Whether at least `share` of all who belong are present: for 2/3 when 3 × present ≥ 2 × total; None: no rule.

    Met as soon as those known to be present suffice; not met when even all of the unknown could not mend it; a body
    of which nobody is listed is unknown. Raises ValueError for a count below zero or a share outside 0 < share ≤ 1.

    >>> judge_quorum(present=2, absent=0, unknown=4, share=Fraction(2, 3)).outcome
    <QuorumOutcome.UNKNOWN: 'UNKNOWN'>
    """
    if min(present, absent, unknown) < 0:
        raise ValueError("A count is never below zero.")
    total = present + absent + unknown
    if share is None:
        return Quorum(QuorumOutcome.NO_RULE, None, total, None, present, absent, unknown)
    if not 0 < share <= 1:
        raise ValueError("A quorum is a share above 0 and at most 1.")
    needed = -(-share.numerator * total // share.denominator)
    if total == 0:
        outcome = QuorumOutcome.UNKNOWN
    elif share.denominator * present >= share.numerator * total:
        outcome = QuorumOutcome.MET
    elif share.denominator * (present + unknown) < share.numerator * total:
        outcome = QuorumOutcome.NOT_MET
    else:
        outcome = QuorumOutcome.UNKNOWN
    return Quorum(outcome, share, total, needed, present, absent, unknown)
