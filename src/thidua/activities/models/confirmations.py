"""Letters of thanks and confirmations of participation: numbered, frozen as issued, with a code to check them by."""

from django.db import models

from thidua.activities.enums import ConfirmationKind
from thidua.activities.models.activities import Activity
from thidua.activities.models.parts import ActivityParty
from thidua.activities.models.people import Participant
from thidua.documents.models import IssuedPaper
from thidua.organisations.models import Agency


class Confirmation(models.Model):
    """One paper for one person or one party, as it was issued: `content` is the Word file, `sha256` its hash.

    `name` is what the paper says, whatever the list says later. `code` is printed on the paper: sixteen letters of
    chance, without hyphens, for the whole installation, because whoever checks knows nothing else. A paper is not
    corrected: it is withdrawn, with a reason, and another is issued.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="confirmations")
    kind = models.CharField(max_length=20, choices=ConfirmationKind.choices)
    participant = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="confirmations")
    party = models.ForeignKey(ActivityParty, on_delete=models.SET_NULL, null=True, related_name="confirmations")
    name = models.CharField(max_length=300)
    is_child = models.BooleanField(default=False)
    """Of a child the public page does not say the name."""
    issuer = models.CharField(max_length=250)
    """Who issues it, as the head of the paper says."""
    code = models.CharField(max_length=16, unique=True)
    paper = models.OneToOneField(IssuedPaper, on_delete=models.PROTECT, null=True, related_name="+")
    """Its number and day; None only within the transaction that issues it, because a number names its subject."""
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by_name = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=160, blank=True)
    reason = models.CharField(max_length=250, blank=True)
    """Why it was withdrawn; shown to those who keep the list, never in public."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) ^ ~models.Q(reason=""),
                name="withdrawn_confirmation_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(participant__isnull=True) | models.Q(party__isnull=True),
                name="confirmation_is_for_one",
            ),
            models.UniqueConstraint(
                fields=["agency", "activity", "kind", "participant"],
                condition=models.Q(withdrawn_at__isnull=True, participant__isnull=False),
                name="confirmation_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["agency", "activity", "kind", "party"],
                condition=models.Q(withdrawn_at__isnull=True, party__isnull=False),
                name="confirmation_once_per_party",
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    @property
    def is_valid(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.withdrawn_at is None

    @property
    def code_words(self) -> str:
        """The code as it is printed, in groups of four."""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))
