"""What was reached, as reported through the year."""

from fractions import Fraction

from django.db import models

from thidua.campaigns.enums import Judgement
from thidua.campaigns.models.exact import LONGEST, exact_text, read_exact
from thidua.campaigns.models.targets import Target
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Unit


class TargetResult(Versioned):
    """How a target stood on a day, in one unit (`unit` null: in the whole bloc, as the secretary states it).

    Exactly one of these speaks: `is_unknown` (asked, nobody knows yet; the note says why), a figure, yes or no, or
    words with the unit's own judgement.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="results")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="target_results")
    as_of = models.DateField()
    is_unknown = models.BooleanField(default=False)
    value_exact = models.CharField(max_length=LONGEST, blank=True)
    is_done = models.BooleanField(null=True, blank=True)
    text = models.TextField(blank=True)
    judgement = models.CharField(max_length=12, choices=Judgement.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    reported_by_name = models.CharField(max_length=120, blank=True)
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "target", "unit", "as_of"],
                condition=models.Q(unit__isnull=False),
                name="one_result_per_target_unit_and_day",
            ),
            models.UniqueConstraint(
                fields=["agency", "target", "as_of"],
                condition=models.Q(unit__isnull=True),
                name="one_bloc_result_per_target_and_day",
            ),
        ]
        indexes = [models.Index(fields=["unit", "as_of"])]
        ordering = ["as_of", "pk"]

    def __str__(self) -> str:
        return f"{self.target} {self.as_of:%d/%m/%Y}"

    @property
    def value(self) -> Fraction | None:
        """The figure reached; None when it is not known or the target has none."""
        return read_exact(self.value_exact)

    @value.setter
    def value(self, value: Fraction | int | None) -> None:
        self.value_exact = exact_text(value)
