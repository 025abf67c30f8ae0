"""The roll: invited, answered, seen; head counts that nobody took stay unknown."""

import pytest

from tests.cast import Cast
from tests.factories.meetings import NOW, make_held_meeting, make_meeting, mark
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.voting.quorum import QuorumOutcome
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind
from thidua.meetings.errors import MeetingRuleError
from thidua.meetings.facts.quorum import quorum_of
from thidua.meetings.models import Attendance, Meeting
from thidua.meetings.queries.records import roll_of
from thidua.meetings.services.roll import AttendeeFacts, RollMark, add_attendee, answer_invitation, mark_roll
from thidua.meetings.services.shared import VoiceFacts


def line_of(meeting: Meeting, unit_pk: int) -> Attendance:
    return Attendance.objects.get(meeting=meeting, unit=unit_pk, role=AttendanceRole.MEMBER)


def quorum(meeting: Meeting) -> QuorumOutcome:
    return quorum_of(meeting, roll_of(meeting.pk)).outcome


def test_a_whole_page_is_one_entry_of_history(cast: Cast) -> None:
    meeting = make_meeting(cast)
    before = AuditEntry.objects.count()

    mark(cast, meeting, {unit.pk: "PRESENT" for unit in cast.units})

    assert AuditEntry.objects.count() == before + 1
    assert quorum(meeting) == QuorumOutcome.MET


def test_the_same_page_twice_changes_nothing(cast: Cast) -> None:
    meeting = make_meeting(cast)
    line = line_of(meeting, cast.unit.pk)
    page = [RollMark(line.pk, line.version, AttendanceState.PRESENT, "", 2)]

    first = mark_roll(actor=cast.secretary.actor(), meeting=meeting, marks=page)
    second = mark_roll(actor=cast.standing.actor(), meeting=meeting, marks=page)

    assert (first, second) == (1, 0)
    assert line_of(meeting, cast.unit.pk).head_count == 2


def test_two_who_saw_different_things_are_asked(cast: Cast) -> None:
    meeting = make_meeting(cast)
    line, other = line_of(meeting, cast.unit.pk), line_of(meeting, cast.units[0].pk)
    mark_roll(
        actor=cast.secretary.actor(),
        meeting=meeting,
        marks=[RollMark(line.pk, line.version, AttendanceState.PRESENT)],
    )

    with pytest.raises(StaleVersionError):
        mark_roll(
            actor=cast.standing.actor(),
            meeting=meeting,
            marks=[
                RollMark(other.pk, other.version, AttendanceState.PRESENT),
                RollMark(line.pk, line.version, AttendanceState.ABSENT, "ốm"),
            ],
        )

    assert line_of(meeting, cast.unit.pk).state == AttendanceState.PRESENT
    assert line_of(meeting, cast.units[0].pk).state == AttendanceState.INVITED


def test_two_who_marked_different_units_do_not_meet(cast: Cast) -> None:
    meeting = make_meeting(cast)
    line, other = line_of(meeting, cast.unit.pk), line_of(meeting, cast.units[0].pk)
    for actor, seen in ((cast.secretary, line), (cast.standing, other)):
        marks = [RollMark(seen.pk, seen.version, AttendanceState.PRESENT)]
        mark_roll(actor=actor.actor(), meeting=meeting, marks=marks)

    assert quorum_of(meeting, roll_of(meeting.pk)).present == 2


@pytest.mark.parametrize("name", ["officer", "observer", "reader"])
def test_only_who_runs_the_meeting_marks(cast: Cast, name: str) -> None:
    meeting = make_meeting(cast)
    line = line_of(meeting, cast.unit.pk)

    with pytest.raises(RefusedError):
        mark_roll(
            actor=cast.everyone()[name].actor(),
            meeting=meeting,
            marks=[RollMark(line.pk, line.version, AttendanceState.PRESENT)],
        )


def test_attendance_that_nobody_counted(cast: Cast) -> None:
    meeting = make_held_meeting(cast)
    words = AttendeeFacts(
        VoiceFacts(words="Lãnh đạo, đại diện các đơn vị thuộc Khối"),
        role=AttendanceRole.DELEGATE,
        state=AttendanceState.PRESENT,
    )

    first = add_attendee(actor=cast.secretary.actor(), meeting=meeting, facts=words, now=NOW)
    second = add_attendee(actor=cast.secretary.actor(), meeting=meeting, facts=words, now=NOW)

    assert (first.pk, first.head_count) == (second.pk, None)
    assert quorum(meeting) == QuorumOutcome.UNKNOWN


def test_a_delegate_makes_his_unit_present(cast: Cast) -> None:
    meeting = make_held_meeting(cast)
    known = quorum_of(meeting, roll_of(meeting.pk))
    add_attendee(
        actor=cast.secretary.actor(),
        meeting=meeting,
        facts=AttendeeFacts(
            VoiceFacts(person=cast.other_officer.person, unit=cast.units[3]),
            role=AttendanceRole.DELEGATE,
            state=AttendanceState.PRESENT,
        ),
        now=NOW,
    )

    now_known = quorum_of(meeting, roll_of(meeting.pk))
    assert (known.present, known.absent, known.unknown) == (2, 1, 3)
    assert (now_known.present, now_known.absent, now_known.unknown) == (3, 1, 2)


def test_the_superior_and_guests_do_not_count(cast: Cast) -> None:
    meeting = make_held_meeting(cast)
    total = quorum_of(meeting, roll_of(meeting.pk)).total
    superior = Attendance.objects.get(meeting=meeting, role=AttendanceRole.SUPERIOR)

    assert total == len(cast.units)
    assert not superior.has_vote


def test_a_council_counts_people(cast: Cast) -> None:
    meeting = make_meeting(cast, kind=MeetingKind.COUNCIL_SESSION)
    for person, state in (
        (cast.head.person, "PRESENT"),
        (cast.officer.person, "PRESENT"),
        (cast.reader.person, "ABSENT"),
    ):
        add_attendee(
            actor=cast.secretary.actor(),
            meeting=meeting,
            facts=AttendeeFacts(VoiceFacts(person=person, unit=cast.unit), state=AttendanceState(state)),
            now=NOW,
        )

    assert quorum_of(meeting, roll_of(meeting.pk)).total == 3
    assert quorum(meeting) == QuorumOutcome.MET


def test_a_unit_answers_its_invitation(cast: Cast) -> None:
    meeting = make_meeting(cast)
    line = line_of(meeting, cast.unit.pk)

    answered = answer_invitation(
        actor=cast.officer.actor(), line=line, coming=True, person=cast.head.person, version=line.version, now=NOW
    )

    assert (answered.coming, answered.person, answered.unit) == (True, cast.head.person, cast.unit)
    assert answered.words.startswith("Trần Quốc Hùng, Vụ trưởng")
    assert answered.answered_by == cast.officer.person.full_name


def test_not_coming_says_why(cast: Cast) -> None:
    meeting = make_meeting(cast)
    line = line_of(meeting, cast.unit.pk)

    with pytest.raises(MeetingRuleError, match="lý do"):
        answer_invitation(actor=cast.head.actor(), line=line, coming=False, version=line.version, now=NOW)
    answered = answer_invitation(
        actor=cast.head.actor(), line=line, coming=False, reason="đi công tác", version=line.version, now=NOW
    )

    assert (answered.coming, answered.reason, answered.state) == (False, "đi công tác", AttendanceState.INVITED)


@pytest.mark.parametrize("name", ["other_officer", "observer", "reader", "stranger"])
def test_nobody_answers_for_another_unit(cast: Cast, name: str) -> None:
    line = line_of(make_meeting(cast), cast.unit.pk)

    with pytest.raises(RefusedError):
        answer_invitation(actor=cast.everyone()[name].actor(), line=line, coming=True, version=line.version, now=NOW)


def test_after_the_meeting_nobody_answers(cast: Cast) -> None:
    meeting = make_held_meeting(cast)

    line = line_of(meeting, cast.unit.pk)
    with pytest.raises(RefusedError, match="chuẩn bị"):
        answer_invitation(actor=cast.officer.actor(), line=line, coming=True, version=line.version, now=NOW)


def test_a_person_of_another_ministry_is_written_in_words(cast: Cast) -> None:
    from tests.factories.organisations import make_agency, make_person, make_unit

    elsewhere = make_agency("bo-khac", "Bộ khác")
    guest = make_person(make_unit(elsewhere, "vu", "Vụ"), "Ngô Thị Khách")
    meeting = make_held_meeting(cast)

    with pytest.raises(MeetingRuleError, match="Ghi bằng chữ"):
        add_attendee(
            actor=cast.secretary.actor(), meeting=meeting, facts=AttendeeFacts(VoiceFacts(person=guest)), now=NOW
        )
