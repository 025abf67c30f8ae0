"""The theme of a year; one theme may last several years."""

from django.db import models

from thidua.campaigns.models.cycles import Cycle
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency


class Theme(Versioned):
    """A theme (chủ đề). `since_year` and `until_year` are inclusive; None where nobody knows or no end was set."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    since_year = models.PositiveSmallIntegerField(null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)
    launched_by = models.CharField(max_length=250, blank=True)
    basis = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "text"], name="theme_once_per_agency"),
            models.CheckConstraint(
                condition=models.Q(since_year__isnull=True)
                | models.Q(until_year__isnull=True)
                | models.Q(until_year__gte=models.F("since_year")),
                name="theme_years_in_order",
            ),
        ]
        ordering = ["-since_year", "pk"]

    def __str__(self) -> str:
        return self.text


class CycleTheme(models.Model):
    """The theme under which a bloc lives a year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="cycles")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "cycle"], name="one_theme_per_cycle")]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.theme}"
