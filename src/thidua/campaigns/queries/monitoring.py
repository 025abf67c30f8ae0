"""Reads of check visits and promises."""

from thidua.campaigns.enums import FollowUpState
from thidua.campaigns.models import FollowUp


def open_follow_ups(bloc_id: int, *, up_to_year: int | None = None) -> list[FollowUp]:
    """Promises of a bloc's visits that nobody has closed, of any year (or of the years up to one)."""
    rows = FollowUp.objects.filter(visit__cycle__bloc=bloc_id).exclude(state=FollowUpState.CLOSED)
    if up_to_year is not None:
        rows = rows.filter(visit__cycle__year__lte=up_to_year)
    return list(rows.select_related("unit", "visit__cycle__bloc"))
