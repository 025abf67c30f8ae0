"""The letter of proposal, written from the list and the votes behind it."""

import pytest

from tests.cast import YEAR, Cast
from tests.decisions.test_proposals import drafted, vote_on_the_flag
from tests.factories.ballots import make_hall
from tests.yearbook.test_papers_of_a_year import text_of
from thidua.campaigns.models import Cycle
from thidua.decisions.services.proposals import draft_proposals
from thidua.documents.papers.filling import fill_template
from thidua.yearbook.facts.gathering import gather_facts
from thidua.yearbook.facts.heading import head_and_foot
from thidua.yearbook.kinds import own_template, paper_kinds

pytestmark = pytest.mark.once


def letter_of(cycle: Cycle) -> str:
    source = paper_kinds()["proposal_letter"]
    facts = gather_facts(cycle)
    return text_of(fill_template(own_template(source.kind), {**facts, **head_and_foot(cycle, source, facts)}))


def test_the_letter_tells_vote_threshold_and_list(cast: Cast) -> None:
    hall = make_hall(cast)
    vote_on_the_flag(cast, hall)
    assert hall.meeting.cycle is not None
    assert "chưa được lập" in letter_of(hall.meeting.cycle)
    drafted(cast, hall)

    letter = letter_of(hall.meeting.cycle)

    assert "TỜ TRÌNH" in letter
    assert "6 phiếu trên 6 thành viên" in letter
    assert "ít nhất 80% tổng số thành viên (khoản 7 Điều 30 của 98/2023/NĐ-CP)" in letter
    assert f"{cast.units[0].name}; {cast.units[1].name}" in letter
    assert "6/6" in letter
    assert "Hội nghị bỏ phiếu" in letter


def test_a_letter_without_votes_says_so(cast: Cast) -> None:
    hall = make_hall(cast)
    assert hall.meeting.cycle is not None
    assert hall.meeting.cycle.year == YEAR - 1
    draft_proposals(actor=cast.secretary.actor(), cycle=hall.meeting.cycle)

    letter = letter_of(hall.meeting.cycle)

    assert "Hội nghị không bỏ phiếu" in letter
    assert "không đề nghị hình thức khen thưởng nào" in letter
