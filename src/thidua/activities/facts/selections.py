"""What figures are reckoned of: an activity, or what counts for a year, a movement; with all that lies in it."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Value

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

RECORD = ("pk", "version", "state", "parent", "merged_into", "movement")
"""What of a record enters its figures."""
PARENT, MERGED_INTO = RECORD.index("parent"), RECORD.index("merged_into")


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


def with_all_above(activities: Collection[int]) -> set[int]:
    """These activities with those that they are a part of or were merged into, and so on; one query for each level."""
    found: set[int] = set()
    asked = set(activities)
    while asked:
        found |= asked
        rows = Activity.objects.filter(pk__in=asked).values_list("parent", "merged_into")
        asked = {pk for row in rows for pk in row if pk is not None} - found
    return found


@dataclass(frozen=True, slots=True)
class Kin:
    """What lies in each of some activities, itself among it, and the records of all that."""

    insides: dict[int, frozenset[int]]
    records: dict[int, tuple[Any, ...]]

    def of(self, activity: int) -> frozenset[int]:
        """`with_all_in` of one of them."""
        return self.insides[activity]


def kin_of(chosen: Collection[int]) -> Kin:
    """`with_all_in` of each of them by itself, in as many queries as for all together."""
    records: dict[int, tuple[Any, ...]] = {}
    asked = set(chosen)
    while asked:
        rows = Activity.objects.filter(Q(pk__in=asked) | Q(parent__in=asked) | Q(merged_into__in=asked))
        met = {row[0]: row for row in rows.values_list(*RECORD)}
        homes = {row[MERGED_INTO] for row in met.values()} - {None}
        fresh, asked_before = met.keys() - records.keys(), asked
        records |= met
        asked = (fresh | homes) - asked_before - (records.keys() - fresh)
    near: dict[int, set[int]] = {pk: set() for pk in records}
    for pk, row in records.items():
        if row[PARENT] in near:
            near[row[PARENT]].add(pk)
        if row[MERGED_INTO] in near:
            near[row[MERGED_INTO]].add(pk)
            near[pk].add(row[MERGED_INTO])
    return Kin({pk: frozenset(_reached(near, pk)) for pk in chosen if pk in near}, dict(sorted(records.items())))


def _reached(near: dict[int, set[int]], start: int) -> set[int]:
    found, asked = {start}, [start]
    while asked:
        fresh = near[asked.pop()] - found
        found |= fresh
        asked += fresh
    return found


def stamp_of(activities: Collection[int], on: date, loaded: Activity | None = None) -> Stamp:
    """What the figures of these activities stand on: the method, the values of the day `on`, their facts, records,
    parties, credits and, where anything was noted, for whom people came. Four queries whatever there is; one where the
    only one of them is `loaded` with its parties and credits.
    """
    facts, roster = _noted_and_listed(activities)
    told = _told_of(loaded) if loaded is not None else _told_by_database(activities)
    return _stamp(on, Ground(facts, roster if facts else [], *told))


def stamps_of(kin: Kin, on: date, parties_of: Mapping[int, "Rows"] | None = None) -> dict[frozenset[int], Stamp]:
    """`stamp_of` for what lies in each of several activities: three queries, however many they are. `parties_of` some
    of them (activity, key, state and role of each) are not read again.
    """
    every = kin.records.keys()
    at_hand = {} if parties_of is None else {pk: parties_of[pk] for pk in every & parties_of.keys()}
    parties = [row for rows in at_hand.values() for row in rows] + _parties_of(every - at_hand.keys())
    facts, roster = _noted_and_listed(every)
    ground = Ground(
        facts,
        roster,
        list(kin.records.values()),
        sorted(parties, key=lambda row: row[1]),
        _credits_of(every),
    )
    return {inside: _stamp(on, ground.of(inside)) for inside in set(kin.insides.values())}


Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What figures stand on, as rows that begin with their activity, in a fixed order."""

    facts: Rows
    """How many were noted in an activity, after the newest one."""
    roster: Rows
    records: Rows
    parties: Rows
    credits: Rows

    def of(self, activities: frozenset[int]) -> "Ground":
        """That of some of the activities; who is on the lists matters where something was noted."""
        facts, roster, *rest = ([row for row in rows if row[0] in activities] for rows in self._parts)
        return Ground(facts, roster if facts else [], *rest)

    @property
    def _parts(self) -> tuple[Rows, ...]:
        return self.facts, self.roster, self.records, self.parties, self.credits


def _stamp(on: date, ground: Ground) -> Stamp:
    told = [
        method_version(),
        values_since(on).isoformat(),
        ground.facts,
        ground.roster,
        ground.records,
        ground.parties,
        ground.credits,
    ]
    text = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return Stamp(text, sum(each[2] for each in ground.facts), max((each[1] for each in ground.facts), default=0))


def _noted(activities: Collection[int]) -> QuerySet[FieldFact, Any]:
    """By activity, the newest fact and how many there are."""
    noted = FieldFact.objects.filter(activity__in=activities).order_by().values_list("activity")
    return noted.annotate(last=Max("pk"), many=Count("pk"))


def _listed(activities: Collection[int]) -> QuerySet[ParticipantParty, Any]:
    """The same of who is on the lists for which parties: rows are only added and taken out, so their number and the
    newest tell.
    """
    links = ParticipantParty.objects.filter(participant__activity__in=activities).order_by()
    return links.values_list("participant__activity").annotate(last=Max("pk"), many=Count("pk"))


def _noted_and_listed(activities: Collection[int]) -> tuple[Rows, Rows]:
    """Both, in the order of the activities; one query."""
    noted, listed = _noted(activities).annotate(of=Value("facts")), _listed(activities).annotate(of=Value("roster"))
    found = sorted(noted.union(listed, all=True))
    facts, roster = ([row[:-1] for row in found if row[-1] == which] for which in ("facts", "roster"))
    return facts, roster


def _told_by_database(activities: Collection[int]) -> tuple[Rows, Rows, Rows]:
    records = Activity.objects.filter(pk__in=activities).order_by("pk").values_list(*RECORD)
    return list(records), _parties_of(activities), _credits_of(activities)


def _parties_of(activities: Collection[int]) -> Rows:
    if not activities:
        return []
    parties = ActivityParty.objects.filter(activity__in=activities).order_by("pk")
    return list(parties.values_list("activity", "pk", "state", "role"))


def _credits_of(activities: Collection[int]) -> Rows:
    links = ActivityCredit.objects.filter(activity__in=activities).order_by("pk")
    return list(links.values_list("activity", "cycle"))


def _party_rows(activity: Activity) -> Rows:
    parties = sorted(activity.parties.all(), key=lambda party: party.pk)
    return [(activity.pk, party.pk, party.state, party.role) for party in parties]


def _told_of(activity: Activity) -> tuple[Rows, Rows, Rows]:
    """The same of an activity that is loaded."""
    credits_ = sorted(activity.credits.all(), key=lambda link: link.pk)
    own = (activity.parent_id, activity.merged_into_id, activity.movement_id)
    return (
        [(activity.pk, activity.version, activity.state, *own)],
        _party_rows(activity),
        [(activity.pk, link.cycle_id) for link in credits_],
    )
