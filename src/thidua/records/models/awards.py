"""The register of awards: what units, their collectives and people received, as told or as decided."""

from django.db import models

from thidua.common.model_fields import PartialDateField
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Bloc, Person, Unit
from thidua.records.enums import AwardBasis, AwardCode, LawCode, RecipientKind


class UnitAward(Versioned):
    """One award for a year's work: to a unit, one of its collectives or one of its people.

    It is a record of what was received, not the decision itself. Where it is only known that “a unit of the bloc”
    received it, `unit` is null and `bloc` says which bloc. Number, day and issuer may be unknown. `person` is set once
    it is known whose book of all people it stands in; `unit` is then the unit he belonged to, if that is known.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="awards")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="awards")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="awards")
    year = models.PositiveSmallIntegerField()
    recipient_kind = models.CharField(max_length=10, choices=RecipientKind.choices, default=RecipientKind.UNIT)
    recipient = models.CharField(max_length=250, blank=True)
    """The collective or person by name; empty for the unit itself, and where nobody knows."""
    code = models.CharField(max_length=40, choices=AwardCode.choices, null=True, blank=True)
    law_code = models.CharField(max_length=40, choices=LawCode.choices, null=True, blank=True)
    """The title or honour as the law tells them apart; null where the coarse `code` is all that is known."""
    basis = models.CharField(max_length=12, choices=AwardBasis.choices, null=True, blank=True)
    name = models.CharField(max_length=250)
    """As printed (“Bằng khen của Bộ trưởng Bộ Tài nguyên và Môi trường”)."""
    decision_number = models.CharField(max_length=80, blank=True)
    decided_on = PartialDateField()
    issuer = models.CharField(max_length=250, blank=True)
    note = models.CharField(max_length=500, blank=True)
    is_told_to_bloc = models.BooleanField(default=True)
    """Whether the lists that a bloc shares have it; what only a record book tells stays with those who see the book."""
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, bloc__isnull=True)
                | models.Q(unit__isnull=True, bloc__isnull=False)
                | models.Q(unit__isnull=True, bloc__isnull=True, person__isnull=False),
                name="award_has_a_receiver",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) | models.Q(recipient_kind=RecipientKind.PERSON),
                name="award_of_person_is_personal",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "year", "unit"]),
            models.Index(fields=["agency", "year", "bloc"]),
            models.Index(fields=["agency", "person", "year"]),
            models.Index(fields=["agency", "decision_number"]),
        ]
        ordering = ["-year", "recipient_kind", "pk"]

    def __str__(self) -> str:
        return f"{self.name} – {self.receiver} {self.year}"

    @property
    def receiver(self) -> str:
        """Who received it, as far as it is known."""
        owner = self.unit or self.bloc
        return ", ".join(str(each) for each in (self.recipient, owner) if each)
