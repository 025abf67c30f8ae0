"""Meetings, what happened at them, and their minutes."""

from thidua.meetings.models.attendance import Attendance
from thidua.meetings.models.ballots import Ballot, BallotBox, DoorCode, RollEntry, TellerSheet, WrittenVote
from thidua.meetings.models.elections import ElectionCandidate, ElectionRecord
from thidua.meetings.models.meetings import AgendaItem, Meeting
from thidua.meetings.models.minutes import Amendment, Minutes, MinutesLine, MinutesVersion
from thidua.meetings.models.motions import Motion, MotionOption, Recusal
from thidua.meetings.models.statements import Conclusion, Statement

__all__ = [
    "AgendaItem",
    "Amendment",
    "Attendance",
    "Ballot",
    "BallotBox",
    "Conclusion",
    "DoorCode",
    "ElectionCandidate",
    "ElectionRecord",
    "Meeting",
    "Minutes",
    "MinutesLine",
    "MinutesVersion",
    "Motion",
    "MotionOption",
    "Recusal",
    "RollEntry",
    "Statement",
    "TellerSheet",
    "WrittenVote",
]
