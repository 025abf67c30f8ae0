"""What is kept of figures: the latest of each selection, and those that serve as evidence; who joins records."""

from django.db import models

from thidua.activities.enums import FiguresOf
from thidua.activities.models.activities import Activity
from thidua.organisations.models import Agency


class ActivityFigures(models.Model):
    """The figures of a selection as they were last reckoned from its facts, in every language of the pages.

    `stamp` says from what: while it equals the stamp of what is on record now, nothing has changed since. `digest` is
    of the figures alone, without words and findings: two reckonings that come to the same have the same.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    of = models.CharField(max_length=10, choices=FiguresOf.choices)
    subject = models.BigIntegerField()
    """The activity, the bloc's year, the movement or the agency."""
    year = models.PositiveSmallIntegerField(default=0)
    """Of an agency: which year."""
    stamp = models.CharField(max_length=64)
    facts = models.PositiveIntegerField()
    last_fact = models.BigIntegerField(default=0)
    reckoned_at = models.DateTimeField()
    reckoned_on = models.DateField()
    digest = models.CharField(max_length=64)
    data = models.JSONField()

    class Meta:
        verbose_name_plural = "activity figures"
        constraints = [
            models.UniqueConstraint(fields=["agency", "of", "subject", "year"], name="figures_once_per_selection")
        ]

    def __str__(self) -> str:
        return f"{self.get_of_display()} {self.subject}"


class FrozenFigures(models.Model):
    """The figures of an activity as they stood when they were taken as evidence, with title, day, place and parties
    (`data["record"]`); never changed afterwards.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="frozen_figures")
    number = models.PositiveIntegerField()
    facts = models.PositiveIntegerField()
    reckoned_on = models.DateField()
    digest = models.CharField(max_length=64)
    data = models.JSONField()
    frozen_at = models.DateTimeField()
    frozen_by_name = models.CharField(max_length=160)

    class Meta:
        verbose_name_plural = "frozen figures"
        constraints = [
            models.UniqueConstraint(fields=["agency", "activity", "number"], name="frozen_figures_numbered_once")
        ]
        ordering = ["activity", "number"]

    def __str__(self) -> str:
        return f"{self.activity}, bản {self.number}"


class MergeRequest(models.Model):
    """Somebody says that two records tell of one activity, or with `as_part` that one is a part of the other, and asks
    whoever keeps the other one.

    While `answered_at` is None it waits. What was merged can be taken apart again: `split_at`.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="merge_requests")
    into = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="merges_offered")
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=160)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=160, blank=True)
    is_agreed = models.BooleanField(default=False)
    as_part = models.BooleanField(default=False)
    split_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "activity", "into", "as_part"],
                condition=models.Q(answered_at__isnull=True),
                name="merge_asked_once",
            ),
            models.CheckConstraint(condition=~models.Q(activity=models.F("into")), name="merge_joins_two"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.activity} → {self.into}"
