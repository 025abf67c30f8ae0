"""Is there a quorum? A bloc's meeting counts member units, a council's session counts its members."""

from collections.abc import Iterable

from thidua.core.voting.quorum import Quorum, judge_quorum
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind
from thidua.meetings.models import Attendance, Meeting


def quorum_of(meeting: Meeting, roll: Iterable[Attendance]) -> Quorum:
    """What the roll says of the quorum.

    The seats are those of the MEMBER lines. A unit is present as soon as its member line or one of its delegates is.
    """
    lines = list(roll)
    seats: dict[int, list[str]] = {}
    for line in lines:
        seat = _seat(meeting, line)
        if seat is not None and line.role == AttendanceRole.MEMBER:
            seats.setdefault(seat, []).append(line.state)
    for line in lines:
        seat = _seat(meeting, line)
        if seat in seats and line.role == AttendanceRole.DELEGATE and line.state == AttendanceState.PRESENT:
            seats[seat].append(line.state)
    present = sum(AttendanceState.PRESENT in states for states in seats.values())
    absent = sum(set(states) == {AttendanceState.ABSENT} for states in seats.values())
    return judge_quorum(
        present=present, absent=absent, unknown=len(seats) - present - absent, share=meeting.quorum_share
    )


def _seat(meeting: Meeting, line: Attendance) -> int | None:
    """What the line counts for: the person in a council's session, else the unit."""
    return line.person_id if meeting.kind == MeetingKind.COUNCIL_SESSION else line.unit_id
