"""A fact that holds from one day to another, both included."""

from datetime import date

from django.db import models


class DatedModel(models.Model):
    """`since` None: for as long as anyone remembers. `until` None: still so. Both days are included."""

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether the fact holds on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def overlaps(self, since: date | None, until: date | None) -> bool:
        """Whether some day belongs both to the fact and to the time from `since` to `until`."""
        begins_late = self.since is not None and until is not None and self.since > until
        ends_early = self.until is not None and since is not None and self.until < since
        return not begins_late and not ends_early


def holding_on(day: date, path: str = "") -> models.Q:
    """The condition that a dated fact holds on `day`; `path` leads to it from the row asked for ("memberships__")."""
    return (models.Q(**{f"{path}since__isnull": True}) | models.Q(**{f"{path}since__lte": day})) & (
        models.Q(**{f"{path}until__isnull": True}) | models.Q(**{f"{path}until__gte": day})
    )


OLDEST_FIRST = (models.F("since").asc(nulls_first=True), "pk")
"""Order of dated facts; what began before anyone remembers comes first, on every database."""

LATEST_FIRST = (models.F("since").desc(nulls_last=True), "-pk")
"""The other way round."""


def dates_in_order(name: str) -> models.CheckConstraint:
    """The constraint that `until` is not before `since`."""
    return models.CheckConstraint(
        condition=models.Q(since__isnull=True) | models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
        name=name,
    )
