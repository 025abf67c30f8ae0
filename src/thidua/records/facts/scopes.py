"""Which units a review looks at."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.organisations.models import BlocMembership, Unit
from thidua.records.models import EligibilityReview


def units_in(review: EligibilityReview) -> list[int]:
    """The unit with the units under it, the members of the bloc in the year, or the units of the agency."""
    if review.bloc_id is not None:
        members = BlocMembership.objects.filter(bloc=review.bloc_id, year=review.year)
        return list(members.values_list("unit", flat=True).distinct())
    standing = _standing(review)
    if review.unit_id is None:
        return list(standing.values_list("pk", flat=True))
    children: dict[int | None, list[int]] = {}
    for pk, parent in standing.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    found, waiting = [], [review.unit_id]
    while waiting:
        unit = waiting.pop()
        found.append(unit)
        waiting += children.get(unit, ())
    return found


def _standing(review: EligibilityReview) -> QuerySet[Unit]:
    """Units of the agency that had not ended by the day of judging."""
    units = Unit.objects.filter(agency=review.agency_id)
    return units.exclude(ended_on__lt=review.as_of)
