"""Is there a quorum? A bloc's meeting counts member units, a council's session counts its members."""

from collections.abc import Iterable

from thidua.core.voting.quorum import Quorum
from thidua.meetings.models import Attendance, Meeting
from thidua.meetings.queries.seats import judge_seats, seats_of


def quorum_of(meeting: Meeting, roll: Iterable[Attendance]) -> Quorum:
    """What the roll says of the meeting's own quorum."""
    return judge_seats(seats_of(meeting, roll), meeting.quorum_share)
