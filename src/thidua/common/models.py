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


class ImportState(models.TextChoices):
    """How far an import has come. In the states that end in -ING a worker has it (`ImportRun.job`)."""

    READING = "READING"
    PREVIEW = "PREVIEW"
    APPLYING = "APPLYING"
    APPLIED = "APPLIED"
    UNDOING = "UNDOING"
    UNDONE = "UNDONE"
    REFUSED = "REFUSED"
    """The worker could not read the file; the job says why."""


class ImportRun(models.Model):
    """One workbook that came in: what was read, what would happen, what did happen.

    `rows` are the rows as read; `answers` what the person answered to their questions; `plans` what would happen to
    each, whose canonical form is hashed into `manifest_hash`: only what was shown is applied. `effects` keeps the
    rows created and, of those changed, what stood before, so that the whole import can be undone. `file` is there only
    until a worker has read it; `job` is the last piece of work that was handed to one.
    """

    agency_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.PREVIEW)
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    file = models.BinaryField(null=True)
    job = models.BigIntegerField(null=True)
    sheet = models.CharField(max_length=60)
    columns = models.JSONField(default=list)
    """The columns of the file in its own order: heading, and the key it was recognised as or null."""
    notes = models.JSONField(default=list)
    """What was not read, in words."""
    rows = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    plans = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    """How many rows of each action."""
    manifest_hash = models.CharField(max_length=64)
    effects = models.JSONField(default=dict)
    made_by = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    applied_by = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True)
    undone_by = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=250, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency_id", "kind", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.file_name}"

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it, or is to have it."""
        return self.state in (ImportState.READING, ImportState.APPLYING, ImportState.UNDOING)


class SentForm(models.Model):
    """One press of a button that was carried out: see `thidua.common.once`.

    `key` is a hash over the token of the page, which is kept nowhere: what was pressed cannot be guessed from it.
    """

    key = models.CharField(max_length=64, primary_key=True)
    request = models.CharField(max_length=32)
    user_id = models.BigIntegerField()
    at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    """Where it led."""

    class Meta:
        indexes = [models.Index(fields=["user_id", "at"])]

    def __str__(self) -> str:
        return self.key[:8]
