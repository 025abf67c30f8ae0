"""What was read, said and concluded."""

from django.db import models

from thidua.campaigns.models import Task
from thidua.meetings.enums import StatementKind
from thidua.meetings.models.meetings import Meeting
from thidua.meetings.models.parts import MeetingPart, Voice
from thidua.organisations.models import Unit


class Statement(MeetingPart, Voice):
    """A report that was read, an opinion, a direction of the superior's representative, or praise.

    `title` is the name of a report, or the deed that is praised. `about_*` says whose deed that was.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=10, choices=StatementKind.choices)
    title = models.CharField(max_length=300, blank=True)
    content = models.TextField(blank=True)
    about_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    about_words = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["meeting", "kind", "position"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"


class Conclusion(MeetingPart):
    """What the meeting decided: the thing, the unit that leads it, those that help (or words), the day it is due.

    `task` is the task of the bloc's year that was made of it, if one was.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="conclusions")
    content = models.TextField()
    lead = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    co_units = models.ManyToManyField(Unit, related_name="+", blank=True)
    owner_words = models.CharField(max_length=250, blank=True)
    due_on = models.DateField(null=True, blank=True)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="conclusions")

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["meeting", "position"])]

    def __str__(self) -> str:
        return self.content[:120]
