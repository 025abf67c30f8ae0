"""What a vote stands on: kind, year, day, quorum of its meeting; who is there, is a member, holds the other post."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.ballots import (
    Hall,
    count,
    flag_facts,
    make_hall,
    make_motion,
    make_round,
    marking,
    motion_facts,
    vote,
    vote_all,
)
from tests.factories.meetings import NOW, change_meeting, mark, meeting_facts
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind, MeetingState, MotionState
from thidua.meetings.errors import BallotRuleError, ElectionRuleError, MeetingRuleError
from thidua.meetings.models import Attendance, Ballot, ElectionRecord, Meeting, Motion, RollEntry
from thidua.meetings.services.elections import ElectionFacts, record_election
from thidua.meetings.services.meetings import cancel_meeting, plan_meeting, record_held
from thidua.meetings.services.motions import OptionFacts, end_recusal, recuse, void_round
from thidua.meetings.services.parts import remove_part
from thidua.meetings.services.roll import AttendeeFacts, edit_attendee
from thidua.meetings.services.shared import VoiceFacts
from thidua.meetings.services.written import enter_written
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Bloc, BlocLeadership
from thidua.organisations.services.bloc_members import set_members


@pytest.fixture
def hall(cast: Cast) -> Hall:
    return make_hall(cast)


def stored(meeting: Meeting) -> dict[str, Any]:
    return Meeting.objects.filter(pk=meeting.pk).values().get()


GROUND = {
    "kind": {"kind": MeetingKind.COUNCIL_SESSION},
    "cycle": {"cycle": None},
    "held_on": {"held_on": PartialDate(YEAR, 1, 11)},
    "quorum": {"quorum_rule": "", "quorum_share": None, "quorum_basis": ""},
}


# --- The meeting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GROUND)
def test_what_a_round_stands_on_stays_while_it_is_open(cast: Cast, hall: Hall, name: str) -> None:
    ballot = make_round(cast, make_motion(cast, hall, flag_facts(cast)))
    before = stored(hall.meeting)
    with pytest.raises(MeetingRuleError, match="Đang có vòng bỏ phiếu mở") as refusal:
        change_meeting(cast, hall.meeting, **GROUND[name])
    assert (refusal.value.field, "Kiểm phiếu hoặc hủy" in refusal.value.remedy) == (
        {"quorum": "quorum_rule"}.get(name, name),
        True,
    )
    assert stored(hall.meeting) == before
    change_meeting(cast, hall.meeting, place="Hội trường tầng 3")

    for voter in hall.voters:
        vote(ballot, voter, marking("++-"))
    count(cast, ballot)
    if name == "kind":
        with pytest.raises(MeetingRuleError, match="đã có vòng bỏ phiếu được kiểm nên loại cuộc họp giữ nguyên"):
            change_meeting(cast, hall.meeting, **GROUND[name])
    else:
        change_meeting(cast, hall.meeting, **GROUND[name])
        assert stored(hall.meeting) != before


@pytest.mark.parametrize(("name", "is_free"), [("kind", False), ("cycle", False), ("held_on", True), ("quorum", True)])
def test_between_rounds_kind_and_year_stay(cast: Cast, hall: Hall, name: str, is_free: bool) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    void_round(actor=cast.secretary.actor(), ballot=ballot, reason="Mất điện")
    if is_free:
        change_meeting(cast, hall.meeting, **GROUND[name])
        return
    with pytest.raises(MeetingRuleError, match="chưa xong"):
        change_meeting(cast, hall.meeting, **GROUND[name])


def test_before_the_first_round_everything_may_change(cast: Cast, hall: Hall) -> None:
    make_motion(cast, hall, flag_facts(cast))
    for known in GROUND.values():
        change_meeting(cast, hall.meeting, **known)


def test_the_try_is_told_on_the_form_and_kept(cast: Cast, hall: Hall) -> None:
    make_round(cast, make_motion(cast, hall))
    client = Client()
    client.force_login(cast.secretary.user)
    page = reverse("edit_meeting", args=[hall.meeting.pk])
    sent = {
        "kind": "COUNCIL_SESSION", "title": hall.meeting.title, "cycle": hall.meeting.cycle_id, "held_on": "10/01/2026",
        "part_of_day": "MORNING", "place": "Hà Nội", "chair": hall.meeting.chair_id,
        "secretary": hall.meeting.secretary_id, "quorum_rule": "own", "quorum_share": "2/3",
        "quorum_basis": hall.meeting.quorum_basis, "version": hall.meeting.version,
    }  # fmt: skip
    answer = client.post(page, sent)
    assert answer.status_code == 200
    assert "Đang có vòng bỏ phiếu mở" in str(answer.context["form"].errors["kind"])
    (entry,) = AuditEntry.objects.filter(action="meeting.edit_refused")
    assert (entry.object_id, entry.user_id) == (hall.meeting.pk, cast.secretary.user.pk)
    assert "Đang có vòng bỏ phiếu mở" in json.loads(entry.payload)["reason"]
    assert client.post(page, sent | {"kind": "CONFERENCE"}).status_code == 302
    assert AuditEntry.objects.filter(action="meeting.edit_refused").count() == 1


def test_a_meeting_at_which_something_was_counted_is_not_called_off(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    with pytest.raises(RefusedError, match="đã có vòng bỏ phiếu được kiểm") as refusal:
        cancel_meeting(actor=cast.secretary.actor(), meeting=hall.meeting, reason="Hoãn")
    assert refusal.value.remedy == "Ghi nhận đã họp."
    assert record_held(actor=cast.secretary.actor(), meeting=hall.meeting, now=NOW).state == MeetingState.HELD


# --- Who is there ---------------------------------------------------------------------------------------------------


def test_nothing_opens_where_nobody_is_there(cast: Cast) -> None:
    hall = make_hall(cast, absent=range(6), quorum_rule="", quorum_share=None, quorum_basis="")
    motion = make_motion(cast, hall)
    with pytest.raises(RefusedError, match="Chưa ghi thành viên nào có mặt"):
        make_round(cast, motion)
    mark(cast, hall.meeting, {cast.units[0].pk: "PRESENT"})
    assert make_round(cast, motion).present == 1


def test_an_absent_member_with_no_say_in_anything_sends_no_letter(cast: Cast) -> None:
    hall = make_hall(cast, absent=[4, 5])
    facts = flag_facts(cast, options=[OptionFacts(cast.units[5])], recused_count=False)
    motion = make_motion(cast, hall, facts)
    recuse(actor=cast.secretary.actor(), option=motion.options.get(), line_id=hall.line(5).pk, reason="Chính đơn vị ấy")
    ballot = make_round(cast, motion)
    other, own = (RollEntry.objects.get(ballot=ballot, line=hall.line(place)) for place in (4, 5))
    with pytest.raises(RefusedError, match="không biểu quyết nội dung này vì có liên quan"):
        enter_written(actor=cast.secretary.actor(), entry=own, paper=marking(""))
    enter_written(actor=cast.secretary.actor(), entry=other, paper=marking("+"))
    assert enter_written(actor=cast.standing.actor(), entry=other, paper=marking("+")).code is not None
    own.refresh_from_db()
    assert not own.has_voted


def test_who_is_noted_as_taking_no_part_stays_on_the_roll_until_that_is_taken_back(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, flag_facts(cast))
    recusal = recuse(
        actor=cast.secretary.actor(), option=motion.options.all()[0], line_id=hall.line(0).pk, reason="Chính đơn vị ấy"
    )
    with pytest.raises(MeetingRuleError, match="không biểu quyết một mục"):
        remove_part(actor=cast.secretary.actor(), part=hall.line(0))
    end_recusal(actor=cast.secretary.actor(), recusal=recusal)
    line = hall.line(0)
    remove_part(actor=cast.secretary.actor(), part=line)
    assert not Attendance.objects.filter(pk=line.pk).exists()


# --- Who may be elected, and by whom --------------------------------------------------------------------------------


def leave_the_bloc(cast: Cast, place: int) -> None:
    """The unit is no member of next year's bloc any more."""
    BlocLeadership.objects.filter(bloc=cast.bloc, year=YEAR).delete()
    bloc = Bloc.objects.get(pk=cast.bloc.pk)
    staying = [unit for at, unit in enumerate(cast.units) if at != place]
    set_members(actor=cast.standing.actor(), bloc=bloc, year=YEAR, units=staying, version=bloc.version)


def test_a_unit_that_left_before_the_round_does_not_stand(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    leave_the_bloc(cast, 0)
    with pytest.raises(BallotRuleError, match="không còn là đơn vị thành viên") as refusal:
        make_round(cast, motion)
    assert "Hủy nội dung này" in refusal.value.remedy
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("votes", ["111123", "222213"])
def test_a_unit_that_leaves_in_mid_vote_changes_no_count(cast: Cast, hall: Hall, votes: str) -> None:
    """Were the count refused for the unit that left, the refusal would tell that it is ahead."""
    motion = make_motion(cast, hall)
    ballot = make_round(cast, motion)
    vote_all(ballot, hall, votes)
    leave_the_bloc(cast, 0)
    count(cast, ballot)
    motion.refresh_from_db()
    assert motion.state == MotionState.SETTLED
    assert ElectionRecord.objects.get(meeting=hall.meeting).unit == cast.units[int(votes[0]) - 1]


def test_a_council_does_not_elect_the_head_of_a_bloc(cast: Cast) -> None:
    """There persons vote; head and deputy are elected by units."""
    hall = make_hall(cast)
    motion = make_motion(cast, hall)
    change_meeting(cast, hall.meeting, kind=MeetingKind.COUNCIL_SESSION)
    with pytest.raises(RefusedError, match="do các đơn vị thành viên bầu"):
        make_round(cast, motion)
    with pytest.raises(BallotRuleError, match="do các đơn vị thành viên bầu"):
        make_motion(cast, hall, motion_facts(cast, title="Bầu Khối phó", purpose="DEPUTY_LEAD"))
    make_motion(cast, hall, flag_facts(cast))
    client = Client()
    client.force_login(cast.secretary.user)
    offered = client.get(reverse("conduct", args=[hall.meeting.pk])).context["purposes"]
    assert [purpose for purpose, _label in offered] == ["AWARD", "TIE_BREAK", "OTHER"]
    change_meeting(cast, hall.meeting, kind=MeetingKind.CONFERENCE)
    make_round(cast, motion)


# --- Two meetings, two posts ----------------------------------------------------------------------------------------


def second_hall(cast: Cast, first: Hall) -> Hall:
    """An extraordinary conference of the same bloc some weeks later: the same people for the same units."""
    facts = meeting_facts(cast.bloc, title="Hội nghị bất thường", held_on=PartialDate(YEAR, 1, 18))
    meeting = plan_meeting(actor=cast.secretary.actor(), bloc=cast.bloc, facts=facts, now=NOW)
    lines = Attendance.objects.filter(meeting=meeting, role=AttendanceRole.MEMBER).order_by("position")
    for line, voter in zip(lines, first.voters, strict=True):
        voice = VoiceFacts(person=voter.person, unit=line.unit)
        present = AttendeeFacts(voice, state=AttendanceState.PRESENT)
        edit_attendee(actor=cast.secretary.actor(), line=line, facts=present, version=line.version, now=NOW)
    return Hall(meeting, first.voters)


def deputy_facts(cast: Cast) -> Any:
    return motion_facts(cast, title="Bầu Khối phó năm 2026", purpose="DEPUTY_LEAD")


def elect(cast: Cast, hall: Hall, motion: Motion, votes: str) -> None:
    ballot = make_round(cast, motion)
    vote_all(ballot, hall, votes)
    count(cast, ballot)


def test_the_head_of_one_meeting_is_not_elected_deputy_at_another(cast: Cast, hall: Hall) -> None:
    elect(cast, hall, make_motion(cast, hall), "111123")
    later = second_hall(cast, hall)
    ballot = make_round(cast, make_motion(cast, later, deputy_facts(cast)))
    assert ballot.options == ["2", "3", "4", "5", "6"]


def test_posts_are_not_voted_on_at_two_meetings_at_once(cast: Cast, hall: Hall) -> None:
    """Each count might choose the same unit; and a second vote on one post would leave two winners."""
    ballot = make_round(cast, make_motion(cast, hall))
    later = second_hall(cast, hall)
    for facts in (deputy_facts(cast), motion_facts(cast)):
        motion = make_motion(cast, later, facts)
        with pytest.raises(BallotRuleError, match="“Bầu Khối trưởng năm 2026” chưa xong") as refusal:
            make_round(cast, motion)
        assert hall.meeting.title in refusal.value.remedy
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    assert make_round(cast, Motion.objects.get(meeting=later.meeting, purpose="DEPUTY_LEAD")).options[0] == "2"


def held(meeting: Meeting) -> Meeting:
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD)
    return Meeting.objects.get(pk=meeting.pk)


def test_nobody_is_written_down_elsewhere_while_a_post_is_voted_on(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    later = held(second_hall(cast, hall).meeting)
    facts = [ElectionFacts(YEAR, role, cast.units[0]) for role in LeadRole]
    for each in facts:
        with pytest.raises(ElectionRuleError, match="“Bầu Khối trưởng năm 2026” đang bỏ phiếu"):
            record_election(actor=cast.secretary.actor(), meeting=later, facts=each)
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    with pytest.raises(ElectionRuleError, match="phải là hai đơn vị") as refusal:
        record_election(actor=cast.secretary.actor(), meeting=later, facts=facts[1])
    assert hall.meeting.title in refusal.value.remedy


def test_a_deputy_becomes_head_once_another_deputy_is_there(cast: Cast, hall: Hall) -> None:
    first, later = held(hall.meeting), held(second_hall(cast, hall).meeting)

    def write(meeting: Meeting, role: LeadRole, place: int) -> ElectionRecord:
        facts = ElectionFacts(YEAR, role, cast.units[place])
        return record_election(actor=cast.secretary.actor(), meeting=meeting, facts=facts)

    write(first, LeadRole.LEAD, 0)
    write(first, LeadRole.DEPUTY_LEAD, 1)
    with pytest.raises(ElectionRuleError, match="phải là hai đơn vị"):
        write(later, LeadRole.LEAD, 1)
    write(later, LeadRole.DEPUTY_LEAD, 2)
    assert write(later, LeadRole.LEAD, 1).unit == cast.units[1]


def test_what_a_later_meeting_replaced_is_history(cast: Cast, hall: Hall) -> None:
    """Records of old meetings may be written down in any order."""
    first, later = held(hall.meeting), held(second_hall(cast, hall).meeting)
    for meeting, head, deputy in ((later, 1, 2), (first, 0, 1)):
        for role, place in ((LeadRole.DEPUTY_LEAD, deputy), (LeadRole.LEAD, head)):
            facts = ElectionFacts(YEAR, role, cast.units[place])
            record_election(actor=cast.secretary.actor(), meeting=meeting, facts=facts)
    assert ElectionRecord.objects.count() == 4


def test_electing_again_elsewhere_is_said(cast: Cast, hall: Hall) -> None:
    elect(cast, hall, make_motion(cast, hall), "111123")
    later = second_hall(cast, hall)
    again, other = make_motion(cast, later), make_motion(cast, later, deputy_facts(cast))
    client = Client()
    client.force_login(cast.secretary.user)
    says = f"{hall.meeting.title}: {cast.units[0].name} được bầu làm Khối trưởng năm 2026."
    for name in ("motion", "open_round"):
        assert says in client.get(reverse(name, args=[again.pk])).text.replace("\xa0", " ")
        assert says not in client.get(reverse(name, args=[other.pk])).text.replace("\xa0", " ")
    assert says not in client.get(reverse("motion", args=[hall.meeting.motions.get().pk])).text


def test_the_year_of_another_bloc_has_its_own_posts(cast: Cast, hall: Hall) -> None:
    make_round(cast, make_motion(cast, hall))
    facts = meeting_facts(cast.other_bloc, title="Hội nghị Khối II")
    meeting = held(plan_meeting(actor=cast.standing.actor(), bloc=cast.other_bloc, facts=facts, now=NOW))
    chosen = ElectionFacts(YEAR, LeadRole.LEAD, cast.other_unit)
    assert record_election(actor=cast.standing.actor(), meeting=meeting, facts=chosen).bloc == cast.other_bloc
