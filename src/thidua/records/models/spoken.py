"""What a word said of many at once keeps, whatever it says: for whom, up to which day, on what, by whom, taken back."""

from django.db import models

from thidua.organisations.models import Agency, Person, Unit


class SpokenForMany(models.Model):
    """Somebody says something by name of everybody in a scope, up to the end of a day; of no later day.

    `unit` null: for the whole agency, else for a unit with those under it. `source`: the list or register that was
    looked at. `excepted`: who was left out, `{"person" or "unit": id, "why": [code of ExceptedWhy, …]}`.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
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
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_because="")),
                name="%(class)s_withdrawn_with_reason",
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


class SpokenSubject(models.Model):
    """One person or one unit that such a word speaks for: whoever joins later is not among them."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.person or self.unit)


def person_or_unit(name: str) -> models.CheckConstraint:
    """The constraint that a subject is one person or one unit."""
    return models.CheckConstraint(
        condition=models.Q(person__isnull=False, unit__isnull=True) | models.Q(person__isnull=True, unit__isnull=False),
        name=name,
    )
