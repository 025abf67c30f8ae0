"""Published copies."""

from django.db import models

from thidua.organisations.models import Agency
from thidua.publishing.enums import SnapshotKind

SLUG = 12


class Snapshot(models.Model):
    """One published version of one thing; never changed, only withdrawn.

    All versions of a thing have one `slug`, the address; the one with the highest `number` is shown. `body` holds the
    words by language; `digest` is the SHA-256 of title and body.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=SnapshotKind.choices)
    subject = models.BigIntegerField()
    """The number of the thing, for the app that owns it."""
    slug = models.CharField(max_length=SLUG)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    happened_on = models.DateField(null=True, blank=True)
    """The day of what is told, where it is known to the day."""
    is_illustrative = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    published_by_name = models.CharField(max_length=160)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "subject", "number"], name="snapshot_numbered_once"),
            models.UniqueConstraint(fields=["slug", "number"], name="snapshot_address_numbered_once"),
        ]
        ordering = ["kind", "subject", "number"]

    def __str__(self) -> str:
        return f"{self.title}, bản công bố số {self.number}"
