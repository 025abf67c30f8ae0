"""The history: append-only (database triggers refuse changes), chained by hashes, one chain per agency.

Chain 0 belongs to the installation itself: sign-in, accounts, roles over no agency.
"""

from django.db import models

INSTALLATION = 0
"""The chain of what belongs to no agency."""

REFUSED = "_refused"
"""Acts that end so are tries in vain, kept by `keep_refusal`. Only the history of an agency tells them: neither the
page of the thing nor one's own history, which would say that something is there to whoever may not see it."""

LONGEST_WHO, LONGEST_WHAT = 150, 300


class AuditEntry(models.Model):
    """One service call. `payload` is the canonical JSON that the hash covers; the other columns repeat parts of it."""

    agency_id = models.BigIntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=80)
    object_id = models.BigIntegerField(null=True)
    who_key = models.CharField(max_length=LONGEST_WHO, default="")
    """The actor's name, folded: history is searched by person with accents or without."""
    what_key = models.CharField(max_length=LONGEST_WHAT, default="")
    """The thing's name at the time, folded."""
    payload = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_id", "number"], name="audit_number_once_per_chain")]
        indexes = [
            models.Index(fields=["object_kind", "object_id"]),
            models.Index(fields=["user_id", "at"]),
            models.Index(fields=["agency_id", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.number} {self.action}"


class ChainHead(models.Model):
    """The last entry of one chain: locked by each writer, so that numbers have no gap and no fork.

    Triggers refuse to delete it, and to move it anywhere but one entry on.
    """

    agency_id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.number}"
