"""Targets of a pledge: what is to be reached, by whom, how much."""

from fractions import Fraction

from django.db import models

from thidua.campaigns.enums import IndicatorKind, TargetScope
from thidua.campaigns.models.exact import LONGEST, exact_text, read_exact
from thidua.campaigns.models.indicators import Indicator
from thidua.campaigns.models.pledges import Pledge
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Unit


class Target(Versioned):
    """One line of the pledge (chỉ tiêu): content, unit of measure, plan, note, as in form 1a.

    A target from the library repeats the indicator's properties, so that what was signed does not change with the
    library. `plan` is an exact number stored as text; for a qualitative target `plan_text` says what is wanted.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="targets")
    scope = models.CharField(max_length=10, choices=TargetScope.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="targets")
    position = models.PositiveSmallIntegerField(default=0)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="targets")
    content = models.CharField(max_length=500)
    unit_of_measure = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=12, choices=IndicatorKind.choices)
    bigger_is_better = models.BooleanField(default=True)
    is_cumulative = models.BooleanField(default=True)
    plan_exact = models.CharField(max_length=LONGEST, blank=True)
    plan_text = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(null=True, blank=True)
    """The day by which it is to be reached; null: the last day of the year."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope="OF_UNIT", unit__isnull=False)
                | ~models.Q(scope="OF_UNIT") & models.Q(unit__isnull=True),
                name="target_of_unit_names_its_unit",
            )
        ]
        indexes = [models.Index(fields=["pledge", "unit"])]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.content

    @property
    def plan(self) -> Fraction | None:
        """The planned figure; None when none was set."""
        return read_exact(self.plan_exact)

    @plan.setter
    def plan(self, value: Fraction | int | None) -> None:
        self.plan_exact = exact_text(value)

    @property
    def has_figure(self) -> bool:
        """Whether plan and result are numbers."""
        return IndicatorKind(self.kind).has_figure
