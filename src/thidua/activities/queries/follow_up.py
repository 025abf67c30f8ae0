"""Reads of workshops and of what follows activities."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.activities.enums import OPEN_PROPOSALS
from thidua.activities.models import Activity, Lesson, ProgrammeLine, Proposal, Review, Revisit

WITH_PARTIES = ("target_agency", "proposer", "party__bloc", "party__unit", "party__partner_agency")


def programme_of(activity: Activity) -> QuerySet[ProgrammeLine]:
    """The programme by its hours; what has none last."""
    return ProgrammeLine.objects.filter(activity=activity)


def proposals_of(activity: Activity) -> QuerySet[Proposal]:
    """The proposals of a workshop, as they were written down."""
    return Proposal.objects.filter(activity=activity).select_related(*WITH_PARTIES)


def proposals_of_cycle(cycle_id: int) -> QuerySet[Proposal]:
    """The proposals of the workshops that count for a bloc's year."""
    return _listed(Proposal.objects.filter(activity__credits__cycle=cycle_id))


def proposals_of_year(agency_id: int, year: int) -> QuerySet[Proposal]:
    """The proposals of the workshops that an agency held in a year, or that count for it."""
    held = Q(activity__held_on__startswith=str(year)) | Q(activity__credits__cycle__year=year)
    return _listed(Proposal.objects.filter(held, activity__agency=agency_id))


def lessons_of(activity: Activity) -> QuerySet[Lesson]:
    """The lines of the review."""
    return Lesson.objects.filter(activity=activity).select_related("party", "taken_into")


def revisits_of(activity: Activity) -> QuerySet[Revisit]:
    """The visits afterwards, the earliest first."""
    return Revisit.objects.filter(activity=activity).select_related("party", "made")


def _listed(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    rows = rows.select_related("activity__agency", "activity__bloc", "activity__unit", *WITH_PARTIES)
    return rows.order_by(F("due_on").asc(nulls_last=True), "activity__held_on", "activity", "position", "pk").distinct()


def summary_of(activity: Activity, today: date) -> dict[str, Any]:
    """What follows an activity, in numbers, in one query: `proposals` with those `settled` and `late`; `lessons`,
    `is_closed`; visits `made`, the `next_on`; of a visit its `first` activity with `first_title`.
    """
    proposals = Proposal.objects.filter(activity=OuterRef("pk"))
    is_open = Q(state__in=OPEN_PROPOSALS)
    found = (
        Activity.objects.filter(pk=activity.pk)
        .values(
            proposals=_many(proposals),
            settled=_many(proposals.exclude(is_open)),
            late=_many(proposals.filter(is_open, due_on__lt=today)),
            lessons=_many(Lesson.objects.filter(activity=OuterRef("pk"))),
            is_closed=Exists(Review.objects.filter(activity=OuterRef("pk"))),
            made=_many(Revisit.objects.filter(activity=OuterRef("pk"), made__isnull=False)),
            next_on=Subquery(_each(Revisit.objects.filter(activity=OuterRef("pk"), made=None), Min("due_on"))),
            first=F("revisit_of__activity"),
            first_title=F("revisit_of__activity__title"),
        )
        .get()
    )
    return {**found}


def _many(rows: QuerySet[Any]) -> Coalesce:
    """How many rows there are of each activity, 0 for none."""
    return Coalesce(Subquery(_each(rows, Count("pk"))), 0)


def _each(rows: QuerySet[Any], what: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = rows.order_by().values("activity").annotate(found=what).values("found")
    return found
