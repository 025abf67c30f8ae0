"""From ranking and votes to the list, the letter, the superior's answer, and the record of the unit."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.ballots import (
    Hall,
    choosing,
    count,
    flag_facts,
    make_hall,
    make_motion,
    make_round,
    marking,
    motion_facts,
    vote,
)
from tests.factories.meetings import NOW
from tests.factories.scorecards import TABLE, card_of, open_scheme, put, put_all
from tests.pages import words_of
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.law.codes import CommendationBasis
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.decisions.enums import ProposalAnswer, ProposalSource, ProposalState
from thidua.decisions.errors import ProposalRuleError
from thidua.decisions.facts.proposals import earlier_answers
from thidua.decisions.models import ProposalLine, ProposalList
from thidua.decisions.policies.proposals import may_answer_proposals
from thidua.decisions.services.proposals import (
    AnswerFacts,
    LetterFacts,
    add_line,
    answer_line,
    correct_answer,
    draft_proposals,
    refill_proposals,
    remove_line,
    return_proposals,
    say_basis,
    send_proposals,
)
from thidua.meetings.models import Motion
from thidua.meetings.policies.ballots import settled_ties
from thidua.records.enums import AwardBasis
from thidua.records.facts import facts_of
from thidua.records.models import UnitAward
from thidua.records.services import remove_award
from thidua.scorecards.services.recomputing import recompute

APPROVED = AnswerFacts(ProposalAnswer.APPROVED, "1250/QĐ-BMH", PartialDate(YEAR, 1, 18), basis=AwardBasis.MERIT)


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


def test_two_votes_that_choose_one_unit_for_one_award_are_one_line(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall, "+--")
    vote_on_the_flag(cast, hall, "++-")
    lines = drafted(cast, hall).lines.all()
    assert [line.unit for line in lines] == [cast.units[0], cast.units[1]]


AWARDS = """awards:
- {award: Cờ thi đua của Bộ, ranks: 1}
- {award: Bằng khen của Bộ trưởng, ranks: 2-6, quota: 34%}
"""


def rank(cast: Cast, hall: Hall) -> None:
    """A table with awards by rank, and points by which the third and the fourth unit are equal."""
    scheme = open_scheme(cast, hall.meeting.cycle, text=TABLE + AWARDS)
    put_all(scheme)
    for place, points in enumerate((20, 19, 18, 18, 17, 16)):
        put(card_of(scheme, cast.units[place]), **{"2.1": Fraction(points)})
    recompute(scheme)


def test_what_nobody_voted_on_follows_the_ranking_its_quota_and_its_ties(cast: Cast, hall: Hall) -> None:
    rank(cast, hall)

    proposals = drafted(cast, hall)

    lines = [(line.unit, line.award_name, line.source, line.rank) for line in proposals.lines.all()]
    assert lines == [
        (cast.units[0], "Cờ thi đua của Bộ", ProposalSource.RANKING, 1),
        (cast.units[1], "Bằng khen của Bộ trưởng", ProposalSource.RANKING, 2),
    ]
    client = Client()
    client.force_login(cast.secretary.user)
    page = words_of(client.get(reverse("proposals", args=[proposals.pk])))
    for unit in cast.units[2:4]:
        assert f"Bằng khen của Bộ trưởng: {unit.name} bằng điểm ở suất cuối" in page
    assert "1 đề nghị, 2 suất theo bảng điểm" in page
    assert "không phải khối nào cũng được" in page


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


def test_the_basis_of_an_award_goes_with_it_into_the_record_book(cast: Cast, hall: Hall) -> None:
    """A flag may be given for merit or for a movement: the list asks, the answer says, the book knows."""
    vote_on_the_flag(cast, hall)
    proposals = drafted(cast, hall)
    first, second = proposals.lines.all()
    with pytest.raises(StaleVersionError):
        say(cast, first, AwardBasis.THEMATIC, version=0)
    first = say(cast, first, AwardBasis.THEMATIC)
    assert (first.basis, first.award_code) == ("THEMATIC", "MINISTRY_EMULATION_FLAG")

    sent(cast, proposals)
    with pytest.raises(RefusedError, match="đã gửi cấp trên"):
        say(cast, ProposalLine.objects.get(pk=first.pk), AwardBasis.MERIT)
    silent = replace(APPROVED, basis=None)
    with pytest.raises(ProposalRuleError, match="chưa chọn loại hình"):
        answer(cast, first, silent)
    answer(cast, first, replace(APPROVED, basis=AwardBasis.THEMATIC))
    answer(cast, second, replace(silent, is_basis_unsaid=True))

    day = PartialDate(YEAR, 6, 1).earliest
    assert day is not None
    bases = [facts_of(unit, year=YEAR, as_of=day).title_bases for unit in cast.units[:2]]
    assert bases == [{YEAR - 1: {"MINISTRY_EMULATION_FLAG": CommendationBasis.THEMATIC}}, {}]

    line = correct(cast, second, APPROVED, because="Đã xem lại quyết định")
    assert line.award is not None
    assert (line.basis, line.award.basis) == ("MERIT", "MERIT")
    assert line.earlier[0]["award_basis"] == ""
    assert "Được tặng, 1250/QĐ-BMH" in earlier_answers(line)[0].words


def test_what_was_told_of_the_basis_in_the_book_stands_in_the_form_and_is_not_lost(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall)
    line = answer(
        cast, sent(cast, drafted(cast, hall)).lines.all()[0], replace(APPROVED, basis=None, is_basis_unsaid=True)
    )
    assert line.award is not None
    UnitAward.objects.filter(pk=line.award.pk).update(basis=AwardBasis.THEMATIC)
    client = Client()
    client.force_login(cast.standing.user)
    page = client.get(reverse("correct_answer", args=[line.pk])).context["form"]
    assert page["basis"].initial == "THEMATIC"
    assert "award_code" not in page.fields
    line = correct(cast, line, replace(APPROVED, number="1251/QĐ-BMH", basis=AwardBasis.THEMATIC))
    assert line.award is not None
    assert (line.basis, line.award.basis, line.award.decision_number) == ("THEMATIC", "THEMATIC", "1251/QĐ-BMH")
    with pytest.raises(ProposalRuleError, match="không khác"):
        correct(cast, line, replace(APPROVED, number="1251/QĐ-BMH", basis=AwardBasis.THEMATIC))


def test_a_line_of_the_ranking_is_asked_which_award_it_is(cast: Cast, hall: Hall) -> None:
    rank(cast, hall)
    proposals = drafted(cast, hall)
    line = proposals.lines.all()[0]
    secretary, reader, stranger = Client(), Client(), Client()
    for client, member in ((secretary, cast.secretary), (reader, cast.reader), (stranger, cast.stranger)):
        client.force_login(member.user)
    list_page, page = reverse("proposals", args=[proposals.pk]), reverse("proposal_basis", args=[line.pk])
    assert "2 dòng chưa nói khen theo công trạng" in words_of(secretary.get(list_page))
    assert stranger.get(page).status_code == 404
    assert reader.get(page).status_code == 403
    assert "Ghi loại hình" not in words_of(reader.get(list_page))

    posted = {"award_code": "MINISTRY_EMULATION_FLAG", "basis": "THEMATIC", "version": line.version}
    assert "Location" not in secretary.post(page, posted | {"basis": "NOT_SAID"}).headers
    assert secretary.post(page, posted).headers["Location"] == list_page
    told = words_of(secretary.get(list_page))
    assert "1 dòng chưa nói khen theo công trạng" in told
    assert "Theo chuyên đề" in told

    sent(cast, proposals)
    first, second = proposals.lines.all()
    answer(cast, first, replace(APPROVED, basis=AwardBasis.THEMATIC))
    certificate = replace(APPROVED, number="1300/QĐ-BMH", basis=None, award_code="CERTIFICATE_OF_MERIT")
    with pytest.raises(ProposalRuleError, match="chưa chọn loại hình"):
        answer(cast, second, certificate)
    answer(cast, second, replace(certificate, basis=AwardBasis.MERIT))
    assert [(each.law_code, each.basis) for each in UnitAward.objects.order_by("pk")] == [
        ("MINISTRY_EMULATION_FLAG", "THEMATIC"),
        ("MINISTRY_CERTIFICATE_OF_MERIT", "MERIT"),
    ]


def say(cast: Cast, line: ProposalLine, basis: AwardBasis, version: int | None = None) -> ProposalLine:
    return say_basis(
        actor=cast.secretary.actor(),
        line=line,
        award_code=line.award_code,
        basis=basis,
        version=line.version if version is None else version,
    )


def correct(cast: Cast, line: ProposalLine, facts: AnswerFacts, because: str = "Ghi nhầm số") -> ProposalLine:
    line = ProposalLine.objects.get(pk=line.pk)
    return correct_answer(
        actor=cast.standing.actor(), line=line, facts=facts, because=because, version=line.version, now=NOW
    )


def test_an_answer_is_corrected_with_its_reason_and_the_record_follows(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall)
    proposals = sent(cast, drafted(cast, hall))
    first, _second = proposals.lines.all()
    with pytest.raises(RefusedError, match="chưa có trả lời"):
        correct(cast, first, APPROVED)
    answer(cast, first)
    other = replace(APPROVED, number="1251/QĐ-BMH", issuer="Bộ Minh họa")
    with pytest.raises(ProposalRuleError, match="vì sao sửa"):
        correct(cast, first, other, because=" ")
    with pytest.raises(ProposalRuleError, match="không khác"):
        correct(cast, first, APPROVED)
    with pytest.raises(ProposalRuleError, match="số quyết định"):
        correct(cast, first, replace(APPROVED, number=""))
    with pytest.raises(RefusedError, match="Chỉ cơ quan thường trực"):
        correct_answer(
            actor=cast.secretary.actor(), line=first, facts=other, because="Ghi nhầm", version=first.version, now=NOW
        )

    made = UnitAward.objects.get()
    line = correct(cast, first, other)
    award = UnitAward.objects.get()
    assert (award.pk, award.decision_number, award.issuer, award.unit) == (
        made.pk, "1251/QĐ-BMH", "Bộ Minh họa", cast.units[0],
    )  # fmt: skip
    assert line.earlier == [
        {
            "answer": "APPROVED", "decision_number": "1250/QĐ-BMH", "decided_on": f"{YEAR}-01-18", "reason": "",
            "award_basis": "MERIT", "because": "Ghi nhầm số", "by": cast.standing.person.full_name,
        }
    ]  # fmt: skip
    told = json.loads(AuditEntry.objects.get(action="proposal.corrected").payload)
    assert (told["before"]["decision_number"], told["after"]["decision_number"], told["reason"]) == (
        "1250/QĐ-BMH", "1251/QĐ-BMH", "Ghi nhầm số",
    )  # fmt: skip


def test_the_record_is_withdrawn_and_made_again_with_the_answer(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall)
    proposals = sent(cast, drafted(cast, hall))
    first, second = proposals.lines.all()
    answer(cast, first)
    answer(cast, second, AnswerFacts(ProposalAnswer.NOT_APPROVED, reason="Mỗi khối một cờ"))
    refusal = AnswerFacts(ProposalAnswer.NOT_APPROVED, reason="Cờ tặng đơn vị khác")
    line = correct(cast, first, refusal, because="Đọc nhầm dòng")
    assert (line.answer, line.award, line.decision_number) == ("NOT_APPROVED", None, "")
    assert not UnitAward.objects.exists()
    assert AuditEntry.objects.filter(action="award.removed").count() == 1

    line = correct(cast, second, APPROVED, because="Đọc nhầm dòng")
    assert line.award == UnitAward.objects.get()
    assert UnitAward.objects.get().unit == cast.units[1]
    line = correct(cast, first, replace(APPROVED, number="1300/QĐ-BMH"), because="Tặng bổ sung")
    assert UnitAward.objects.count() == 2
    assert [each["because"] for each in line.earlier] == ["Đọc nhầm dòng", "Tặng bổ sung"]
    proposals.refresh_from_db()
    assert proposals.state == ProposalState.ANSWERED


def test_a_record_that_somebody_took_out_is_made_again(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall)
    first = sent(cast, drafted(cast, hall)).lines.all()[0]
    answer(cast, first)
    award = UnitAward.objects.get()
    remove_award(actor=cast.standing.actor(), award=award, version=award.version, reason="Ghi nhầm")
    line = correct(cast, first, replace(APPROVED, number="1251/QĐ-BMH"))
    assert line.award == UnitAward.objects.get()


def test_who_sent_the_list_corrects_no_answer(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall)
    proposals = sent(cast, drafted(cast, hall))
    first = answer(cast, proposals.lines.all()[0])
    ProposalList.objects.filter(pk=proposals.pk).update(sent_by_user=cast.standing.user.pk)
    with pytest.raises(RefusedError, match="người khác"):
        correct(cast, first, replace(APPROVED, number="1251/QĐ-BMH"))


def test_an_empty_list_has_nothing_to_answer(cast: Cast, hall: Hall) -> None:
    proposals = sent(cast, drafted(cast, hall), LetterFacts(note="Không đơn vị nào đạt 80%"))
    refusal = may_answer_proposals(cast.standing.actor(), proposals)
    assert not refusal
    assert "không có gì để trả lời" in str(refusal.reason)
    client = Client()
    client.force_login(cast.standing.user)
    page = words_of(client.get(reverse("proposals", args=[proposals.pk])))
    assert "Không có gì để trả lời" in page
    assert "trả lại danh sách để khối bổ sung" in page
    assert "Ghi trả lời đề nghị" not in words_of(client.get("/"))
    return_proposals(actor=cast.standing.actor(), proposals=proposals, reason="Bổ sung")
    vote_on_the_flag(cast, hall)
    proposals.refresh_from_db()
    refill_proposals(actor=cast.secretary.actor(), proposals=proposals, version=proposals.version)
    assert may_answer_proposals(cast.standing.actor(), sent(cast, proposals))


def test_answers_are_corrected_in_the_browser(cast: Cast, hall: Hall) -> None:
    vote_on_the_flag(cast, hall)
    proposals = sent(cast, drafted(cast, hall))
    line = answer(cast, proposals.lines.all()[0])
    standing, secretary = Client(), Client()
    standing.force_login(cast.standing.user)
    secretary.force_login(cast.secretary.user)
    url, page = reverse("correct_answer", args=[line.pk]), reverse("proposals", args=[proposals.pk])
    assert secretary.get(url).status_code == 403
    assert url not in secretary.get(page).text
    assert url in standing.get(page).text
    form = standing.get(url)
    assert 'value="1250/QĐ-BMH"' in form.text
    sent_form = {
        "answer": "APPROVED", "number": "1251/QĐ-BMH", "on": f"18/01/{YEAR}", "issuer": "", "reason": "",
        "basis": "MERIT", "version": ProposalLine.objects.get(pk=line.pk).version,
    }  # fmt: skip
    assert "chưa ghi vì sao sửa" in words_of(standing.post(url, sent_form))
    told = words_of(standing.post(url, sent_form | {"because": "Ghi nhầm số"}, follow=True))
    assert "Trước đó ghi: Được tặng, 1250/QĐ-BMH, 18/01/2026, công trạng. Sửa vì: Ghi nhầm số" in told


def settle_tie(cast: Cast, hall: Hall, order: str) -> Motion:
    """The conference puts all six units, which are equal, into this order."""
    facts = motion_facts(
        cast,
        title="Phân định sáu đơn vị bằng điểm",
        purpose="TIE_BREAK",
        form="RANK",
        threshold="most_votes",
        seats=None,
        year=YEAR - 1,
    )
    motion = make_motion(cast, hall, facts)
    ballot = make_round(cast, motion)
    for voter in hall.voters:
        vote(ballot, voter, choosing(*order))
    count(cast, ballot)
    return motion


def test_a_list_made_before_a_vote_changed_the_ranking_is_warned_of(cast: Cast, hall: Hall) -> None:
    scheme = open_scheme(cast, hall.meeting.cycle)
    put_all(scheme)
    proposals = drafted(cast, hall)
    known = {"agency": proposals.agency, "award_name": "Bằng khen", "source": "PERSON", "because": "Ý kiến", "rank": 1}
    for unit in cast.units[:2]:
        proposals.lines.create(unit=unit, **known)
    client = Client()
    client.force_login(cast.secretary.user)
    ranking, page = reverse("ranking", args=[scheme.pk]), reverse("proposals", args=[proposals.pk])
    assert "Xếp hạng đã đổi" not in words_of(client.get(page))
    assert "do bỏ phiếu phân định" not in words_of(client.get(ranking))

    motion = settle_tie(cast, hall, "213456")

    told, beside = client.get(page), client.get(ranking)
    assert f"{cast.units[0].name}: danh sách ghi hạng 1, nay là hạng 2." in words_of(told)
    assert f"{cast.units[1].name}: danh sách ghi" not in words_of(told)
    assert reverse("motion", args=[motion.pk]) in told.text
    assert "Thứ hạng của các đơn vị bằng điểm do bỏ phiếu phân định" in words_of(beside)
    assert reverse("motion", args=[motion.pk]) in beside.text


def test_a_vote_after_publication_changed_nothing_and_is_not_told_beside_the_ranking(cast: Cast, hall: Hall) -> None:
    scheme = open_scheme(cast, hall.meeting.cycle)
    put_all(scheme)
    motion = settle_tie(cast, hall, "213456")
    cycle = scheme.cycle_id
    assert settled_ties(cast.secretary.actor(), cycle) == [motion]
    assert settled_ties(cast.stranger.actor(), cycle) == []
    Motion.objects.filter(pk=motion.pk).update(outcome=Motion.objects.get().outcome | {"is_late": True})
    assert settled_ties(cast.secretary.actor(), cycle) == []


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
        {
            "answer": "APPROVED",
            "number": "1250/QĐ-BMH",
            "on": "18/01/2026",
            "issuer": "",
            "reason": "",
            "basis": "MERIT",
            "version": 1,
        },
    )
    told = standing.get(reverse("proposals", args=[proposals.pk])).content.decode()
    assert "1250/QĐ-BMH" in told
    panel = secretary.get(reverse("meeting", args=[hall.meeting.pk])).content.decode()
    assert reverse("proposals", args=[proposals.pk]) in panel
