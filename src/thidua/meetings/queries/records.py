"""All that was recorded of one meeting, read at once."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from thidua.meetings.enums import AttendanceRole, StatementKind
from thidua.meetings.models import (
    AgendaItem,
    Attendance,
    Conclusion,
    ElectionCandidate,
    ElectionRecord,
    Meeting,
    Motion,
    RollEntry,
    Statement,
)
from thidua.meetings.queries.ballots import motions_of, rolls_of_meeting


@dataclass(frozen=True, slots=True)
class MeetingRecords:
    """A meeting with its agenda, roll, statements, elections, votes and conclusions, each in order.

    `rolls` are those of the rounds that are over, by round; empty where the rounds were not asked for.
    """

    meeting: Meeting
    agenda: list[AgendaItem]
    roll: list[Attendance]
    statements: list[Statement]
    elections: list[ElectionRecord]
    conclusions: list[Conclusion]
    motions: list[Motion]
    rolls: dict[int, list[RollEntry]]

    def statements_of(self, kind: StatementKind) -> list[Statement]:
        """What was read or said, of one kind."""
        return [statement for statement in self.statements if statement.kind == kind]

    @property
    def reports(self) -> list[Statement]:
        return self.statements_of(StatementKind.REPORT)

    @property
    def opinions(self) -> list[Statement]:
        return self.statements_of(StatementKind.OPINION)

    @property
    def directions(self) -> list[Statement]:
        return self.statements_of(StatementKind.DIRECTION)

    @property
    def praises(self) -> list[Statement]:
        return self.statements_of(StatementKind.PRAISE)


def roll_of(meeting_id: int) -> list[Attendance]:
    """The roll of a meeting in its order."""
    return list(Attendance.objects.filter(meeting=meeting_id).select_related("unit", "person"))


def lines_about(meeting_id: int, person: int) -> list[Attendance]:
    """The lines of the roll that say whether a person has a seat: his own and those of the same unit, in order."""
    roll = Attendance.objects.filter(meeting=meeting_id)
    units = roll.filter(person=person, unit__isnull=False).values("unit")
    return list(roll.filter(Q(person=person) | Q(unit__in=units)).select_related("unit", "person"))


def count_members(meeting_id: int) -> int:
    """How many member lines the roll has."""
    return Attendance.objects.filter(meeting=meeting_id, role=AttendanceRole.MEMBER).count()


def agenda_of(meeting_id: int) -> list[AgendaItem]:
    """The agenda of a meeting in its order."""
    return list(AgendaItem.objects.filter(meeting=meeting_id).select_related("unit", "person"))


def conclusions_of(meeting_id: int) -> list[Conclusion]:
    """What a meeting concluded, with owners and tasks."""
    return list(
        Conclusion.objects.filter(meeting=meeting_id).select_related("task", "lead").prefetch_related("co_units")
    )


def elections_of(meeting_id: int) -> list[ElectionRecord]:
    """Who was chosen at a meeting, with candidates; the head before the deputy."""
    candidates = Prefetch("candidates", queryset=ElectionCandidate.objects.select_related("unit"))
    return list(
        ElectionRecord.objects.filter(meeting=meeting_id)
        .select_related("unit", "representative", "bloc", "meeting")
        .prefetch_related(candidates)
        .order_by("year", "-role")
    )


def elections_for(bloc_id: int, year: int) -> list[ElectionRecord]:
    """Who was chosen to lead a bloc in a year, at whichever meeting; the latest first."""
    return list(
        ElectionRecord.objects.filter(bloc=bloc_id, year=year)
        .select_related("unit", "representative", "meeting")
        .order_by("-meeting__held_on", "-pk")
    )


def _meeting(meeting_id: int) -> Meeting:
    parts = ("agency", "bloc__agency", "cycle__bloc__agency", "chair", "secretary", "minutes")
    return Meeting.objects.select_related(*parts).get(pk=meeting_id)


def records_of(meeting_id: int, *, with_rounds: bool = True) -> MeetingRecords:
    """Everything of one meeting; only minutes need who stood on the roll of each round and who counted it."""
    return MeetingRecords(
        meeting=_meeting(meeting_id),
        agenda=agenda_of(meeting_id),
        roll=roll_of(meeting_id),
        statements=list(Statement.objects.filter(meeting=meeting_id).select_related("unit", "person", "about_unit")),
        elections=elections_of(meeting_id),
        conclusions=conclusions_of(meeting_id),
        motions=motions_of(meeting_id, with_rounds=with_rounds),
        rolls=rolls_of_meeting(meeting_id) if with_rounds else {},
    )
