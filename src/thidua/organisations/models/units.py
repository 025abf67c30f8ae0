"""Units: what joins a bloc, signs a pledge and is honoured."""

from django.db import models

from thidua.common.versions import Versioned
from thidua.organisations.enums import MassOrganisationKind, SuccessionKind, UnitKind
from thidua.organisations.models.agencies import Agency
from thidua.organisations.models.dated import DatedModel, dates_in_order


class Unit(Versioned):
    """A department, office, centre or company.

    `name` and `short_name` repeat the name in force and `parent` the unit above it now; the history of both is in
    `names` and `places`. `agency` keeps its record.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=UnitKind.choices, default=UnitKind.STATE_BODY)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=120, blank=True)
    search_key = models.TextField(editable=False)
    """Folded names of all times, short names and aliases, a line each: what search looks into."""
    sort_key = models.CharField(max_length=1000, editable=False)
    ended_on = models.DateField(null=True, blank=True)
    """The last day of its existence, if it was merged or dissolved."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="unit_code_once_per_agency")]
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name


class UnitName(DatedModel):
    """A name between two dates."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=250, blank=True)
    """The decision that gave it, if known."""

    class Meta:
        constraints = [dates_in_order("unit_name_dates_in_order")]

    def __str__(self) -> str:
        return self.name


class UnitPlace(DatedModel):
    """Under which unit it stood between two dates; `parent` null directly under the agency."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="places")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [dates_in_order("unit_place_dates_in_order")]

    def __str__(self) -> str:
        return f"{self.unit} < {self.parent}"


class UnitSuccession(models.Model):
    """One unit went over into another on a day, perhaps in mid-year; what each did stays its own."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="predecessions")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    effective_on = models.DateField(null=True)
    """The first day on which the successor acts in its place."""
    basis = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["effective_on", "pk"]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Alias(models.Model):
    """Another way people write the name of a unit (“Văn phòng Hội đồng”)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=250)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["agency", "unit", "text"], name="alias_once_per_unit")]

    def __str__(self) -> str:
        return self.text


class MassOrganisation(DatedModel, Versioned):
    """A union, youth or Party body of a unit: co-owner of tasks."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="mass_organisations")
    kind = models.CharField(max_length=20, choices=MassOrganisationKind.choices)
    name = models.CharField(max_length=250)

    class Meta:
        constraints = [dates_in_order("mass_organisation_dates_in_order")]
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.name
