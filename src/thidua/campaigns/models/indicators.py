"""The library of indicators: what an agency's blocs measure, year after year."""

from django.db import models

from thidua.campaigns.enums import IndicatorKind
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency


class Indicator(Versioned):
    """One thing that is measured in the same way every year.

    `name_key` is the folded name, so that one indicator is not entered twice with other accents.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    name_key = models.CharField(max_length=250, editable=False)
    unit_of_measure = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=12, choices=IndicatorKind.choices, default=IndicatorKind.NUMBER)
    bigger_is_better = models.BooleanField(default=True)
    is_cumulative = models.BooleanField(default=True)
    """Whether the figure grows through the year (a count) or is a level on a day (a ratio)."""
    description = models.TextField(blank=True)
    is_retired = models.BooleanField(default=False)
    """No longer offered for new targets; old ones keep it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name_key", "kind"], name="indicator_once_per_agency"),
        ]
        ordering = ["name_key", "pk"]

    def __str__(self) -> str:
        return self.name
