"""Blocs and clusters; who belonged to them in which year, and which unit led."""

from django.db import models

from thidua.common.versions import Versioned
from thidua.organisations.enums import BlocKind, LeadRole
from thidua.organisations.models.agencies import Agency
from thidua.organisations.models.dated import DatedModel, dates_in_order
from thidua.organisations.models.papers import DecidedModel
from thidua.organisations.models.people import Person
from thidua.organisations.models.units import Unit


class Bloc(Versioned):
    """A bloc (khối) or cluster (cụm) of an agency's council. `code` names it in commands and folders.

    The lists of its members and heads count as its text: changing them counts its version up.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="blocs")
    kind = models.CharField(max_length=10, choices=BlocKind.choices, default=BlocKind.BLOC)
    code = models.SlugField(max_length=60)
    number = models.CharField(max_length=20)
    """As people write it: “số II”, “VIII”, “347”."""
    name = models.CharField(max_length=160)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="bloc_code_once_per_agency")]
        ordering = ["agency", "code"]

    def __str__(self) -> str:
        return self.name


class BlocMembership(DecidedModel):
    """A unit is a member of a bloc for one year. It may join or leave within the year.

    The decision is the one that names it a member, most often one for the whole list of the year.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="memberships")
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bloc_memberships")
    position = models.PositiveSmallIntegerField(default=0)
    """Place in the bloc's own list."""
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_because = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "bloc", "year", "unit"], name="unit_once_per_bloc_and_year")
        ]
        indexes = [models.Index(fields=["unit", "year"])]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.unit}, {self.bloc} {self.year}"


class BlocLeadership(DatedModel, Versioned):
    """A unit leads a bloc for one year, represented by a person who need not be its chief; a change has its date.

    The change of representative ends one row and begins another.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="leaderships")
    year = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=12, choices=LeadRole.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="leaderships")
    representative = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.CharField(max_length=250, blank=True)
    """Election or decision it rests on, in words."""

    class Meta:
        constraints = [dates_in_order("leadership_dates_in_order")]
        indexes = [models.Index(fields=["agency", "bloc", "year", "role"])]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.bloc} {self.year}: {self.unit}"
