"""A vote from the question to the record of who leads: once each, frozen roll, exact count, what follows."""

import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, YEAR, Cast, Member
from tests.factories.ballots import (
    Hall,
    choosing,
    count,
    entry_of,
    flag_facts,
    make_hall,
    make_motion,
    make_round,
    marking,
    motion_facts,
    vote,
    vote_all,
)
from tests.factories.meetings import NOW, make_meeting, mark
from tests.factories.organisations import make_person
from tests.factories.scorecards import card_of, open_scheme, put, put_all
from thidua.accounts.models import User
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.voting.record import read_record, write_record
from thidua.core.voting.recount import recount
from thidua.core.voting.tally import OptionCount, Tally
from thidua.meetings.enums import AttendanceState, BallotMethod, BallotState, MeetingKind, MotionState
from thidua.meetings.errors import BallotRuleError, ElectionRuleError, MeetingRuleError, VoteRefusedError
from thidua.meetings.facts.ballot_words import outcome_words, result_of_round
from thidua.meetings.facts.ballots import outcome_of, record_of, tally_of
from thidua.meetings.facts.round_words import decided_words
from thidua.meetings.facts.ties import tied_units
from thidua.meetings.models import Attendance, Ballot, BallotBox, ElectionRecord, Minutes, Motion, RollEntry
from thidua.meetings.queries.ballots import motion_with_parts
from thidua.meetings.services.adoption import sign_minutes
from thidua.meetings.services.casting import MOST_REFUSED, cast_vote, make_ticket
from thidua.meetings.services.elections import ElectionFacts, record_election
from thidua.meetings.services.meetings import cancel_meeting, record_held
from thidua.meetings.services.minutes import build_minutes, open_for_amendment
from thidua.meetings.services.motions import OptionFacts, edit_motion, recuse, void_motion, void_round
from thidua.meetings.services.parts import remove_part
from thidua.meetings.services.results import decide_motion
from thidua.meetings.services.roll import AttendeeFacts, add_attendee, edit_attendee
from thidua.meetings.services.rounds import open_round, record_hands
from thidua.meetings.services.sealing import Box, open_box
from thidua.meetings.services.shared import VoiceFacts
from thidua.organisations.enums import LeadRole
from thidua.scorecards.enums import Layer, SchemeState
from thidua.scorecards.facts.ranking import ranking_of
from thidua.scorecards.models import Scheme
from thidua.scorecards.services.recomputing import recompute


@pytest.fixture
def hall(cast: Cast) -> Hall:
    return make_hall(cast)


def refusals() -> list[str]:
    entries = AuditEntry.objects.filter(action="ballot.refused").order_by("number")
    return [said(entry)["after"]["why"] for entry in entries]


def said(entry: AuditEntry) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(entry.payload)
    return told


def box_of(ballot: Ballot) -> Box:
    return open_box(ballot.pk, bytes(BallotBox.objects.get(ballot=ballot).sealed))


# --- From the question to the head ----------------------------------------------------------------------------------


def test_six_units_elect_the_head(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    ballot = make_round(cast, motion)
    vote_all(ballot, hall, "111123")
    ballot = count(cast, ballot)

    assert [(each["option"], each["agree"]) for each in ballot.counts["counts"]] == [
        ("1", 4), ("2", 1), ("3", 1), ("4", 0), ("5", 0), ("6", 0),
    ]  # fmt: skip
    motion.refresh_from_db()
    assert (motion.state, motion.outcome["chosen"]) == (MotionState.SETTLED, ["1"])
    elected = ElectionRecord.objects.get(meeting=hall.meeting)
    assert (elected.unit, elected.role, elected.year, elected.method) == (
        cast.units[0], LeadRole.LEAD, YEAR, "SECRET_BALLOT",
    )  # fmt: skip
    assert (elected.votes_for, elected.votes_against, elected.votes_blank) == (4, None, 0)
    assert [each.votes for each in elected.candidates.order_by("position")] == [4, 1, 1, 0, 0, 0]


def test_an_elected_post_is_not_written_by_hand(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    facts = ElectionFacts(YEAR, LeadRole.LEAD, cast.units[1])
    with pytest.raises(ElectionRuleError, match="không ghi bằng tay"):
        _record_by_hand(cast, hall, facts)
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    with pytest.raises(ElectionRuleError, match="không ghi bằng tay"):
        _record_by_hand(cast, hall, facts)


def test_nobody_is_written_down_for_one_post_while_the_other_is_voted_on(cast: Cast, hall: Hall) -> None:
    """Else the count would be refused exactly when that unit is ahead, and tell so while the round is open."""
    ballot = make_round(cast, make_motion(cast, hall))
    deputy = ElectionFacts(YEAR, LeadRole.DEPUTY_LEAD, cast.units[0])
    vote_all(ballot, hall, "111123")
    with pytest.raises(ElectionRuleError, match="“Bầu Khối trưởng năm 2026” đang bỏ phiếu"):
        _record_by_hand(cast, hall, deputy)
    assert not ElectionRecord.objects.exists()
    count(cast, ballot)
    with pytest.raises(ElectionRuleError, match="phải là hai đơn vị"):
        _record_by_hand(cast, hall, deputy)
    _record_by_hand(cast, hall, replace(deputy, unit=cast.units[1]))
    assert ElectionRecord.objects.get(role=LeadRole.DEPUTY_LEAD).unit == cast.units[1]


def _record_by_hand(cast: Cast, hall: Hall, facts: ElectionFacts) -> None:
    hall.meeting.state = "HELD"
    hall.meeting.save()
    record_election(actor=cast.secretary.actor(), meeting=hall.meeting, facts=facts)


def test_the_deputy_is_another_unit_than_the_head(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    deputy = make_motion(cast, hall, motion_facts(cast, title="Bầu Khối phó năm 2026", purpose="DEPUTY_LEAD"))
    ballot = make_round(cast, deputy)
    assert ballot.options == ["2", "3", "4", "5", "6"]


def test_the_deputy_is_chosen_by_hands_among_those_who_are_left(cast: Cast, hall: Hall) -> None:
    """The pages that open a round name who stands in it, and ask for no figures of the unit that is head already."""
    ballot = make_round(cast, make_motion(cast, hall))
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    deputy = make_motion(cast, hall, motion_facts(cast, title="Bầu Khối phó năm 2026", purpose="DEPUTY_LEAD"))
    client = Client()
    client.force_login(cast.secretary.user)
    opening = client.get(reverse("open_round", args=[deputy.pk]))
    assert opening.context["names"] == [unit.name for unit in cast.units[1:]]
    page = client.get(reverse("record_hands", args=[deputy.pk]))
    assert [name for name, _fields in page.context["form"].rows] == [unit.name for unit in cast.units[1:]]
    figures = {f"agree-{code}": "0" for code in "3456"}
    sent = {"papers": "6", "blank": "1", "agree-2": "5", **figures, "version": deputy.version}
    client.post(reverse("record_hands", args=[deputy.pk]), sent)
    chosen = ElectionRecord.objects.get(meeting=hall.meeting, role=LeadRole.DEPUTY_LEAD)
    assert (chosen.unit, chosen.votes_for) == (cast.units[1], 5)


def test_a_list_of_nobody_but_the_head_has_no_figures_to_ask_for(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    only = motion_facts(
        cast, title="Bầu Khối phó năm 2026", purpose="DEPUTY_LEAD", options=[OptionFacts(cast.units[0])]
    )
    deputy = make_motion(cast, hall, only)
    client = Client()
    client.force_login(cast.secretary.user)
    page = client.get(reverse("record_hands", args=[deputy.pk]))
    assert "Không còn ai trong danh sách" in page.content.decode()


def test_a_post_of_one_year_is_put_to_the_vote_once(cast: Cast, hall: Hall) -> None:
    first = make_motion(cast, hall)
    again = motion_facts(cast, title="Bầu lại Khối trưởng năm 2026")
    with pytest.raises(BallotRuleError, match="đã có nội dung “Bầu Khối trưởng năm 2026”"):
        make_motion(cast, hall, again)
    make_motion(cast, hall, motion_facts(cast, year=YEAR + 1))
    edit_motion(actor=cast.secretary.actor(), motion=first, facts=motion_facts(cast), version=first.version)
    first.refresh_from_db()
    void_motion(actor=cast.secretary.actor(), motion=first, reason="Ghi sai danh sách")
    second = make_motion(cast, hall, again)
    ballot = make_round(cast, second)
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    with pytest.raises(BallotRuleError) as refusal:
        make_motion(cast, hall, again)
    assert "quyết định công nhận ghi đơn vị khác" in refusal.value.remedy


def test_a_tie_goes_into_a_second_round_among_the_equals(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, motion_facts(cast, threshold="most_votes"))
    first = make_round(cast, motion)
    vote_all(first, hall, "112234")
    count(cast, first)
    motion.refresh_from_db()
    assert motion.state == MotionState.BETWEEN
    second = make_round(cast, motion)
    assert (second.number, second.options) == (2, ["1", "2"])
    vote_all(second, hall, "111222")
    count(cast, second)
    motion.refresh_from_db()
    assert motion.state == MotionState.UNDECIDED

    def decide(**known: Any) -> Motion:
        given = {"chosen": ["2"], "words": "Vụ Thi đua – Khen thưởng chọn vì thành tích nổi trội", **known}
        return decide_motion(actor=cast.secretary.actor(), motion=motion, version=motion.version, now=NOW, **given)

    with pytest.raises(BallotRuleError, match="chưa ghi ai quyết định"):
        decide(words=" ")
    with pytest.raises(BallotRuleError, match="còn để ngỏ"):
        decide(chosen=["5"])
    decided = decide()
    assert decided.outcome["chosen"] == ["2"]
    assert ElectionRecord.objects.get(meeting=hall.meeting).unit == cast.units[1]


def test_a_list_for_the_flag_passes_at_eighty_percent_of_all_members(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, flag_facts(cast))
    ballot = make_round(cast, motion)
    for voter, marks in zip(hall.voters, ["+++", "++-", "++/", "++-", "++-", "+--"], strict=True):
        vote(ballot, voter, marking(marks))
    ballot = count(cast, ballot)
    motion.refresh_from_db()
    assert (motion.state, motion.outcome["chosen"]) == (MotionState.SETTLED, ["1", "2"])
    assert not ElectionRecord.objects.exists()


def test_what_is_published_can_be_counted_by_anybody(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, flag_facts(cast))
    ballot = make_round(cast, motion)
    receipts = [vote(ballot, voter, marking("++-")) for voter in hall.voters]
    ballot = count(cast, ballot)
    ballot.motion = motion_with_parts(motion.pk)
    tally = tally_of(ballot)
    record = record_of(ballot, ballot.slips, ballot.codes, tally, outcome_of(ballot, tally))
    assert recount(read_record(write_record(record))).problems == ()
    assert sorted(record.codes) == sorted(receipt.code for receipt in receipts)
    assert record.threshold is not None
    assert record.threshold.share == Fraction(4, 5)


# --- A council ------------------------------------------------------------------------------------------------------


def test_in_a_council_each_member_has_a_vote_also_two_of_one_unit(cast: Cast) -> None:
    meeting = make_meeting(
        cast, kind=MeetingKind.COUNCIL_SESSION, title="Phiên họp Hội đồng", chair=cast.head.person,
        secretary=cast.secretary.person, quorum_rule="", quorum_share=None, quorum_basis="",
    )  # fmt: skip
    members = []
    for place, name in enumerate(("Đinh Một", "Đinh Hai", "Đinh Ba", "Đinh Bốn", "Đinh Năm")):
        user = User.objects.create_user(f"uy-vien-{place}", f"uy-vien-{place}@vi-du.vn", PASSWORD)
        person = make_person(cast.units[0] if place < 2 else cast.units[place], name, user=user)
        members.append(Member(user, person))
        state = AttendanceState.ABSENT if place == 4 else AttendanceState.PRESENT
        facts = AttendeeFacts(VoiceFacts(person=person), state=state)
        add_attendee(actor=cast.secretary.actor(), meeting=meeting, facts=facts, now=NOW)
    council = Hall(meeting, members)
    motion = make_motion(cast, council, flag_facts(cast, options=[OptionFacts(words="Đề nghị tặng danh hiệu")]))
    ballot = make_round(cast, motion)
    assert (ballot.members, ballot.present) == (5, 4)
    for member in members[:4]:
        vote(ballot, member, marking("+"))
    with pytest.raises(VoteRefusedError):
        vote(ballot, members[0], marking("+"))
    with pytest.raises(VoteRefusedError):
        vote(ballot, members[4], marking("+"))
    count(cast, ballot)
    motion.refresh_from_db()
    assert (motion.state, motion.outcome["chosen"]) == (MotionState.SETTLED, ["1"]), "4 of all 5 are 80 %"


# --- One seat, one vote ---------------------------------------------------------------------------------------------


def test_the_same_ticket_twice_is_one_vote(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    voter = hall.voters[0]
    ticket = make_ticket(entry_of(ballot, voter)).signed
    first = cast_vote(actor=voter.actor(), ballot=ballot, ticket=ticket, paper=choosing("1"))
    again = cast_vote(actor=voter.actor(), ballot=ballot, ticket=ticket, paper=choosing("1"))
    assert (first.is_repeat, again.is_repeat, first.code) == (False, True, again.code)
    assert len(box_of(ballot).codes) == 1


def test_the_voter_learns_after_the_count_that_his_paper_had_arrived(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    voter = hall.voters[0]
    ticket = make_ticket(entry_of(ballot, voter)).signed
    cast_vote(actor=voter.actor(), ballot=ballot, ticket=ticket, paper=choosing("1"))
    vote_all(ballot, Hall(hall.meeting, hall.voters[1:]), "23456")
    count(cast, ballot)
    assert cast_vote(actor=voter.actor(), ballot=ballot, ticket=ticket, paper=choosing("1")).is_repeat


def test_a_finger_that_presses_on_does_not_bury_the_history(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    first, second = hall.voters[:2]
    vote(ballot, second, choosing("1"))
    for _time in range(MOST_REFUSED + 5):
        with pytest.raises(VoteRefusedError):
            cast_vote(actor=first.actor(), ballot=ballot, ticket="bịa", paper=choosing("1"))
    assert len(refusals()) == MOST_REFUSED
    with pytest.raises(VoteRefusedError):
        cast_vote(
            actor=first.actor(), ballot=ballot, ticket=make_ticket(entry_of(ballot, first)).signed, paper=choosing("9")
        )
    assert refusals()[-1] == "bad_paper", "another reason is not hidden behind it"
    with pytest.raises(VoteRefusedError):
        vote(ballot, second, choosing("2"))
    assert refusals()[-1] == "voted_before"
    assert not vote(ballot, first, choosing("1")).is_repeat


def test_a_second_phone_of_the_same_seat_is_refused(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    vote(ballot, hall.voters[0], choosing("1"))
    with pytest.raises(VoteRefusedError, match="từ máy khác"):
        vote(ballot, hall.voters[0], choosing("2"))
    assert refusals() == ["voted_before"]
    assert box_of(ballot).slips == ("1",)


def test_a_ticket_of_another_seat_or_an_invented_one_is_refused(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    copied = make_ticket(entry_of(ballot, hall.voters[1])).signed
    for ticket in (copied, copied[:-2] + "xx", "", "K7M3-QX9P-2VDH"):
        with pytest.raises(VoteRefusedError, match="không phải của anh/chị"):
            cast_vote(actor=hall.voters[0].actor(), ballot=ballot, ticket=ticket, paper=choosing("1"))
    assert refusals() == ["other_ticket"] * 4


def test_a_vote_after_closing_is_refused(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    late = make_ticket(entry_of(ballot, hall.voters[5])).signed
    vote_all(ballot, hall, "11112")
    count(cast, ballot)
    with pytest.raises(VoteRefusedError, match="đã kết thúc"):
        cast_vote(actor=hall.voters[5].actor(), ballot=ballot, ticket=late, paper=choosing("1"))
    assert refusals() == ["closed"]


def test_an_absent_member_does_not_vote_on_screen(cast: Cast) -> None:
    hall = make_hall(cast, absent=[5])
    ballot = make_round(cast, make_motion(cast, hall))
    with pytest.raises(VoteRefusedError, match="không được ghi là có mặt"):
        vote(ballot, hall.voters[5], choosing("1"))
    assert refusals() == ["absent"]
    assert (ballot.members, ballot.present) == (6, 5)


@pytest.mark.parametrize("who", ["secretary", "standing", "observer", "administrator", "head", "officer"])
def test_no_role_gives_a_vote(cast: Cast, hall: Hall, who: str) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    ticket = make_ticket(entry_of(ballot, hall.voters[0])).signed
    with pytest.raises(VoteRefusedError, match="không có tên"):
        cast_vote(actor=getattr(cast, who).actor(), ballot=ballot, ticket=ticket, paper=choosing("1"))
    assert refusals() == ["not_on_roll"]
    assert not RollEntry.objects.filter(ballot=ballot, has_voted=True).exists()


def test_a_recused_member_has_no_say_in_that_item_only(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, flag_facts(cast, recused_count=False))
    option = motion.options.get(code="2")
    recuse(actor=cast.secretary.actor(), option=option, line_id=hall.line(1).pk, reason="Thủ trưởng là vợ chồng")
    ballot = make_round(cast, motion)
    with pytest.raises(VoteRefusedError, match="có liên quan"):
        vote(ballot, hall.voters[1], marking("+++"))
    paper = marking("+++")
    del paper.marks["2"]  # type: ignore[attr-defined]
    vote(ballot, hall.voters[1], paper)
    for voter in (hall.voters[0], *hall.voters[2:5]):
        vote(ballot, voter, marking("++-"))
    vote(ballot, hall.voters[5], marking("+--"))
    ballot = count(cast, ballot)
    counts = {each["option"]: each["agree"] for each in ballot.counts["counts"]}
    assert counts == {"1": 6, "2": 4, "3": 1}
    assert ballot.counts["chosen"] == ["1", "2"]  # 4 of 5, the recused not counted


def test_a_recusal_without_a_rule_for_the_total_opens_nothing(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, flag_facts(cast))
    recuse(
        actor=cast.secretary.actor(), option=motion.options.get(code="2"), line_id=hall.line(1).pk, reason="liên quan"
    )
    with pytest.raises(RefusedError, match="có tính họ vào tổng số"):
        make_round(cast, motion)


@pytest.mark.parametrize("chosen", [("1", "2"), ("9",), ("1", "1")])
def test_a_paper_that_cannot_be_leaves_the_seat_its_vote(cast: Cast, hall: Hall, chosen: tuple[str, ...]) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    with pytest.raises(VoteRefusedError) as caught:
        vote(ballot, hall.voters[0], choosing(*chosen))
    assert caught.value.data["why"] == "bad_paper"
    vote(ballot, hall.voters[0], choosing("1"))


# --- A roll and a question that nobody changes ----------------------------------------------------------------------


def test_while_a_round_is_open_the_roll_stays_as_it_is(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    line = hall.line(0)
    replaced = AttendeeFacts(VoiceFacts(person=cast.administrator.person, unit=line.unit))
    with pytest.raises(RefusedError, match="đã chốt"):
        edit_attendee(actor=cast.secretary.actor(), line=line, facts=replaced, version=line.version, now=NOW)
    with pytest.raises(RefusedError, match="đã chốt"):
        mark(cast, hall.meeting, {cast.units[0].pk: "ABSENT"})
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    mark(cast, hall.meeting, {cast.units[0].pk: "ABSENT"})
    assert RollEntry.objects.get(ballot=ballot, line=line).is_present


def test_whoever_is_put_on_the_roll_behind_our_back_has_no_seat_in_the_round(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    Attendance.objects.filter(pk=hall.line(0).pk).update(person=cast.administrator.person)
    ticket = make_ticket(entry_of(ballot, hall.voters[0])).signed
    with pytest.raises(VoteRefusedError, match="không có tên"):
        cast_vote(actor=cast.administrator.actor(), ballot=ballot, ticket=ticket, paper=choosing("1"))
    vote(ballot, hall.voters[0], choosing("1"))


def test_the_question_is_frozen_with_its_first_round(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    edited = edit_motion(
        actor=cast.secretary.actor(), motion=motion, facts=motion_facts(cast, threshold="most_votes"), version=1
    )
    make_round(cast, edited)
    edited.refresh_from_db()
    assert edited.rules["threshold"]["share"] is None
    with pytest.raises(RefusedError, match="đã mở bỏ phiếu"):
        edit_motion(actor=cast.secretary.actor(), motion=edited, facts=motion_facts(cast), version=edited.version)


def test_rules_are_kept_with_source_grade_and_day(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, flag_facts(cast, attendance="eighty"))
    make_round(cast, motion)
    motion.refresh_from_db()
    assert motion.rules["threshold"] == {
        "code": "eighty_of_members", "share": "4/5", "basis": "MEMBERS", "is_strict": False,
        "cites": "khoản 7 Điều 30 của 98/2023/NĐ-CP", "grade": "verified",
        "reviewed_on": "2026-11-23", "until": "2025-06-30",
    }  # fmt: skip
    assert motion.rules["attendance"]["share"] == "4/5"


@pytest.mark.parametrize(
    ("absent", "says"), [((3, 4, 5), "để họp, mới có 3"), ((4, 5), "bỏ phiếu nội dung này, mới có 4")]
)
def test_too_few_present(cast: Cast, absent: tuple[int, ...], says: str) -> None:
    hall = make_hall(cast, absent=absent)
    motion = make_motion(cast, hall, flag_facts(cast, attendance="eighty"))
    with pytest.raises(RefusedError, match=says):
        make_round(cast, motion)


def test_two_conductors_open_one_round(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    make_round(cast, motion)
    with pytest.raises(RefusedError, match="không chờ vòng"):
        open_round(
            actor=cast.standing.actor(), motion=motion, method=BallotMethod.SCREEN, version=motion.version, now=NOW
        )
    assert Ballot.objects.count() == 1


def test_a_stale_question_is_not_opened(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    edit_motion(actor=cast.secretary.actor(), motion=motion, facts=motion_facts(cast, title="Khác"), version=1)
    with pytest.raises(StaleVersionError):
        open_round(actor=cast.standing.actor(), motion=motion, method=BallotMethod.SCREEN, version=1, now=NOW)


# --- Counting and voiding -------------------------------------------------------------------------------------------


def test_a_count_that_would_tell_is_not_made(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    vote_all(ballot, hall, "12")
    with pytest.raises(BallotRuleError, match="lộ ai bỏ thế nào"):
        count(cast, ballot)
    assert BallotBox.objects.filter(ballot=ballot).exists()


def test_a_void_round_is_destroyed_unread_and_voted_again(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    ballot = make_round(cast, motion)
    vote_all(ballot, hall, "111")
    with pytest.raises(BallotRuleError, match="lý do"):
        void_round(actor=cast.secretary.actor(), ballot=ballot, reason=" ")
    void_round(actor=cast.secretary.actor(), ballot=ballot, reason="Mất điện")
    assert not BallotBox.objects.exists()
    ballot.refresh_from_db()
    assert (ballot.state, ballot.counts, ballot.slips) == (BallotState.VOID, None, None)
    again = make_round(cast, motion)
    assert (again.number, again.options) == (2, ["1", "2", "3", "4", "5", "6"])


def test_a_void_question_ends(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    make_round(cast, motion)
    void_motion(actor=cast.secretary.actor(), motion=motion, reason="Danh sách sai")
    motion.refresh_from_db()
    assert motion.state == MotionState.VOID
    with pytest.raises(RefusedError):
        make_round(cast, motion)


def test_a_box_that_was_tampered_with_is_not_counted(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    vote_all(ballot, hall, "111123")
    RollEntry.objects.filter(pk=entry_of(ballot, hall.voters[5]).pk).update(has_voted=False)
    with pytest.raises(BallotRuleError, match="sửa từ bên ngoài"):
        count(cast, ballot)
    sealed = bytearray(bytes(BallotBox.objects.get(ballot=ballot).sealed))
    sealed[40] ^= 1
    BallotBox.objects.filter(ballot=ballot).update(sealed=bytes(sealed))
    with pytest.raises(BallotRuleError, match="không mở được"):
        count(cast, ballot)


def test_a_small_body_may_keep_its_figures_back(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall, flag_facts(cast, hides_figures=True)))
    for voter in hall.voters:
        vote(ballot, voter, marking("++-"))
    ballot = count(cast, ballot)
    assert (ballot.slips, len(ballot.codes), ballot.digest) == (None, 6, "")
    told = said(AuditEntry.objects.get(action="ballot.counted"))["after"]
    assert "counts" not in told
    assert told["chosen"] == [cast.units[0].name, cast.units[1].name]


def test_the_order_of_names_tells_nothing_where_figures_are_kept_back(cast: Cast, hall: Hall) -> None:
    """The second has more votes than the first, which nobody may see: both stand in the order of the list."""
    hidden = flag_facts(cast, threshold="majority_of_members", hides_figures=True)
    ballot = make_round(cast, make_motion(cast, hall, hidden))
    for place, voter in enumerate(hall.voters):
        vote(ballot, voter, marking("++-" if place < 4 else "-+-"))
    ballot = count(cast, ballot)
    assert tally_of(ballot).of("2").agree > tally_of(ballot).of("1").agree
    motion = motion_with_parts(ballot.motion_id)
    first, second = cast.units[0].name, cast.units[1].name
    assert (ballot.counts["chosen"], motion.outcome["chosen"]) == (["1", "2"], ["1", "2"])
    assert said(AuditEntry.objects.get(action="ballot.counted"))["after"]["chosen"] == [first, second]
    assert outcome_words(motion) == f"{first}; {second}"
    ballot.motion = motion
    assert decided_words(ballot) == f"Đạt: {first}; {second}."
    assert [row.words for row in result_of_round(ballot).rows] == [unit.name for unit in cast.units[:3]]


def test_nor_does_the_order_of_the_next_round(cast: Cast, hall: Hall) -> None:
    facts = motion_facts(cast, hides_figures=True)
    ballot = make_round(cast, make_motion(cast, hall, facts))
    vote_all(ballot, hall, "233312")
    count(cast, ballot)
    assert make_round(cast, ballot.motion).options == ["1", "2", "3", "4", "5", "6"]


# --- What a vote holds fast -----------------------------------------------------------------------------------------


def test_a_meeting_with_a_vote_under_way_is_not_called_off(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    make_round(cast, motion)
    with pytest.raises(RefusedError, match="chưa xong"):
        cancel_meeting(actor=cast.secretary.actor(), meeting=hall.meeting, reason="Bão")
    void_motion(actor=cast.secretary.actor(), motion=motion, reason="Bão")
    cancel_meeting(actor=cast.secretary.actor(), meeting=hall.meeting, reason="Bão")


def test_minutes_are_not_signed_while_a_vote_is_under_way(cast: Cast, hall: Hall) -> None:
    minutes = open_minutes(cast, hall)
    motion = make_motion(cast, hall)
    ballot = make_round(cast, motion)
    with pytest.raises(RefusedError, match="chưa xong"):
        sign_minutes(actor=cast.secretary.actor(), minutes=minutes, version=minutes.version, now=NOW)
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    minutes.refresh_from_db()
    sign_minutes(actor=cast.secretary.actor(), minutes=minutes, version=minutes.version, now=NOW)


def open_minutes(cast: Cast, hall: Hall) -> Minutes:
    actor = cast.secretary.actor()
    meeting = record_held(actor=actor, meeting=hall.meeting, now=NOW)
    minutes = build_minutes(actor=actor, meeting=meeting, now=NOW)
    return open_for_amendment(
        actor=actor, minutes=minutes, amend_until=None, is_read_back=True, version=minutes.version, now=NOW
    )


def test_who_voted_and_who_was_elected_are_not_taken_out(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    with pytest.raises(MeetingRuleError, match="danh sách của một vòng"):
        remove_part(actor=cast.secretary.actor(), part=hall.line(0))
    with pytest.raises(MeetingRuleError, match="do cuộc bỏ phiếu"):
        remove_part(actor=cast.secretary.actor(), part=ElectionRecord.objects.get(meeting=hall.meeting))


# --- Hands ----------------------------------------------------------------------------------------------------------


def test_a_show_of_hands_is_recorded_with_its_counts(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    counts = tuple(OptionCount(str(place), 4 if place == 1 else 2 if place == 2 else 0) for place in range(1, 7))

    def record(tally: Tally) -> Ballot:
        return record_hands(actor=cast.secretary.actor(), motion=motion, tally=tally, version=motion.version, now=NOW)

    with pytest.raises(BallotRuleError, match="nhiều hơn 6 thành viên có mặt"):
        record(Tally(7, counts, blank=1))
    with pytest.raises(BallotRuleError, match="lượt chọn"):
        record(Tally(5, counts))
    ballot = record(Tally(6, counts))
    assert (ballot.state, ballot.codes, ballot.slips) == (BallotState.CLOSED, None, None)
    assert ElectionRecord.objects.get(meeting=hall.meeting).method == "SHOW_OF_HANDS"


# --- A tie in the ranking -------------------------------------------------------------------------------------------


def test_a_vote_breaks_a_tie_in_the_ranking(cast: Cast, hall: Hall) -> None:
    scheme = open_scheme(cast, hall.meeting.cycle)
    put_all(scheme)
    put(card_of(scheme, cast.units[5]), **{"2.1": Fraction(10)})
    with transaction.atomic():
        recompute(scheme)
    assert tied_units(hall.meeting) == cast.units[:5]
    assert ranks_of(scheme) == {1: 5, 6: 1}
    facts = motion_facts(
        cast,
        title="Phân định năm đơn vị bằng điểm",
        purpose="TIE_BREAK",
        form="RANK",
        threshold="most_votes",
        seats=None,
        options=[OptionFacts(unit) for unit in tied_units(hall.meeting)],
    )
    motion = make_motion(cast, hall, facts)
    ballot = make_round(cast, motion)
    for voter in hall.voters:
        vote(ballot, voter, choosing("2", "1", "3", "5", "4"))
    count(cast, ballot)
    assert ranks_of(scheme) == dict.fromkeys(range(1, 7), 1)
    first = next(place for group in ranking_of(scheme, Layer.FINAL) for place in group.places)
    assert (first.card.unit, first.card.votes_from) == (
        cast.units[1], f"Phân định năm đơn vị bằng điểm. {hall.meeting.title}",
    )  # fmt: skip
    assert tied_units(hall.meeting) == []


def test_a_second_round_decides_between_those_the_first_left_equal(cast: Cast, hall: Hall) -> None:
    scheme = open_scheme(cast, hall.meeting.cycle)
    put_all(scheme)
    facts = motion_facts(cast, title="Phân định", purpose="TIE_BREAK", threshold="most_votes")
    motion = make_motion(cast, hall, facts)
    first = make_round(cast, motion)
    vote_all(first, hall, "112234")
    count(cast, first)
    second = make_round(cast, motion)
    vote_all(second, hall, "222211")
    count(cast, second)
    order = [place.card.unit for group in ranking_of(scheme, Layer.FINAL) for place in group.places]
    assert order[:2] == [cast.units[1], cast.units[0]]


def test_a_published_ranking_is_not_voted_on(cast: Cast, hall: Hall) -> None:
    facts = motion_facts(cast, title="Phân định", purpose="TIE_BREAK", threshold="most_votes")
    with pytest.raises(BallotRuleError, match="chưa chấm điểm"):
        make_motion(cast, hall, facts)
    scheme = open_scheme(cast, hall.meeting.cycle)
    put_all(scheme)
    Scheme.objects.filter(pk=scheme.pk).update(state=SchemeState.PUBLISHED)
    with pytest.raises(BallotRuleError, match="đã công bố"):
        make_motion(cast, hall, facts)


def ranks_of(scheme: Scheme) -> dict[int | None, int]:
    """How many units hold each rank."""
    places = [place for group in ranking_of(scheme, Layer.FINAL) for place in group.places]
    return dict(Counter(place.rank for place in places))
