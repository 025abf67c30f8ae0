"""Parties, speakers and outputs of an activity."""

from fractions import Fraction

from django.db import models

from thidua.activities.enums import PartyRole
from thidua.activities.models.activities import Activity
from thidua.campaigns.models.exact import LONGEST, exact_text, read_exact
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Bloc, Person, Unit


class ActivityParty(models.Model):
    """Who held or joined it: a bloc, a unit, an agency on record, or words for whoever is not.

    `name` repeats what was printed at the time; for a partner without a record it is all there is (“Cán bộ, chính
    quyền địa phương phường Trường Sơn”).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parties")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=16, choices=PartyRole.choices)
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    partner_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=300)
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name_plural = "activity parties"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bloc__isnull=True, unit__isnull=True)
                | models.Q(bloc__isnull=True, partner_agency__isnull=True)
                | models.Q(unit__isnull=True, partner_agency__isnull=True),
                name="party_is_at_most_one_thing",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="party_has_a_name"),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class ActivitySpeaker(models.Model):
    """Who spoke, with the post as printed, and what was said."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=250, blank=True)
    said = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}" if self.post else self.name


class ActivityOutput(Versioned):
    """One result: an exact figure stored as text, empty where nobody counted (“chưa có số liệu”, never 0)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="outputs")
    position = models.PositiveSmallIntegerField(default=0)
    indicator = models.CharField(max_length=200)
    value_exact = models.CharField(max_length=LONGEST, blank=True)
    unit_of_measure = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    """How it was counted, or why nobody knows."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "activity", "indicator"], name="output_once_per_activity"),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.indicator

    @property
    def value(self) -> Fraction | None:
        """The figure; None when nobody knows it."""
        return read_exact(self.value_exact)

    @value.setter
    def value(self, value: Fraction | int | None) -> None:
        self.value_exact = exact_text(value)
