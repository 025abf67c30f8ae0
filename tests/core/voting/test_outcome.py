"""Thresholds and elections: the cases officials can read, and what must hold of every count."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.voting.errors import VoteError
from thidua.core.voting.motions import Motion, MotionKind
from thidua.core.voting.outcome import Next, Verdict, after_round, decide
from thidua.core.voting.settings import Grade, read_settings, shipped_settings
from thidua.core.voting.tally import OptionCount, Tally, check_tally, count_slips
from thidua.core.voting.thresholds import Basis, Electorate, Threshold

LEVELS = shipped_settings()


def load_cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / f"{name}.yaml").read_text())
    return cases


@pytest.mark.parametrize("case", load_cases("thresholds"), ids=lambda case: case["name"])
def test_enough_votes(case: dict[str, Any]) -> None:
    threshold = LEVELS.threshold[case["setting"]].threshold
    assert threshold is not None
    recused = (("A", case["recused"], case.get("recused_present", case["recused"])),) if "recused" in case else ()
    electorate = Electorate(case["members"], case["present"], recused, case.get("recused_count"))
    papers = case.get("papers", case["present"])
    total = electorate.total(threshold.basis, "A", papers, case.get("slips", papers))
    test = threshold.test(case["votes"], total)
    assert (test.is_passed, test.needed) == (case["passes"], case["needed"])


@pytest.mark.parametrize("case", load_cases("elections"), ids=lambda case: case["name"])
def test_who_is_in(case: dict[str, Any]) -> None:
    motion = Motion(MotionKind(case["kind"]), tuple(case["options"]), case.get("most", 1))
    papers = case.get("papers", len(case["slips"]))
    tally = count_slips(motion, case["slips"], papers)
    level = LEVELS.threshold[case["threshold"]].threshold if "threshold" in case else None
    members = case.get("members", papers)
    outcome = decide(motion, tally, Electorate(members, members), level, case.get("seats"))
    assert list(outcome.chosen) == case["chosen"]
    assert list(outcome.tied) == case.get("tied", [])
    for option, place in case.get("places", {}).items():
        assert next(each.place for each in outcome.standings if each.option == option) == place
    step = after_round(
        outcome,
        number=case.get("round", 1),
        most_rounds=case.get("rounds", 2),
        must_fill=case.get("must_fill", False),
    )
    assert step.kind is Next(case["next"])
    assert list(step.options) == case.get("goes_on", [])


@given(
    st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100),
    st.integers(1, 400),
    st.integers(0, 400),
    st.booleans(),
)
def test_a_threshold_is_the_exact_share(share: Fraction, total: int, votes: int, is_strict: bool) -> None:
    if is_strict and share == 1:
        return
    test = Threshold(share, Basis.MEMBERS, is_strict).test(votes, total)
    exact = Fraction(votes, total)
    assert test.is_passed == (exact > share if is_strict else exact >= share)
    assert test.is_passed == (votes >= test.needed)


OPTIONS = ("1", "2", "3", "4")
CHOOSING = Motion(MotionKind.CHOOSE, OPTIONS, 2)
SLIPS = st.lists(st.sampled_from(["", "1", "2", "3", "4", "1,2", "1,3", "2,4", "3,4"]), max_size=30)


@given(SLIPS, st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_order_of_the_slips_changes_nothing(slips: list[str], chance: Any, seats: int) -> None:
    shuffled = list(slips)
    chance.shuffle(shuffled)
    first, second = (count_slips(CHOOSING, each, len(slips)) for each in (slips, shuffled))
    assert first == second
    electorate = Electorate(max(len(slips), 1), max(len(slips), 1))
    assert decide(CHOOSING, first, electorate, None, seats) == decide(CHOOSING, second, electorate, None, seats)


@given(SLIPS, st.integers(1, 4))
def test_nobody_takes_a_seat_before_one_with_more_votes(slips: list[str], seats: int) -> None:
    tally = count_slips(CHOOSING, slips, len(slips))
    check_tally(CHOOSING, tally)
    electorate = Electorate(max(len(slips), 1), max(len(slips), 1))
    outcome = decide(CHOOSING, tally, electorate, None, seats)
    assert len(outcome.chosen) <= seats
    votes = {each.option: tally.of(each.option).agree for each in outcome.standings}
    for winner in outcome.chosen:
        assert all(votes[winner] >= votes[other] for other in OPTIONS if other not in outcome.chosen)
        assert votes[winner] > 0
    if outcome.tied:
        assert len({votes[each] for each in outcome.tied}) == 1
        assert len(outcome.tied) > outcome.open_seats > 0


def test_a_recused_member_makes_the_body_say_whether_he_counts() -> None:
    with pytest.raises(VoteError) as caught:
        Electorate(9, 9, (("A", 1, 1),))
    assert caught.value.code == "recused_undecided"


@pytest.mark.parametrize(
    ("tally", "code"),
    [
        (Tally(5, (OptionCount("A", 3), OptionCount("B", 2)), blank=1), "names_do_not_add_up"),
        (Tally(5, (OptionCount("A", 3), OptionCount("B", -1)), blank=1), "negative"),
        (Tally(5, (OptionCount("A", 6), OptionCount("B", 0))), "more_votes_than_papers"),
        (Tally(5, (OptionCount("A", 5),)), "other_options"),
        (Tally(2, (OptionCount("A", 0), OptionCount("B", 0)), blank=2, invalid=1), "more_invalid_than_papers"),
    ],
)
def test_figures_that_cannot_be(tally: Tally, code: str) -> None:
    with pytest.raises(VoteError) as caught:
        check_tally(Motion(MotionKind.CHOOSE, ("A", "B")), tally)
    assert caught.value.code == code


def test_unanimity_is_seen_whatever_it_says() -> None:
    motion = Motion(MotionKind.APPROVE, ("A", "B"))
    assert count_slips(motion, ["A+", "A+", "B+", "B-"], 2).is_unanimous
    assert count_slips(motion, ["A-", "A-", "B+", "B-"], 2).is_unanimous
    assert not count_slips(motion, ["A+", "A-", "B+", "B-"], 2).is_unanimous


def test_levels_say_where_they_come_from() -> None:
    shares = [each.source for each in (*LEVELS.quorum.values(), *LEVELS.attendance.values())]
    for source in (*shares, *(each.source for each in LEVELS.threshold.values())):
        assert source.cites or source.grade is Grade.DERIVED
    flags = LEVELS.threshold["eighty_of_members"].source
    assert flags.until is not None
    assert flags.is_in_force(flags.until)
    assert not flags.is_in_force(flags.until.replace(year=2026))


@pytest.mark.parametrize(
    "entry", [{"share": "4/5", "grade": "verified"}, {"share": "4/5", "grade": "derived", "percent": 80}]
)
def test_a_level_without_source_or_with_an_unknown_key_is_refused(entry: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="eighty"):
        read_settings(
            {"reviewed_on": None, "quorum": {}, "attendance": {"eighty": entry}, "threshold": {}, "rounds": {}}
        )


def test_the_verdicts_of_a_list_name_everybody() -> None:
    motion = Motion(MotionKind.APPROVE, ("A", "B"))
    tally = count_slips(motion, ["A+", "B-"], 1)
    outcome = decide(motion, tally, Electorate(1, 1), LEVELS.threshold["eighty_of_members"].threshold)
    assert [(each.option, each.verdict) for each in outcome.standings] == [
        ("A", Verdict.CHOSEN),
        ("B", Verdict.NOT_CHOSEN),
    ]
