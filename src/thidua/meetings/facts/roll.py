"""What a roll says at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.meetings.enums import AttendanceRole, AttendanceState
from thidua.meetings.models import Attendance


@dataclass(frozen=True, slots=True)
class RollSummary:
    """How many lines say what, and the lines by role. Head counts are None where nobody counted."""

    members: list[Attendance]
    others: list[Attendance]
    present: int
    absent: int
    unknown: int
    coming: int
    not_coming: int
    unanswered: int


def roll_summary(roll: Iterable[Attendance]) -> RollSummary:
    """Count the member lines; list the others."""
    lines = list(roll)
    members = [line for line in lines if line.role == AttendanceRole.MEMBER]

    def count(*states: AttendanceState) -> int:
        return sum(line.state in states for line in members)

    return RollSummary(
        members=members,
        others=[line for line in lines if line.role != AttendanceRole.MEMBER],
        present=count(AttendanceState.PRESENT),
        absent=count(AttendanceState.ABSENT),
        unknown=count(AttendanceState.UNKNOWN, AttendanceState.INVITED),
        coming=sum(line.coming is True for line in members),
        not_coming=sum(line.coming is False for line in members),
        unanswered=sum(line.coming is None for line in members),
    )
