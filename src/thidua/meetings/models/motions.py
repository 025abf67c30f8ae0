"""What is put to the vote at a meeting: the question, its options, its rules, who takes no part."""

from typing import Any

from django.db import models

from thidua.meetings.enums import (
    AttendanceLevel,
    MotionForm,
    MotionPurpose,
    MotionState,
    RoundsLevel,
    ThresholdLevel,
)
from thidua.meetings.models.attendance import Attendance
from thidua.meetings.models.meetings import Meeting
from thidua.meetings.models.parts import MeetingPart
from thidua.organisations.models import Agency, Unit
from thidua.records.enums import AwardCode


class Motion(MeetingPart):
    """One question. Its rules are codes of `core.voting.settings`; `rules` keeps them as they stood when the first
    round opened, with source, grade and day of reading, and from then on nothing of the question changes.

    `seats` None: as many as pass. `recused_count` None: not yet said whether members who take no part in an item
    stay in the total. `basis` is the body's own rule, in its words. `outcome` is null until SETTLED:
    `{"chosen": [option], "tied": [option], "decided_by": words}`.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="motions")
    title = models.CharField(max_length=250)
    purpose = models.CharField(max_length=12, choices=MotionPurpose.choices, default=MotionPurpose.OTHER)
    form = models.CharField(max_length=10, choices=MotionForm.choices, default=MotionForm.APPROVE)
    most = models.PositiveSmallIntegerField(default=1)
    """How many a paper may name (CHOOSE)."""
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    """The year for which somebody is elected or proposed."""
    award_code = models.CharField(max_length=40, choices=AwardCode.choices, blank=True)
    award_name = models.CharField(max_length=250, blank=True)
    """As papers print it (“Cờ thi đua của Bộ”), for a proposal of an award."""
    threshold = models.CharField(
        max_length=40, choices=ThresholdLevel.choices, default=ThresholdLevel.MAJORITY_OF_MEMBERS
    )
    attendance = models.CharField(max_length=40, choices=AttendanceLevel.choices, blank=True)
    """A share that must be present, above the meeting's own quorum; empty: none."""
    rounds = models.CharField(max_length=40, choices=RoundsLevel.choices, default=RoundsLevel.TWO)
    basis = models.CharField(max_length=250, blank=True)
    recused_count = models.BooleanField(null=True, blank=True)
    hides_figures = models.BooleanField(default=False)
    """Tell who is chosen or passes, and no figures: of a small body figures may tell how everybody voted. Kept back
    always, for figures kept back only when all agree would say that all agreed.
    """
    rules: models.JSONField[Any, Any] = models.JSONField(null=True, editable=False)
    state = models.CharField(max_length=10, choices=MotionState.choices, default=MotionState.DRAFT)
    outcome: models.JSONField[Any, Any] = models.JSONField(null=True, editable=False)
    void_because = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["meeting", "state"])]

    def __str__(self) -> str:
        return self.title


class MotionOption(models.Model):
    """One line of the list: a unit, or only words. `code` is its short name on slips and never changes."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="options")
    code = models.CharField(max_length=8)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=250)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "motion", "code"], name="option_code_once_per_motion"),
            models.UniqueConstraint(
                fields=["agency", "motion", "unit"],
                condition=models.Q(unit__isnull=False),
                name="unit_once_per_motion",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Recusal(models.Model):
    """A seat that takes no part in one option of a list, with its reason. Not an abstention."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    option = models.ForeignKey(MotionOption, on_delete=models.CASCADE, related_name="recusals")
    line = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=250)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "option", "line"], name="recused_once_per_option"),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"
