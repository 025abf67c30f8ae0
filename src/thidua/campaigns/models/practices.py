"""Exchange of practice: what worked in one unit, and who took it up."""

from django.db import models

from thidua.campaigns.models.cycles import Cycle
from thidua.campaigns.models.movements import Movement
from thidua.campaigns.models.targets import Target
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Unit


class Practice(Versioned):
    """Something that worked in a unit, told so that others can do it too."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="practices")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="practices")
    title = models.CharField(max_length=250)
    what_worked = models.TextField()
    how = models.TextField(blank=True)
    target = models.ForeignKey(Target, on_delete=models.PROTECT, null=True, blank=True, related_name="practices")
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, null=True, blank=True, related_name="practices")
    told_by_name = models.CharField(max_length=120, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["cycle", "unit"])]
        ordering = ["-told_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Adoption(Versioned):
    """Another unit took a practice up."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adoptions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="adoptions")
    since = models.DateField(null=True, blank=True)
    """Null when nobody wrote the day down."""
    how = models.TextField(blank=True)
    result = models.TextField(blank=True)
    told_by_name = models.CharField(max_length=120, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "practice", "unit"], name="unit_adopts_practice_once"),
        ]
        ordering = ["told_at", "pk"]

    def __str__(self) -> str:
        return f"{self.unit}: {self.practice}"
