"""What figures are reckoned of: an activity, or what counts for a year, a movement; with all that lies in it."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from thidua.activities.enums import COUNTED, FiguresOf
from thidua.activities.models import (
    Activity,
    ActivityCredit,
    ActivityParty,
    ActivitySeries,
    FieldFact,
    ParticipantParty,
)
from thidua.campaigns.models import Cycle, Movement
from thidua.core.impact.factors import values_since
from thidua.core.impact.method import method_version
from thidua.organisations.models import Agency, Unit


@dataclass(frozen=True, slots=True)
class Selection:
    """What is counted together, by what it is on record."""

    agency: int
    of: FiguresOf
    subject: int
    year: int = 0


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a selection stands on: unlike stamps, unlike facts. `facts` counts them, `last_fact` is the newest one."""

    text: str
    facts: int
    last_fact: int


def of_activity(activity: Activity) -> Selection:
    """One activity. A report that was merged is the record that it was merged into."""
    return Selection(activity.agency_id, FiguresOf.ACTIVITY, activity.merged_into_id or activity.pk)


def of_cycle(cycle: Cycle) -> Selection:
    """What counts for a bloc's year."""
    return Selection(cycle.agency_id, FiguresOf.CYCLE, cycle.pk)


def of_movement(movement: Movement) -> Selection:
    """What answers a movement."""
    return Selection(movement.agency_id, FiguresOf.MOVEMENT, movement.pk)


def of_year(agency: Agency, year: int) -> Selection:
    """What an agency, with its blocs and units, held in a year or counts for it."""
    return Selection(agency.pk, FiguresOf.YEAR, agency.pk, year)


def of_unit_year(unit: Unit, year: int) -> Selection:
    """What a unit keeps the record of, or takes part in as a party that counts, in a year or for it."""
    return Selection(unit.agency_id, FiguresOf.UNIT, unit.pk, year)


def of_series(series: ActivitySeries) -> Selection:
    """All times that something was repeated."""
    return Selection(series.agency_id, FiguresOf.SERIES, series.pk)


def selections_touched_by(activity: Activity) -> list[Selection]:
    """Every selection whose figures an activity changes: its own, of those above it, of its years, movement and
    series, of the units in it.
    """
    above = [activity, *_above(activity)]
    found = [of_activity(each) for each in above]
    pks = [each.pk for each in above]
    cycles = list(Cycle.objects.filter(activity_credits__activity__in=pks).distinct())
    found += [of_cycle(cycle) for cycle in cycles]
    movements = Movement.objects.filter(activities__in=pks).distinct()
    found += [of_movement(movement) for movement in movements]
    found += [of_series(each) for each in ActivitySeries.objects.filter(activities__in=pks).distinct()]
    told = {each.held_on.year for each in above} | {cycle.year for cycle in cycles}
    years = sorted(year for year in told if year is not None)
    found += [Selection(activity.agency_id, FiguresOf.YEAR, activity.agency_id, year) for year in years]
    as_parties = ActivityParty.objects.filter(activity__in=pks, state__in=COUNTED, unit__isnull=False)
    units = Unit.objects.filter(Q(activities__in=pks) | Q(pk__in=as_parties.values("unit"))).distinct().order_by("pk")
    found += [of_unit_year(unit, year) for unit in units for year in years]
    return list(dict.fromkeys(found))


def _above(activity: Activity) -> Iterable[Activity]:
    seen = {activity.pk}
    while (higher := activity.merged_into or activity.parent) is not None and higher.pk not in seen:
        seen.add(higher.pk)
        yield higher
        activity = higher


def chosen_in(selection: Selection) -> set[int]:
    """The activities that a selection names."""
    if selection.of == FiguresOf.ACTIVITY:
        return {selection.subject}
    rows = Activity.objects.filter(revisit_of=None)  # who looks again measures, and does nothing that could be added
    if selection.of == FiguresOf.CYCLE:
        wanted = Q(credits__cycle=selection.subject)
    elif selection.of == FiguresOf.MOVEMENT:
        wanted = Q(movement=selection.subject)
    elif selection.of == FiguresOf.SERIES:
        wanted = Q(series=selection.subject)
    else:
        wanted = Q(held_on__startswith=str(selection.year)) | Q(credits__cycle__year=selection.year)
        if selection.of == FiguresOf.UNIT:
            parties = ActivityParty.objects.filter(unit=selection.subject, state__in=COUNTED)
            wanted &= Q(unit=selection.subject) | Q(pk__in=parties.values("activity"))
        else:
            wanted &= Q(agency=selection.subject)
    return set(rows.filter(wanted).values_list("pk", flat=True))


def with_all_in(chosen: Collection[int]) -> set[int]:
    """The chosen with the records they were merged into, other reports of those, and the parts of all: one query for
    each level.
    """
    found: set[int] = set()
    asked = set(chosen)
    while asked:
        rows = Activity.objects.filter(Q(pk__in=asked) | Q(parent__in=asked) | Q(merged_into__in=asked))
        met = dict(rows.values_list("pk", "merged_into"))
        fresh = met.keys() - found
        found |= fresh
        homes = {into for into in met.values() if into is not None}
        asked = (fresh | homes) - asked - (found - fresh)
    return found


def stamp_of(activities: Collection[int], on: date, loaded: Activity | None = None) -> Stamp:
    """What the figures of these activities stand on: the method, the values of the day `on`, their facts, records,
    parties, credits and, where anything was noted, for whom people came. Five queries whatever there is; two where the
    only one of them is `loaded` with its parties and credits.
    """
    facts = list(
        FieldFact.objects.filter(activity__in=activities)
        .order_by("activity")
        .values_list("activity")
        .annotate(last=Max("pk"), many=Count("pk"))
    )
    told = [
        method_version(),
        values_since(on).isoformat(),
        facts,
        _roster_of(activities) if facts else [],
        *(_told_of(loaded) if loaded is not None else _told_by_database(activities)),
    ]
    text = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return Stamp(text, sum(each[2] for each in facts), max((each[1] for each in facts), default=0))


Rows = list[tuple[object, ...]]


def _roster_of(activities: Collection[int]) -> Rows:
    """Who is on the lists for which parties: rows are only added and taken out, so their number and the newest tell."""
    links = ParticipantParty.objects.filter(participant__activity__in=activities)
    by_activity = links.order_by("participant__activity").values_list("participant__activity")
    return list(by_activity.annotate(last=Max("pk"), many=Count("pk")))


def _told_by_database(activities: Collection[int]) -> tuple[Rows, Rows, Rows]:
    records = Activity.objects.filter(pk__in=activities).order_by("pk")
    parties = ActivityParty.objects.filter(activity__in=activities).order_by("pk")
    credits_ = ActivityCredit.objects.filter(activity__in=activities).order_by("pk")
    return (
        list(records.values_list("pk", "version", "state", "parent", "merged_into", "movement")),
        list(parties.values_list("activity", "pk", "state", "role")),
        list(credits_.values_list("activity", "cycle")),
    )


def _told_of(activity: Activity) -> tuple[Rows, Rows, Rows]:
    """The same of an activity that is loaded."""
    parties = sorted(activity.parties.all(), key=lambda party: party.pk)
    credits_ = sorted(activity.credits.all(), key=lambda link: link.pk)
    own = (activity.parent_id, activity.merged_into_id, activity.movement_id)
    return (
        [(activity.pk, activity.version, activity.state, *own)],
        [(activity.pk, party.pk, party.state, party.role) for party in parties],
        [(activity.pk, link.cycle_id) for link in credits_],
    )
