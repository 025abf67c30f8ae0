"""Is there a quorum? A bloc's meeting counts member units, a council's session counts its members."""

from collections.abc import Iterable
from fractions import Fraction

from thidua.core.voting.quorum import Quorum, judge_quorum
from thidua.meetings.facts.seats import Seat, seats_of
from thidua.meetings.models import Attendance, Meeting


def quorum_of(meeting: Meeting, roll: Iterable[Attendance]) -> Quorum:
    """What the roll says of the meeting's own quorum."""
    return judge_seats(seats_of(meeting, roll), meeting.quorum_share)


def judge_seats(seats: list[Seat], share: Fraction) -> Quorum:
    """Whether a share of the seats is present."""
    present = sum(seat.is_present is True for seat in seats)
    absent = sum(seat.is_present is False for seat in seats)
    return judge_quorum(present=present, absent=absent, unknown=len(seats) - present - absent, share=share)
