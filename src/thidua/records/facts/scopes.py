"""Which units a review or a clearance looks at."""

from __future__ import annotations

from datetime import date

from thidua.organisations.models import BlocMembership, Unit
from thidua.records.models import EligibilityReview


def units_in(review: EligibilityReview) -> list[int]:
    """The unit with the units under it, the members of the bloc in the year, or the units of the agency."""
    if review.bloc_id is not None:
        members = BlocMembership.objects.filter(bloc=review.bloc_id, year=review.year)
        return list(members.values_list("unit", flat=True).distinct())
    return units_under(review.agency_id, review.unit_id, review.as_of)


def units_under(agency: int, unit: int | None, day: date) -> list[int]:
    """A unit with those under it, or (None) all of the agency, as far as they had not ended by the day."""
    standing = Unit.objects.filter(agency=agency).exclude(ended_on__lt=day)
    if unit is None:
        return list(standing.values_list("pk", flat=True))
    children: dict[int | None, list[int]] = {}
    for pk, parent in standing.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    found, waiting = [], [unit]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children.get(one, ())
    return found
