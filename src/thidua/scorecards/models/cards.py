"""A unit's card: its stage, its lines, every change with author, time and reason, and who signed which branches."""

from django.conf import settings
from django.db import models

from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Unit
from thidua.scorecards.enums import Capacity, ChangeKind, Stage
from thidua.scorecards.models.schemes import Scheme


class Scorecard(Versioned):
    """One unit's card in one table. What it answers lies in its changes, what it scores in its results."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="cards")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="scorecards")
    position = models.PositiveSmallIntegerField(default=0)
    group = models.CharField(max_length=120, blank=True)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.SELF)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by_name = models.CharField(max_length=160, blank=True)
    submitted_delegated = models.BooleanField(default=False)
    """Whether who sent it acted by delegation of the unit's head."""
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=160, blank=True)
    returned_because = models.CharField(max_length=500, blank=True)
    """Why it went back to the unit, while it is there."""
    votes = models.PositiveIntegerField(null=True, blank=True)
    """What a vote among equals gave the unit; more is better. Null: not voted on."""
    votes_from = models.CharField(max_length=500, blank=True)
    """Which vote that was, in words."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "scheme", "unit"], name="card_once_per_scheme")]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.unit}, {self.scheme.cycle}"


class ScoreLine(Versioned):
    """One scored item of a card, to which evidence hangs: what the unit claims, explains, and is answered."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="lines")
    item = models.CharField(max_length=40)
    claim = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    reply = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "scorecard", "item"], name="line_once_per_card")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.item} – {self.scorecard}"


class ScoreChange(models.Model):
    """One answer written, or an item said not to apply. Never changed afterwards: the last one of a layer counts.

    `value` of an ANSWER is exact text for numbers, true or false, the code of a choice, a list of awards; null takes
    the answer back to unknown. Of NOT_APPLICABLE it is the reason, null takes it back.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="changes")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    kind = models.CharField(max_length=16, choices=ChangeKind.choices, default=ChangeKind.ANSWER)
    name = models.CharField(max_length=120)
    """The input, or the item that does not apply."""
    value = models.JSONField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=160)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["scorecard", "name"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class BranchSign(models.Model):
    """An assessor has gone through his branches of a card in one stage; `assessor` is empty for head and deputy.

    `capacity` and `unit_name` say as what he pressed; both are empty on rows older than they are.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="signs")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    assessor = models.CharField(max_length=250, blank=True)
    capacity = models.CharField(max_length=12, choices=Capacity.choices, blank=True)
    unit_name = models.CharField(max_length=250, blank=True)
    is_delegated = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=160)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "scorecard", "stage", "assessor"], name="branch_signed_once")
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.scorecard}"
