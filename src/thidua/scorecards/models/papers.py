"""Points as people signed them on paper, to be held against the table: a report, minutes of a verification."""

from django.db import models

from thidua.organisations.models import Agency
from thidua.scorecards.models.cards import Scorecard


class SignedPaper(models.Model):
    """One paper on one card. `items` maps item codes to exact points as text; `answers` what it claims otherwise.

    `same_as` names another paper that says the total of the same thing: two such totals must agree.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="papers")
    name = models.CharField(max_length=250)
    total_exact = models.CharField(max_length=60, blank=True)
    items = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    same_as = models.CharField(max_length=250, blank=True)
    recorded_by_name = models.CharField(max_length=160)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "scorecard", "name"], name="paper_once_per_card")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.scorecard}"
