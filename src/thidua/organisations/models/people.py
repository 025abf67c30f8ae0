"""People, where they belong and which posts they hold, with dates."""

from django.conf import settings
from django.db import models

from thidua.common.versions import Versioned
from thidua.organisations.enums import Gender
from thidua.organisations.models.agencies import Agency
from thidua.organisations.models.dated import DatedModel, dates_in_order
from thidua.organisations.models.papers import DecidedModel
from thidua.organisations.models.units import Unit


class Person(Versioned):
    """A person. `sort_key` orders by given name, as Vietnamese lists do. Unknown gender or birth date is null.

    `agency` keeps the record and stays; memberships and posts say where the person works. Lists often know only the
    year of birth: `born_year` then stands alone.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="people")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    full_name = models.CharField(max_length=120)
    gender = models.CharField(max_length=6, choices=Gender.choices, null=True, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_year = models.PositiveSmallIntegerField(null=True, blank=True)
    staff_code = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "people"
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["agency", "sort_key"]), models.Index(fields=["agency", "search_key"])]

    def __str__(self) -> str:
        return self.full_name


class UnitMembership(DatedModel, DecidedModel, Versioned):
    """A person belongs to a unit between two dates, by a decision if it is known."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    department = models.CharField(max_length=160, blank=True)
    """Where within the unit, in words, when it has no unit of its own there."""
    left_because = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [dates_in_order("membership_dates_in_order")]
        indexes = [models.Index(fields=["unit", "until"])]

    def __str__(self) -> str:
        return f"{self.person} – {self.unit}"


class Post(DatedModel, DecidedModel, Versioned):
    """A person holds a post in a unit (“Phó Chánh Văn phòng”) between two dates, by a decision if it is known."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=160)
    heads_unit = models.BooleanField(default=False)
    """Whether the post is the unit's head, who signs for it."""

    class Meta:
        constraints = [dates_in_order("post_dates_in_order")]

    def __str__(self) -> str:
        return f"{self.title} {self.unit}"
