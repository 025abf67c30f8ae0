"""A fact that holds from one day to another, both included."""

from datetime import date
from typing import Self

from django.db import models


class DatedQuerySet(models.QuerySet["DatedModel"]):
    """Adds the question of a day."""

    def on(self, day: date) -> Self:
        """Only what holds on `day`."""
        return self.filter(models.Q(since__isnull=True) | models.Q(since__lte=day)).filter(
            models.Q(until__isnull=True) | models.Q(until__gte=day)
        )


class DatedModel(models.Model):
    """`since` None: for as long as anyone remembers. `until` None: still so. Both days are included."""

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether the fact holds on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def dates_in_order(name: str) -> models.CheckConstraint:
    """The constraint that `until` is not before `since`."""
    return models.CheckConstraint(
        condition=models.Q(since__isnull=True) | models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
        name=name,
    )
