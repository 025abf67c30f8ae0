"""Long work and how far it has come."""

from django.db import models


class JobState(models.TextChoices):
    """States of a piece of long work."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


class Job(models.Model):
    """A piece of long work that somebody asked for and may look at.

    `done` of `total` counts steps; `says` is the present step in words; `result` is small JSON that the asking app
    understands. `beat_at` tells a dead worker from a slow one.
    """

    agency_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    asked_by = models.JSONField(default=dict)
    asked_by_user = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    says = models.CharField(max_length=300, blank=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["agency_id", "kind", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
