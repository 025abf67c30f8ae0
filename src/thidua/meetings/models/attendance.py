"""Who was invited, who said what, who came."""

from django.db import models

from thidua.meetings.enums import AttendanceRole, AttendanceState
from thidua.meetings.models.meetings import Meeting
from thidua.meetings.models.parts import MeetingPart, Voice


class Attendance(MeetingPart, Voice):
    """One line of the roll: a member unit with its representative, a person, or words (“đại diện các đơn vị”).

    `coming` is the answer to the invitation (None: not yet answered), `state` what was seen at the meeting.
    `head_count` None means that nobody counted. Only members have a vote.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    role = models.CharField(max_length=10, choices=AttendanceRole.choices, default=AttendanceRole.MEMBER)
    state = models.CharField(max_length=10, choices=AttendanceState.choices, default=AttendanceState.INVITED)
    reason = models.CharField(max_length=250, blank=True)
    """Why absent."""
    head_count = models.PositiveIntegerField(null=True, blank=True)
    coming = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "meeting", "person"],
                condition=models.Q(person__isnull=False),
                name="person_once_per_roll",
            )
        ]
        indexes = [models.Index(fields=["unit", "state"]), models.Index(fields=["person", "state"])]

    def __str__(self) -> str:
        return self.words

    @property
    def has_vote(self) -> bool:
        """Whether this line counts when members vote."""
        return self.role == AttendanceRole.MEMBER
