"""Days that were moved: worked though it is a weekend, or free though it is not."""

from django.db import models

from thidua.organisations.models import Agency


class CompensatoryDay(models.Model):
    """One day whose nature was decided, for an agency and all below it. `basis` names the decision."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    is_working = models.BooleanField()
    name = models.CharField(max_length=160)
    basis = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "day"], name="day_decided_once_per_agency")]
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
