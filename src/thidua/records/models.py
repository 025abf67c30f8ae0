"""Awards that units received in a year, as they told: “Khen thưởng đã nhận trong năm”."""

from django.db import models

from thidua.common.model_fields import PartialDateField
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Bloc, Unit
from thidua.records.enums import AwardCode, RecipientKind


class UnitAward(Versioned):
    """One award for a year's work: to a unit, one of its collectives or one of its people.

    It is a record of what was received, not the decision itself. Where it is only known that “a unit of the bloc”
    received it, `unit` is null and `bloc` says which bloc. Number, day and issuer may be unknown.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="awards")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="awards")
    year = models.PositiveSmallIntegerField()
    recipient_kind = models.CharField(max_length=10, choices=RecipientKind.choices, default=RecipientKind.UNIT)
    recipient = models.CharField(max_length=250, blank=True)
    """The collective or person by name; empty for the unit itself, and where nobody knows."""
    code = models.CharField(max_length=40, choices=AwardCode.choices, null=True, blank=True)
    name = models.CharField(max_length=250)
    """As printed (“Bằng khen của Bộ trưởng Bộ Tài nguyên và Môi trường”)."""
    decision_number = models.CharField(max_length=80, blank=True)
    decided_on = PartialDateField()
    issuer = models.CharField(max_length=250, blank=True)
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, bloc__isnull=True)
                | models.Q(unit__isnull=True, bloc__isnull=False),
                name="award_is_of_unit_or_of_somebody_in_bloc",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "year", "unit"]),
            models.Index(fields=["agency", "year", "bloc"]),
        ]
        ordering = ["-year", "recipient_kind", "pk"]

    def __str__(self) -> str:
        return f"{self.name} – {self.receiver} {self.year}"

    @property
    def receiver(self) -> str:
        """Who received it, as far as it is known."""
        owner = str(self.unit or self.bloc)
        return f"{self.recipient}, {owner}" if self.recipient else owner
