"""From ranking and votes to the list, the letter, the superior's answer, and the record of the unit."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.ballots import Hall, count, flag_facts, make_hall, make_motion, make_round, marking, vote
from tests.factories.meetings import NOW
from tests.pages import words_of
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.decisions.enums import ProposalAnswer, ProposalState
from thidua.decisions.errors import ProposalRuleError
from thidua.decisions.models import ProposalLine, ProposalList
from thidua.decisions.services.proposals import (
    AnswerFacts,
    LetterFacts,
    add_line,
    answer_line,
    draft_proposals,
    refill_proposals,
    remove_line,
    return_proposals,
    send_proposals,
)
from thidua.meetings.models import Motion
from thidua.records.models import UnitAward

APPROVED = AnswerFacts(ProposalAnswer.APPROVED, "1250/QĐ-BMH", PartialDate(YEAR, 1, 18))


@pytest.fixture
def hall(cast: Cast) -> Hall:
    return make_hall(cast)


def vote_on_the_flag(cast: Cast, hall: Hall, marks: str = "++-") -> Motion:
    """The conference chooses the units that every voter marks with +."""
    motion = make_motion(cast, hall, flag_facts(cast))
    ballot = make_round(cast, motion)
    for voter in hall.voters:
        vote(ballot, voter, marking(marks))
    count(cast, ballot)
    return motion


def drafted(cast: Cast, hall: Hall) -> ProposalList:
    assert hall.meeting.cycle is not None
    return draft_proposals(actor=cast.secretary.actor(), cycle=hall.meeting.cycle)


def sent(cast: Cast, proposals: ProposalList, letter: LetterFacts | None = None) -> ProposalList:
    proposals.refresh_from_db()
    return send_proposals(
        actor=cast.secretary.actor(),
        proposals=proposals,
        letter=letter or LetterFacts("12/TTr-KTĐI"),
        version=proposals.version,
        now=NOW,
    )


def answer(cast: Cast, line: ProposalLine, facts: AnswerFacts = APPROVED) -> ProposalLine:
    return answer_line(actor=cast.standing.actor(), line=line, facts=facts, version=line.version, now=NOW)


def test_what_the_conference_voted_stands_on_the_list(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall)
    proposals = drafted(cast, hall)
    lines = list(proposals.lines.select_related("unit"))
    assert [(line.unit, line.award_name, line.votes_for, line.votes_total) for line in lines] == [
        (cast.units[0], "Cờ thi đua của Bộ", 6, 6),
        (cast.units[1], "Cờ thi đua của Bộ", 6, 6),
    ]
    assert [(line.rank, line.total) for line in lines] == [(None, ""), (None, "")]
    assert drafted(cast, hall).pk == proposals.pk


def test_a_later_vote_is_added_and_what_stands_stays(cast: Cast, hall: Hall) -> None:
    proposals = drafted(cast, hall)
    assert not proposals.lines.exists()
    vote_on_the_flag(cast, hall)
    refill_proposals(actor=cast.secretary.actor(), proposals=proposals, version=proposals.version)
    assert proposals.lines.count() == 2
    with pytest.raises(StaleVersionError):
        refill_proposals(actor=cast.secretary.actor(), proposals=proposals, version=proposals.version)


def test_a_unit_put_on_the_list_by_hand_needs_a_reason(cast: Cast, hall: Hall) -> None:
    proposals = drafted(cast, hall)

    def add(unit: object, because: str) -> ProposalLine:
        return add_line(
            actor=cast.secretary.actor(),
            proposals=proposals,
            unit=unit,  # type: ignore[arg-type]
            award_name="Bằng khen của Bộ trưởng",
            award_code="CERTIFICATE_OF_MERIT",
            because=because,
        )

    with pytest.raises(ProposalRuleError, match="lý do"):
        add(cast.units[3], " ")
    with pytest.raises(ProposalRuleError, match="không phải thành viên"):
        add(cast.other_unit, "Thành tích nổi trội")
    line = add(cast.units[3], "Thành tích nổi trội")
    with pytest.raises(ProposalRuleError, match="đã có trong danh sách"):
        add(cast.units[3], "Thành tích nổi trội")
    with pytest.raises(ProposalRuleError, match="lý do"):
        remove_line(actor=cast.secretary.actor(), line=line, reason="")
    remove_line(actor=cast.secretary.actor(), line=line, reason="Đơn vị xin rút")
    assert not proposals.lines.exists()


def test_an_empty_list_is_sent_with_its_reason(cast: Cast, hall: Hall) -> None:
    proposals = drafted(cast, hall)
    with pytest.raises(ProposalRuleError, match="ghi lý do"):
        sent(cast, proposals)
    assert sent(cast, proposals, LetterFacts(note="Không đơn vị nào đạt 80%")).state == ProposalState.SENT


def test_a_sent_list_is_frozen_until_the_superior_gives_it_back(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall)
    proposals = sent(cast, drafted(cast, hall))
    line = proposals.lines.first()
    assert line is not None
    with pytest.raises(RefusedError, match="đã gửi cấp trên"):
        remove_line(actor=cast.secretary.actor(), line=line, reason="đổi ý")
    with pytest.raises(RefusedError, match="Chỉ cơ quan thường trực"):
        return_proposals(actor=cast.secretary.actor(), proposals=proposals, reason="sửa")
    return_proposals(actor=cast.standing.actor(), proposals=proposals, reason="Thiếu số tờ trình")
    proposals.refresh_from_db()
    assert proposals.state == ProposalState.DRAFT


def test_approval_enters_the_records_and_a_refusal_says_why(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall)
    proposals = sent(cast, drafted(cast, hall))
    first, second = proposals.lines.all()
    with pytest.raises(ProposalRuleError, match="số quyết định"):
        answer(cast, first, AnswerFacts(ProposalAnswer.APPROVED, on=PartialDate(YEAR, 1, 18)))
    with pytest.raises(ProposalRuleError, match="ngày quyết định"):
        answer(cast, first, AnswerFacts(ProposalAnswer.APPROVED, "1250/QĐ-BMH", PartialDate(YEAR, 1)))
    with pytest.raises(ProposalRuleError, match="sau hôm nay"):
        answer(cast, first, AnswerFacts(ProposalAnswer.APPROVED, "1250/QĐ-BMH", PartialDate(YEAR, 12, 1)))
    answer(cast, first)
    award = UnitAward.objects.get()
    assert (award.unit, award.year, award.name, award.code, award.decision_number) == (
        cast.units[0], YEAR - 1, "Cờ thi đua của Bộ", "MINISTRY_EMULATION_FLAG", "1250/QĐ-BMH",
    )  # fmt: skip
    with pytest.raises(RefusedError, match="đã có trả lời"):
        answer(cast, ProposalLine.objects.get(pk=first.pk))
    with pytest.raises(ProposalRuleError, match="lý do không tặng"):
        answer(cast, second, AnswerFacts(ProposalAnswer.NOT_APPROVED))
    answer(cast, second, AnswerFacts(ProposalAnswer.NOT_APPROVED, reason="Mỗi khối một cờ"))
    proposals.refresh_from_db()
    assert proposals.state == ProposalState.ANSWERED
    assert UnitAward.objects.count() == 1


def test_nobody_answers_what_he_sent(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall)
    proposals = drafted(cast, hall)
    proposals = send_proposals(
        actor=cast.standing.actor(), proposals=proposals, letter=LetterFacts(), version=proposals.version, now=NOW
    )
    line = proposals.lines.first()
    assert line is not None
    with pytest.raises(RefusedError, match="người khác"):
        answer(cast, line)
    with pytest.raises(RefusedError, match="Chỉ cơ quan thường trực"):
        answer_line(actor=cast.secretary.actor(), line=line, facts=APPROVED, version=line.version, now=NOW)


def test_the_way_of_the_list_in_the_browser(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall)
    secretary, standing, reader, stranger = (Client() for _each in range(4))
    for client, member in (
        (secretary, cast.secretary), (standing, cast.standing), (reader, cast.reader), (stranger, cast.stranger),
    ):  # fmt: skip
        client.force_login(member.user)
    assert hall.meeting.cycle is not None
    made = secretary.post(reverse("draft_proposals", args=[hall.meeting.cycle.pk]))
    proposals = ProposalList.objects.get()
    assert made.headers["Location"] == reverse("proposals", args=[proposals.pk])
    page = secretary.get(reverse("proposals", args=[proposals.pk])).content.decode()
    assert "6/6" in page
    assert stranger.get(reverse("proposals", args=[proposals.pk])).status_code == 404
    assert reader.get(reverse("proposals", args=[proposals.pk])).status_code == 200
    assert reader.get(reverse("send_proposals", args=[proposals.pk])).status_code == 403
    assert "Gửi đề nghị khen thưởng năm 2025" in words_of(secretary.get("/"))
    secretary.post(
        reverse("send_proposals", args=[proposals.pk]),
        {"letter_number": "12/TTr-KTĐI", "letter_on": "", "note": "", "version": proposals.version},
    )
    assert "Ghi trả lời đề nghị khen thưởng năm 2025" in words_of(standing.get("/"))
    line = proposals.lines.first()
    assert line is not None
    standing.post(
        reverse("answer_proposal", args=[line.pk]),
        {"answer": "APPROVED", "number": "1250/QĐ-BMH", "on": "18/01/2026", "issuer": "", "reason": "", "version": 1},
    )
    told = standing.get(reverse("proposals", args=[proposals.pk])).content.decode()
    assert "1250/QĐ-BMH" in told
    panel = secretary.get(reverse("meeting", args=[hall.meeting.pk])).content.decode()
    assert reverse("proposals", args=[proposals.pk]) in panel
