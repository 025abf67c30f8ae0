"""Is a meeting quorate? Counted in whole numbers; who is not known to be present or absent leaves it open."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

TWO_THIRDS: Final = Fraction(2, 3)
"""What councils and blocs use unless their rules say otherwise (NĐ 98/2023/NĐ-CP, Điều 47, for the central council)."""


class QuorumOutcome(StrEnum):
    """What can be said of a quorum."""

    MET = "MET"
    NOT_MET = "NOT_MET"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many of `total` are needed, how many are known to be there, of how many nobody knows."""

    outcome: QuorumOutcome
    share: Fraction
    total: int
    needed: int
    present: int
    absent: int
    unknown: int


def judge_quorum(*, present: int, absent: int, unknown: int, share: Fraction = TWO_THIRDS) -> Quorum:
    """Whether at least `share` of all who belong are present.

    Met as soon as those known to be present suffice; not met when even all of the unknown could not mend it; a body
    of which nobody is listed is unknown. Raises ValueError for a count below zero or a share outside 0 < share ≤ 1.

    >>> judge_quorum(present=2, absent=0, unknown=4).outcome
    <QuorumOutcome.UNKNOWN: 'UNKNOWN'>
    """
    if min(present, absent, unknown) < 0:
        raise ValueError("A count is never below zero.")
    if not 0 < share <= 1:
        raise ValueError("A quorum is a share above 0 and at most 1.")
    total = present + absent + unknown
    needed = -(-share.numerator * total // share.denominator)
    if total == 0:
        outcome = QuorumOutcome.UNKNOWN
    elif present >= needed:
        outcome = QuorumOutcome.MET
    elif present + unknown < needed:
        outcome = QuorumOutcome.NOT_MET
    else:
        outcome = QuorumOutcome.UNKNOWN
    return Quorum(outcome, share, total, needed, present, absent, unknown)
