"""What the members of a bloc agree on: versions of the working regulation and other rules, and comments on drafts."""

from django.db import models

from thidua.campaigns.enums import CommentOutcome, RuleKind, RuleState
from thidua.campaigns.models.cycles import Cycle
from thidua.campaigns.models.voices import SpokenFor
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Bloc, Person


class RuleVersion(Versioned):
    """One version of one kind of rules. It holds from its adoption until the next version is adopted.

    `cycle` is the year in which it was drafted; an adopted version goes on holding in later years.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="rule_versions")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="rule_versions")
    kind = models.CharField(max_length=20, choices=RuleKind.choices)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=250)
    text = models.TextField()
    state = models.CharField(max_length=12, choices=RuleState.choices, default=RuleState.DRAFT)
    comments_since = models.DateField(null=True, blank=True)
    comments_until = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    """None with state ADOPTED: adopted on a day nobody knows."""
    adopted_by_paper = models.CharField(max_length=250, blank=True)
    superseded_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "bloc", "kind", "number"], name="rule_version_number_once"),
            models.UniqueConstraint(
                fields=["agency", "bloc", "kind"],
                condition=models.Q(state="ADOPTED"),
                name="one_adopted_version_per_kind",
            ),
        ]
        ordering = ["bloc", "kind", "-number"]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class RuleComment(SpokenFor, Versioned):
    """What a member unit, or the superior, says on a draft, and what it was told."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(RuleVersion, on_delete=models.CASCADE, related_name="comments")
    place = models.CharField(max_length=120, blank=True)
    """Which part it is about (“Điều 4 khoản 2”)."""
    text = models.TextField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=CommentOutcome.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(SpokenFor.Meta):
        indexes = [models.Index(fields=["rule", "unit"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.text[:60]}"
