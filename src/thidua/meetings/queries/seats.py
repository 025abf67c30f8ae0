"""Who has a vote at a meeting: a bloc's units, each through the person it mandates; a council's members."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from thidua.core.voting.quorum import Quorum, judge_quorum
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind
from thidua.meetings.models import Attendance, Meeting
from thidua.organisations.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Seat:
    """One vote. `line` is its member line of the roll, `voter` whom the unit mandates (None: not known).

    `is_present` None: nobody marked it.
    """

    line: Attendance
    unit: Unit | None
    voter: Person | None
    words: str
    is_present: bool | None


def seats_of(meeting: Meeting, roll: Iterable[Attendance]) -> list[Seat]:
    """The seats, in the order of the roll.

    The seats are those of the MEMBER lines. A unit is present as soon as its member line or one of its delegates is;
    its vote is cast by the person of a present line, the member line first.
    """
    lines = list(roll)
    by_seat: dict[int, list[Attendance]] = {}
    for line in lines:
        if line.role != AttendanceRole.MEMBER:
            continue
        seat = seat_key(meeting, line)
        if seat is None and counts_people(meeting):
            seat = -line.pk  # a member known by words alone still belongs to the number of members
        if seat is not None:
            by_seat.setdefault(seat, []).append(line)
    for line in lines:
        seat = seat_key(meeting, line)
        is_sent = line.role == AttendanceRole.DELEGATE and line.state == AttendanceState.PRESENT
        if seat in by_seat and is_sent:
            by_seat[seat].append(line)
    return [_seat(each, by_person=counts_people(meeting)) for each in by_seat.values()]


def counts_people(meeting: Meeting) -> bool:
    """Whether each person has a vote, as in a council's session; else each unit."""
    return meeting.kind == MeetingKind.COUNCIL_SESSION


def seat_key(meeting: Meeting, line: Attendance) -> int | None:
    """What a line counts for: the person in a council's session, else the unit."""
    return line.person_id if counts_people(meeting) else line.unit_id


def _seat(lines: list[Attendance], *, by_person: bool) -> Seat:
    first = lines[0]
    states = {line.state for line in lines}
    is_present = True if AttendanceState.PRESENT in states else False if states == {AttendanceState.ABSENT} else None
    there = [line for line in lines if line.state == AttendanceState.PRESENT] or lines
    voter = next((line.person for line in there if line.person is not None), None)
    words = first.words if by_person else str(first.unit or first.words)
    return Seat(first, first.unit, voter, words, is_present)


def judge_seats(seats: list[Seat], share: Fraction | None) -> Quorum:
    """Whether a share of the seats is present; None: no rule asks for one."""
    present = sum(seat.is_present is True for seat in seats)
    absent = sum(seat.is_present is False for seat in seats)
    return judge_quorum(present=present, absent=absent, unknown=len(seats) - present - absent, share=share)
