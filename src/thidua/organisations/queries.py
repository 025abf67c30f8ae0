"""Reads of organisations. They take a queryset or plain ids, never an actor."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership, BlocMembership, Person, Post, Unit


@dataclass(frozen=True, slots=True)
class Leadership:
    """Which units lead a bloc in a year and who represents them; None where it is not known."""

    lead: BlocLeadership | None
    deputy: BlocLeadership | None


def members_of(bloc_id: int, year: int) -> list[Unit]:
    """The units of a bloc in a year, in the bloc's own order."""
    rows = BlocMembership.objects.filter(bloc_id=bloc_id, year=year).select_related("unit")
    return [row.unit for row in rows]


def leadership_of(bloc_id: int, year: int, day: date | None = None) -> Leadership:
    """Head and deputy of a bloc in a year; with `day`, as they stood on that day, else the latest."""
    rows = BlocLeadership.objects.filter(bloc_id=bloc_id, year=year).select_related("unit", "representative")
    held: dict[str, BlocLeadership] = {}
    for row in rows.order_by("since", "pk"):
        if day is None or row.holds_on(day):
            held[row.role] = row
    return Leadership(held.get(LeadRole.LEAD), held.get(LeadRole.DEPUTY_LEAD))


def posts_of(people: QuerySet[Person] | list[Person], day: date) -> dict[int, Post]:
    """The post each of `people` holds on `day`; the head's post first where one holds several."""
    posts: dict[int, Post] = {}
    for post in Post.objects.filter(person__in=people).select_related("unit").order_by("-heads_unit", "pk"):
        if post.holds_on(day):
            posts.setdefault(post.person_id, post)
    return posts
