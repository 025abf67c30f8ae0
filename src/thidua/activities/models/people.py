"""Who is asked to come, who says so, who has a place. Who was there is a fact of its own (`FieldFact`, presence)."""

import uuid

from django.db import models

from thidua.activities.enums import ParticipantState
from thidua.activities.models.activities import Activity
from thidua.activities.models.parts import ActivityParty
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Person


class Participant(Versioned):
    """One person on the list of an activity, once, however many parties he comes for.

    `code` is on his ticket and says nothing about him. `person` is empty for somebody without a record here: then
    `name` and `post` are all there is. A child comes with a `guardian`, in words.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="participants")
    code = models.UUIDField(default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=ParticipantState.choices)
    is_child = models.BooleanField(default=False)
    guardian = models.CharField(max_length=160, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="participant_code_once"),
            models.UniqueConstraint(
                fields=["agency", "activity", "person"],
                condition=models.Q(person__isnull=False),
                name="person_once_per_activity",
            ),
            models.CheckConstraint(
                condition=models.Q(is_child=False) | ~models.Q(guardian=""), name="child_has_a_guardian"
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ParticipantParty(models.Model):
    """A party that the person comes for; with two of them he is still one person."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="parties")
    party = models.ForeignKey(ActivityParty, on_delete=models.CASCADE, related_name="participants")

    class Meta:
        verbose_name_plural = "participant parties"
        constraints = [
            models.UniqueConstraint(fields=["agency", "participant", "party"], name="comes_once_for_a_party")
        ]
        ordering = ["party__position", "pk"]

    def __str__(self) -> str:
        return f"{self.participant} – {self.party}"
