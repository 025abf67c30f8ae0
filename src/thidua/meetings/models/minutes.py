"""The minutes: sentences linked to the records they tell, their versions, what attendees want changed."""

from django.db import models

from thidua.common.versions import Versioned
from thidua.meetings.enums import AmendmentState, MinutesSection, MinutesState, VersionCause
from thidua.meetings.models.meetings import Meeting
from thidua.organisations.models import Agency, Person, Unit


class Minutes(Versioned):
    """The minutes of one meeting. Two different people finish them: the secretary signs, the chair adopts.

    Attendees may propose amendments through `amend_until` (included). `is_read_back` says that the text was read
    aloud and agreed at the meeting itself, so that no day need be waited for. Once adopted, `text` and its SHA-256
    `digest` are frozen; `chain_*` is where the agency's history stood, printed in the text.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=MinutesState.choices, default=MinutesState.DRAFT)
    amend_until = models.DateField(null=True, blank=True)
    is_read_back = models.BooleanField(default=False)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_by_user = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.TextField(blank=True)
    """Why the chair last gave them back."""
    adopted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopted_by_user = models.BigIntegerField(null=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    chain_number = models.BigIntegerField(null=True)
    chain_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"Biên bản {self.meeting}"


class MinutesLine(Versioned):
    """One sentence or paragraph. `built_text` is what the records last said; it differs from `text` once edited.

    `slot` names its place among the built sentences (`meeting.time`, `statement.12`); `source_kind` and `source_id`
    name the record it tells. All are empty when a person added it. Empty `text` leaves the sentence out.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="lines")
    section = models.CharField(max_length=12, choices=MinutesSection.choices)
    position = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    built_text = models.TextField(blank=True)
    slot = models.CharField(max_length=40, blank=True)
    source_kind = models.CharField(max_length=20, blank=True)
    source_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "minutes", "slot"], condition=~models.Q(slot=""), name="minutes_slot_once"
            )
        ]
        indexes = [models.Index(fields=["minutes", "position"])]

    def __str__(self) -> str:
        return self.text[:120]

    @property
    def is_edited(self) -> bool:
        """Whether a person changed or added it."""
        return self.text != self.built_text


class MinutesVersion(models.Model):
    """The whole text as it stood after a change. Only ever added to."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    cause = models.CharField(max_length=10, choices=VersionCause.choices)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "minutes", "number"], name="minutes_version_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes} ({self.number})"


class Amendment(Versioned):
    """What somebody who attended wants a sentence (`line`) to say, or wants added to a section (no line)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="amendments")
    section = models.CharField(max_length=12, choices=MinutesSection.choices)
    line = models.ForeignKey(MinutesLine, on_delete=models.SET_NULL, null=True, blank=True, related_name="amendments")
    line_text = models.TextField(blank=True)
    """What the sentence said when the amendment was proposed."""
    text = models.TextField()
    reason = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by_user = models.BigIntegerField(null=True)
    proposed_by_words = models.CharField(max_length=250)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=AmendmentState.choices, default=AmendmentState.PROPOSED)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["minutes", "state"])]

    def __str__(self) -> str:
        return self.text[:120]
