"""Reads of organisations. They take a queryset or plain ids, never an actor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, F, Q, QuerySet

from thidua.core.vietnam.names import fold
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import (
    Agency,
    AgencyName,
    Bloc,
    BlocLeadership,
    BlocMembership,
    Person,
    Post,
    Unit,
    UnitMembership,
    UnitName,
)
from thidua.organisations.models.dated import OLDEST_FIRST, holding_on

Searched = TypeVar("Searched", Agency, Unit, Person)


@dataclass(frozen=True, slots=True)
class Leadership:
    """Which units lead a bloc in a year and who represents them; None where it is not known."""

    lead: BlocLeadership | None
    deputy: BlocLeadership | None


# --- search and names ------------------------------------------------------------------------------------------------


def search(things: QuerySet[Searched], text: str) -> QuerySet[Searched]:
    """Those whose names hold every word of `text`, without accents: `dang` finds `Đặng`."""
    for word in fold(text).split()[:10]:
        things = things.filter(search_key__contains=word)
    return things


def unit_names_on(units: Iterable[Unit], day: date) -> dict[int, str]:
    """How each unit was called on `day`; where nobody knows, the name in force."""
    given = {unit.pk: unit.name for unit in units}
    held = UnitName.objects.filter(holding_on(day), unit__in=given).order_by(*OLDEST_FIRST)
    return {**given, **dict(held.values_list("unit_id", "name"))}


def agency_names_on(agencies: Iterable[Agency], day: date) -> dict[int, str]:
    """How each agency was called on `day`; where nobody knows, the name in force."""
    given = {agency.pk: str(agency.name) for agency in agencies}
    held = AgencyName.objects.filter(holding_on(day), agency__in=given).order_by(*OLDEST_FIRST)
    return {**given, **dict(held.values_list("agency_id", "name"))}


def units_named(units: QuerySet[Unit], text: str) -> list[Unit]:
    """Units one of whose names, short names or aliases is `text`, whatever accents and capitals; living ones first."""
    wanted = fold(text)
    alike = units.filter(search_key__contains=wanted) if wanted else units.none()
    found = [unit for unit in alike if wanted in unit.search_key.split("\n")]
    return sorted(found, key=lambda unit: (unit.ended_on is not None, unit.sort_key, unit.pk))


# --- blocs -----------------------------------------------------------------------------------------------------------


def member_rows(bloc_id: int, year: int, day: date | None = None) -> list[BlocMembership]:
    """The memberships of a year with their units, in the bloc's own order; with `day`, those that held on it."""
    rows = BlocMembership.objects.filter(bloc_id=bloc_id, year=year).select_related("unit").order_by("position", "pk")
    if day is not None:
        rows = rows.filter(
            Q(joined_on__isnull=True) | Q(joined_on__lte=day), Q(left_on__isnull=True) | Q(left_on__gte=day)
        )
    return list(rows)


def members_of(bloc_id: int, year: int, day: date | None = None) -> list[Unit]:
    """The units of a bloc in a year, in the bloc's own order; with `day`, those that were members on it."""
    return [row.unit for row in member_rows(bloc_id, year, day)]


def years_of(bloc_id: int) -> list[int]:
    """The years for which the bloc has members written down, the latest first."""
    years = BlocMembership.objects.filter(bloc_id=bloc_id).values_list("year", flat=True)
    return sorted(set(years), reverse=True)


def latest_year_told(bloc_id: int, until: int) -> int:
    """The latest year, `until` at most, for which members, head or deputy of the bloc are written down; `until` where
    there is none.
    """
    led = BlocLeadership.objects.filter(bloc_id=bloc_id).values_list("year", flat=True)
    return max((year for year in {*years_of(bloc_id), *led} if year <= until), default=until)


def leaderships_of(bloc_id: int, year: int) -> list[BlocLeadership]:
    """Everyone who led the bloc in a year, in order of time."""
    rows = BlocLeadership.objects.filter(bloc_id=bloc_id, year=year).select_related("unit", "representative")
    return list(rows.order_by("role", *OLDEST_FIRST))


def leadership_of(bloc_id: int, year: int, day: date | None = None) -> Leadership:
    """Head and deputy of a bloc in a year; with `day`, as they stood on that day, else the latest."""
    rows = BlocLeadership.objects.filter(bloc_id=bloc_id, year=year).select_related("unit", "representative")
    held: dict[str, BlocLeadership] = {}
    for row in rows.order_by(*OLDEST_FIRST):
        if day is None or row.holds_on(day):
            held[row.role] = row
    return Leadership(held.get(LeadRole.LEAD), held.get(LeadRole.DEPUTY_LEAD))


def leading_units_of_blocs(blocs: Iterable[Bloc], day: date) -> dict[int, BlocLeadership]:
    """Who leads each bloc on `day`."""
    rows = BlocLeadership.objects.filter(holding_on(day), bloc__in=blocs, year=day.year, role=LeadRole.LEAD)
    return {row.bloc_id: row for row in rows.select_related("unit").order_by(*OLDEST_FIRST)}


def member_counts_of_blocs(blocs: Iterable[Bloc], year: int) -> dict[int, int]:
    """How many units belong to each bloc in a year and have not left it."""
    rows = BlocMembership.objects.filter(bloc__in=blocs, year=year, left_on=None)
    return dict(rows.order_by().values("bloc_id").annotate(count=Count("pk")).values_list("bloc_id", "count"))


def blocs_of_unit(unit_id: int) -> list[BlocMembership]:
    """The unit's years in blocs, the latest first."""
    rows = BlocMembership.objects.filter(unit_id=unit_id).select_related("bloc__agency")
    return list(rows.order_by("-year", "bloc__code"))


# --- people ----------------------------------------------------------------------------------------------------------


def posts_of(people: QuerySet[Person] | list[Person], day: date) -> dict[int, Post]:
    """The post each of `people` holds on `day`; the head's post first where one holds several."""
    posts: dict[int, Post] = {}
    rows = Post.objects.filter(holding_on(day), person__in=people).select_related("unit")
    for post in rows.order_by("-heads_unit", "pk"):
        posts.setdefault(post.person_id, post)
    return posts


def units_of_people(people: QuerySet[Person] | list[Person], day: date) -> dict[int, UnitMembership]:
    """The membership each of `people` has on `day`; the latest where one has several."""
    rows = UnitMembership.objects.filter(holding_on(day), person__in=people).select_related("unit")
    return {row.person_id: row for row in rows.order_by(*OLDEST_FIRST)}


def people_of_unit(unit_id: int, day: date) -> QuerySet[Person]:
    """Who belongs to the unit on `day`, by given name."""
    members = UnitMembership.objects.filter(holding_on(day), unit_id=unit_id).values("person")
    return Person.objects.filter(pk__in=members).order_by("sort_key", "pk")


def head_of_unit(unit_id: int, day: date) -> Person | None:
    """The person whose post makes him the unit's head on `day`, if it is known."""
    post = Post.objects.filter(holding_on(day), unit_id=unit_id, heads_unit=True).select_related("person").first()
    return post.person if post else None


def people_without_unit(people: QuerySet[Person], day: date) -> QuerySet[Person]:
    """Those of `people` who belong to no unit on `day`: after a unit was dissolved or split."""
    return people.exclude(pk__in=UnitMembership.objects.filter(holding_on(day)).values("person"))


# --- the tree --------------------------------------------------------------------------------------------------------


def agency_tree(agencies: QuerySet[Agency]) -> list[Agency]:
    """Agencies in the order of the tree, each parent before what is under it."""
    return list(agencies.order_by("path"))


def unit_rows(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """Units with what a list shows, living ones first, by name."""
    return units.select_related("agency", "parent").order_by(F("ended_on").desc(nulls_first=True), "sort_key", "pk")
