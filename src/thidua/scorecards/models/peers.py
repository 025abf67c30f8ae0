"""Cross-scoring: which unit scores which, and what it gave. Advice to the assessors; it enters no total."""

from django.db import models

from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Unit
from thidua.scorecards.models.cards import Scorecard


class PeerPair(Versioned):
    """`scorer` scores the card of another unit. `submitted_at` is null until it has finished."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="peers")
    scorer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "scorecard", "scorer"], name="peer_once_per_card")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.scorer} → {self.scorecard}"


class PeerScore(models.Model):
    """Points a peer gives one item, exact as text."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    pair = models.ForeignKey(PeerPair, on_delete=models.CASCADE, related_name="scores")
    item = models.CharField(max_length=40)
    exact = models.CharField(max_length=60)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "pair", "item"], name="peer_score_once_per_item")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pair} {self.item}: {self.exact}"
