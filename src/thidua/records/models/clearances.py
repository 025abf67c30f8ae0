"""Xác nhận chung: the standing office says of many at once that nothing stands against them as of a day."""

from django.db import models

from thidua.organisations.models import Agency, Person, Unit


class Clearance(models.Model):
    """The standing office says by name: from the beginning to the end of a day, none of those it speaks for
    (`ClearedSubject`) has had a disciplinary measure or a hold. It says nothing of any later day.

    `unit` null: for the whole agency, else for a unit with those under it. `source`: the list or register that was
    looked at. `excepted`: who was left out, `{"person" or "unit": id, "why": [code of ExceptedWhy, …]}`.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="clearances")
    as_of = models.DateField()
    source = models.CharField(max_length=500)
    people = models.PositiveIntegerField()
    """How many people it speaks for."""
    units = models.PositiveIntegerField()
    excepted = models.JSONField(default=list)
    said_by = models.CharField(max_length=250)
    said_by_person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=250, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_because="")),
                name="clearance_withdrawn_with_reason",
            )
        ]
        indexes = [models.Index(fields=["agency", "as_of"])]
        ordering = ["-as_of", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit or self.agency}, {self.as_of:%d/%m/%Y}"

    @property
    def scope(self) -> Unit | Agency:
        """The unit or the whole agency."""
        return self.unit or self.agency


class ClearedSubject(models.Model):
    """One person or one unit that a clearance speaks for: whoever joins later is not among them."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    clearance = models.ForeignKey(Clearance, on_delete=models.CASCADE, related_name="subjects")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, unit__isnull=True)
                | models.Q(person__isnull=True, unit__isnull=False),
                name="cleared_person_or_unit",
            ),
            models.UniqueConstraint(fields=["agency", "clearance", "person"], name="person_cleared_once"),
            models.UniqueConstraint(fields=["agency", "clearance", "unit"], name="unit_cleared_once"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.unit)
