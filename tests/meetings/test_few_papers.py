"""The page that opens a round says when so few papers are to be expected that the count would not be secret."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.ballots import Hall, choosing, count, flag_facts, make_hall, make_motion, make_round, vote
from tests.meetings.test_vote_pages import phone_of, words
from thidua.meetings.errors import BallotRuleError
from thidua.meetings.facts.ballots import next_round
from thidua.meetings.facts.few_papers import ExpectedPapers, expected_papers
from thidua.meetings.models import Motion
from thidua.meetings.queries.ballots import motion_with_parts
from thidua.meetings.queries.records import roll_of
from thidua.meetings.queries.seats import seats_of
from thidua.meetings.services.motions import recuse

FEW = "Ít phiếu thì khó giữ kín"
FEW_ON_A_NAME = "Ít người biểu quyết một tên"


def small_hall(cast: Cast, present: int) -> Hall:
    """So many of the six are there; no rule asks for more."""
    return make_hall(cast, absent=range(present, 6), quorum_rule="", quorum_share=None, quorum_basis="")


def expected(motion: Motion) -> ExpectedPapers:
    whole = motion_with_parts(motion.pk)
    return expected_papers(whole, next_round(whole), seats_of(whole.meeting, roll_of(whole.meeting_id)))


def opening_page(cast: Cast, motion: Motion) -> str:
    return words(phone_of(cast.secretary).get(reverse("open_round", args=[motion.pk])))


@pytest.mark.django_db
def test_two_present_are_warned_of_before_the_round_opens(cast: Cast) -> None:
    hall = small_hall(cast, 2)
    motion = make_motion(cast, hall)
    assert expected(motion) == ExpectedPapers(papers=2, letters=4)
    page = opening_page(cast, motion)
    assert FEW in page
    assert "chỉ có thể thu 2 phiếu" in page
    assert "nhận phiếu của 4 thành viên chưa có mặt" in page
    ballot = make_round(cast, motion)
    for voter in hall.voters[:2]:
        vote(ballot, voter, choosing("1"))
    with pytest.raises(BallotRuleError, match="lộ ai bỏ thế nào"):
        count(cast, ballot)


@pytest.mark.django_db
def test_three_present_are_enough_and_nothing_is_said(cast: Cast) -> None:
    hall = small_hall(cast, 3)
    motion = make_motion(cast, hall)
    assert expected(motion) == ExpectedPapers(papers=3, letters=3)
    assert FEW not in opening_page(cast, motion)
    ballot = make_round(cast, motion)
    for voter in hall.voters[:3]:
        vote(ballot, voter, choosing("1"))
    assert count(cast, ballot).papers == 3


@pytest.mark.django_db
def test_a_name_on_which_few_have_a_say_is_named(cast: Cast) -> None:
    hall = small_hall(cast, 4)
    motion = make_motion(cast, hall, flag_facts(cast, threshold="majority_of_papers", recused_count=False))
    second = motion.options.get(code="2")
    for place in (0, 1):
        recuse(actor=cast.secretary.actor(), option=second, line_id=hall.line(place).pk, reason="Có liên quan")
    assert expected(motion) == ExpectedPapers(papers=4, letters=2, few_on=(cast.units[1].name,))
    page = opening_page(cast, motion)
    assert FEW_ON_A_NAME in page
    assert f"được biểu quyết về: {cast.units[1].name}." in page
    assert FEW not in page


@pytest.mark.django_db
def test_who_takes_part_in_no_name_hands_nothing_in(cast: Cast) -> None:
    hall = small_hall(cast, 3)
    motion = make_motion(cast, hall, flag_facts(cast, recused_count=False))
    for option in motion.options.all():
        recuse(actor=cast.secretary.actor(), option=option, line_id=hall.line(0).pk, reason="Có liên quan")
    assert expected(motion) == ExpectedPapers(papers=2, letters=3)
    assert FEW in opening_page(cast, motion)
