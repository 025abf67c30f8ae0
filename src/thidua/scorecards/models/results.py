"""What a card scores in one layer, as last computed, in the same transaction as the change that made it so."""

from django.db import models

from thidua.organisations.models import Agency
from thidua.scorecards.enums import Layer
from thidua.scorecards.models.cards import Scorecard


class LayerResult(models.Model):
    """Points of every item and of the whole: exact as text, the total also rounded. Unknown is null.

    A layer is stored only once somebody changed something in it; until then the layer before it counts.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="results")
    layer = models.CharField(max_length=10, choices=Layer.choices)
    total_exact = models.TextField(blank=True)
    total = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    standard_exact = models.TextField(blank=True)
    bonus_exact = models.TextField(blank=True)
    penalty_exact = models.TextField(blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    is_provisional = models.BooleanField(default=False)
    grade = models.CharField(max_length=250, blank=True)
    items = models.JSONField(default=dict)
    """Item code → exact points as text, null when unknown; items that do not apply are left out."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "scorecard", "layer"], name="result_once_per_layer")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.scorecard}: {self.total_exact}"
