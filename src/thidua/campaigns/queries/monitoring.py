"""Reads of check visits and promises."""

from django.db.models import Count, F, Q, QuerySet

from thidua.campaigns.enums import FollowUpState
from thidua.campaigns.models import CheckVisit, Cycle, FollowUp

SOONEST = F("due_on").asc(nulls_last=True)
"""The nearest day first, what has none last."""


def open_follow_ups(bloc_id: int, *, up_to_year: int | None = None) -> list[FollowUp]:
    """Promises of a bloc's visits that nobody has closed, of any year (or of the years up to one)."""
    rows = FollowUp.objects.filter(visit__cycle__bloc=bloc_id).exclude(state=FollowUpState.CLOSED)
    if up_to_year is not None:
        rows = rows.filter(visit__cycle__year__lte=up_to_year)
    return list(rows.select_related("unit", "visit__cycle__bloc").order_by(SOONEST, "pk"))


def follow_ups_of(visit: CheckVisit) -> list[FollowUp]:
    """The promises made at a visit, the nearest day first. One query; each knows its visit."""
    rows = list(FollowUp.objects.filter(visit=visit).select_related("unit").order_by(SOONEST, "pk"))
    for row in rows:
        row.visit = visit
    return rows


def visits_of(cycle: Cycle) -> QuerySet[CheckVisit]:
    """The visits of a year in order of their days, with their units, `promises` and how many are `unclosed`."""
    unclosed = Count("follow_ups", filter=~Q(follow_ups__state=FollowUpState.CLOSED), distinct=True)
    return (
        CheckVisit.objects.filter(cycle=cycle)
        .prefetch_related("units")
        .annotate(promises=Count("follow_ups", distinct=True), unclosed=unclosed)
        .order_by(F("planned_on").asc(nulls_last=True), "pk")
    )
