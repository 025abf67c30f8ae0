"""Reads of activities. They take querysets or plain ids, never an actor."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet

from thidua.activities.enums import COUNTED
from thidua.activities.models import Activity, ActivityCredit, ActivityParty, FieldFact
from thidua.campaigns.models import Cycle
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.models import Photo
from thidua.publishing.enums import YEARS

PARTIES = Prefetch("parties", ActivityParty.objects.select_related("bloc", "unit", "partner_agency"))
"""The parties of an activity with what they are on record."""
CREDITS = Prefetch("credits", ActivityCredit.objects.select_related("cycle__bloc"))
"""The years that an activity counts for. What a row points at is joined, not fetched apart: SQLite refuses to fetch
more than a thousand such rows at once.
"""
KIND = "activity"
"""How other apps point at an activity."""
FIELD = "field"
"""How documents point at the photographs that phones sent from an activity."""
FROZEN = "activity_figures"
"""How evidence points at figures of an activity as they once stood."""


def subject_of_year(agency: int, year: int) -> int:
    """The number of a year of an agency among what is published."""
    return agency * YEARS + year


def activities_of_cycle(cycle_id: int) -> QuerySet[Activity]:
    """What counts for a bloc's year, in the order of its days; what has no known day comes last."""
    credited = ActivityCredit.objects.filter(cycle=cycle_id).values("activity")
    return in_order(Activity.objects.filter(pk__in=credited))


def years_of_unit(unit_id: int) -> list[int]:
    """The years in which a unit kept activities or took part in them as a party that counts, and those for which they
    count; the latest first.
    """
    parties = ActivityParty.objects.filter(unit=unit_id, state__in=COUNTED)
    rows = Activity.objects.filter(Q(unit=unit_id) | Q(pk__in=parties.values("activity")), revisit_of=None)
    told = rows.values_list("held_on", "credits__cycle__year").distinct()
    years = {year for held_on, credited in told for year in (PartialDate.parse(str(held_on)).year, credited) if year}
    return sorted(years, reverse=True)


def in_order(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """By day; the unknown day last."""
    return activities.order_by("held_on", "pk").select_related("bloc", "unit", "movement")


def known_first(activities: Iterable[Activity]) -> list[Activity]:
    """In order of the days, the unknown last."""
    return sorted(activities, key=lambda activity: (activity.held_on, activity.pk))


def cycles_of(activity: Activity) -> list[Cycle]:
    """The years it counts for."""
    links = activity.credits.select_related("cycle__bloc").order_by("cycle__bloc", "pk")
    return [link.cycle for link in links]


def activity_with_parties(activity_id: int) -> Activity:
    """An activity with its agency, home and parties: enough to name them on a page or a paper."""
    rows = Activity.objects.select_related("agency", "bloc", "unit").prefetch_related(PARTIES)
    return rows.get(pk=activity_id)


def full_activity(activity_id: int) -> Activity:
    """An activity with its parties, speakers and outputs read: a constant number of queries."""
    return (
        Activity.objects.select_related("agency", "bloc", "unit", "movement", "series")
        .prefetch_related(PARTIES, "speakers", "outputs", CREDITS)
        .get(pk=activity_id)
    )


def firsts_among(rows: QuerySet[FieldFact]) -> QuerySet[FieldFact]:
    """Those that came first under their code; a later one with other words does not stand."""
    earlier = FieldFact.objects.filter(agency=OuterRef("agency"), code=OuterRef("code"), pk__lt=OuterRef("pk"))
    return rows.filter(~Exists(earlier))


def codes_on_record(activity_id: int, codes: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these codes under which the activity has a fact; one query."""
    rows = FieldFact.objects.filter(activity=activity_id, code__in=list(codes))
    return frozenset(rows.values_list("code", flat=True))


def standing_facts(activity_id: int) -> QuerySet[FieldFact]:
    """The facts of an activity that stand: first versions, neither corrected nor taken back since."""
    rows = FieldFact.objects.filter(activity=activity_id)
    corrections = firsts_among(rows.filter(supersedes__isnull=False)).values("supersedes")
    return firsts_among(rows.filter(is_void=False)).exclude(code__in=corrections)


def standing_of_kind(activity_id: int, kind: str) -> list[FieldFact]:
    """As `standing_facts`, those of one kind in the order in which they came: where there are few of them among many
    facts, this does not look at the others one by one.
    """
    return _standing(activity_id, FieldFact.objects.filter(activity=activity_id, kind=kind))


def standing_with_codes(activity_id: int, codes: Iterable[UUID]) -> list[FieldFact]:
    """As `standing_of_kind`, those under these codes."""
    return _standing(activity_id, FieldFact.objects.filter(activity=activity_id, code__in=set(codes)))


def _standing(activity_id: int, some: QuerySet[FieldFact]) -> list[FieldFact]:
    rows = list(some.order_by("pk"))
    if not rows:
        return []
    codes = {row.code for row in rows}
    later = FieldFact.objects.filter(activity=activity_id, supersedes__in=codes).values_list("pk", "code", "supersedes")
    corrections = list(later)
    named = codes | {code for _pk, code, _of in corrections}
    same = FieldFact.objects.filter(agency=rows[0].agency_id, code__in=named).order_by()
    firsts = set(same.values("code").annotate(first=Min("pk")).values_list("first", flat=True))
    gone = {of for pk, _code, of in corrections if pk in firsts}
    return [row for row in rows if row.pk in firsts and not row.is_void and row.code not in gone]


def corrections_of(activity_id: int) -> dict[str, str]:
    """Code of a fact that was corrected → code of what stands, or stood, in its place. What was taken back has none."""
    rows = FieldFact.objects.filter(activity=activity_id, supersedes__isnull=False, is_void=False)
    told = firsts_among(rows).order_by("-pk").values_list("supersedes", "code")
    direct = {str(before): str(after) for before, after in told}
    found = {}
    for code in direct:
        path, last = {code}, code
        while (after := direct.get(last)) is not None and after not in path:
            path.add(after)
            last = after
        found[code] = last
    return found


def album_files(kind: str, parent: int) -> dict[int, Photo]:
    """File → the photograph that shows it in an album."""
    return {photo.file_id: photo for photo in Photo.objects.filter(parent_kind=kind, parent_id=parent)}
