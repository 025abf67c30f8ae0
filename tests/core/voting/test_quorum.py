"""Quorum: exact shares, both sides of every boundary, and what cannot be known."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.voting.quorum import QuorumOutcome, judge_quorum

COUNTS = st.integers(min_value=0, max_value=200)
SHARES = st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100)


@pytest.mark.parametrize(
    ("present", "absent", "unknown", "share", "outcome", "needed"),
    [
        (4, 2, 0, Fraction(2, 3), QuorumOutcome.MET, 4),
        (3, 3, 0, Fraction(2, 3), QuorumOutcome.NOT_MET, 4),
        (3, 2, 1, Fraction(2, 3), QuorumOutcome.UNKNOWN, 4),
        (2, 0, 4, Fraction(2, 3), QuorumOutcome.UNKNOWN, 4),
        (2, 3, 1, Fraction(2, 3), QuorumOutcome.NOT_MET, 4),
        (4, 0, 2, Fraction(2, 3), QuorumOutcome.MET, 4),
        (79, 21, 0, Fraction(4, 5), QuorumOutcome.NOT_MET, 80),
        (80, 20, 0, Fraction(4, 5), QuorumOutcome.MET, 80),
        (16, 1, 0, Fraction(9, 10), QuorumOutcome.MET, 16),
        (15, 2, 0, Fraction(9, 10), QuorumOutcome.NOT_MET, 16),
        (0, 0, 0, Fraction(2, 3), QuorumOutcome.UNKNOWN, 0),
    ],
)
def test_both_sides_of_the_boundary(
    present: int, absent: int, unknown: int, share: Fraction, outcome: QuorumOutcome, needed: int
) -> None:
    quorum = judge_quorum(present=present, absent=absent, unknown=unknown, share=share)

    assert (quorum.outcome, quorum.needed, quorum.total) == (outcome, needed, present + absent + unknown)


@given(present=COUNTS, absent=COUNTS, percent=st.integers(min_value=1, max_value=100))
def test_percents_are_tested_in_whole_numbers(present: int, absent: int, percent: int) -> None:
    quorum = judge_quorum(present=present, absent=absent, unknown=0, share=Fraction(percent, 100))
    total = present + absent
    if total:
        assert (quorum.outcome == QuorumOutcome.MET) == (100 * present >= percent * total)


def test_without_a_rule_nothing_is_met_and_nothing_is_missed() -> None:
    quorum = judge_quorum(present=1, absent=5, unknown=0, share=None)
    assert (quorum.outcome, quorum.share, quorum.needed, quorum.total) == (QuorumOutcome.NO_RULE, None, None, 6)


@given(present=COUNTS, absent=COUNTS, unknown=COUNTS, share=SHARES)
def test_more_knowledge_never_overturns_a_conclusion(present: int, absent: int, unknown: int, share: Fraction) -> None:
    first = judge_quorum(present=present, absent=absent, unknown=unknown, share=share)
    if first.outcome == QuorumOutcome.UNKNOWN or unknown == 0:
        return
    for more_present in (0, 1):
        later = judge_quorum(
            present=present + more_present, absent=absent + 1 - more_present, unknown=unknown - 1, share=share
        )
        assert later.outcome == first.outcome


@pytest.mark.parametrize(("present", "share"), [(-1, Fraction(2, 3)), (1, Fraction(0)), (1, Fraction(3, 2))])
def test_impossible_counts_and_shares_are_refused(present: int, share: Fraction) -> None:
    with pytest.raises(ValueError):
        judge_quorum(present=present, absent=0, unknown=0, share=share)
