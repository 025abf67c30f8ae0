"""The pledge of a bloc's year and the signatures under it."""

from django.db import models

from thidua.campaigns.enums import FrozenBecause, PledgeState, SignatureKind
from thidua.campaigns.models.cycles import Cycle
from thidua.campaigns.models.movements import Movement
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Person, Unit


class Pledge(Versioned):
    """What a bloc promises for one year (giao ước thi đua).

    While OPEN its text and the bloc's targets stand still, and each unit's own targets until its head has signed.
    Once FROZEN nothing changes; `content` is what was agreed, in canonical JSON, and `content_hash` its SHA-256.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="pledges")
    title = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    movements = models.ManyToManyField(Movement, related_name="pledges", blank=True)
    state = models.CharField(max_length=6, choices=PledgeState.choices, default=PledgeState.DRAFT)
    opened_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    frozen_because = models.CharField(max_length=10, choices=FrozenBecause.choices, blank=True)
    closing_note = models.CharField(max_length=500, blank=True)
    """Why the secretary ended the signing before all had signed."""
    content = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "cycle"], name="one_pledge_per_cycle")]

    def __str__(self) -> str:
        return self.title


class PledgeSignature(models.Model):
    """One unit has signed. Names are kept as they were on the day: units are merged and renamed, people move on.

    `signed_hash` covers what this unit signed: the bloc's part and its own targets. A signature withdrawn because the
    pledge went back to draft stays as a row with its reason.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="signatures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="pledge_signatures")
    unit_name = models.CharField(max_length=250)
    kind = models.CharField(max_length=10, choices=SignatureKind.choices)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signed_by_name = models.CharField(max_length=120, blank=True)
    """Empty when a paper does not say who signed."""
    post_title = models.CharField(max_length=160, blank=True)
    on_behalf_of = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf_of_name = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True)
    """Null only for a paper whose day nobody knows."""
    signed_at = models.DateTimeField(null=True)
    """The moment, for a signature made here."""
    note = models.CharField(max_length=250, blank=True)
    signed_hash = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "pledge", "unit"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="unit_signs_pledge_once",
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.pledge}"
