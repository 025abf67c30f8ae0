"""Figures of many activities, each by itself, in a number of queries that does not grow with them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils import timezone

from thidua.activities.enums import FiguresOf
from thidua.activities.facts.figures import (
    SMALL,
    Reckoning,
    activities_with_parts,
    noted_in,
    read_kept,
    reckon,
    still_holds,
)
from thidua.activities.facts.selections import Rows, Selection, Stamp, kin_of, of_activity, stamps_of
from thidua.activities.models import Activity, ActivityFigures


def figures_of_each(
    activities: Collection[Activity], now: datetime, parties_of: Mapping[int, Rows] | None = None
) -> dict[int, Reckoning | None]:
    """`figures_now` of each activity in which, or in whose parts, something was noted, by its id; the others are not in
    the answer. `parties_of` as in `stamps_of`.
    """
    on = timezone.localtime(now).date()
    selections = {each.pk: of_activity(each) for each in activities}
    kin = kin_of({each.subject for each in selections.values()})
    stamps = stamps_of(kin, on, parties_of)
    grounds = {each: (kin.of(each.subject), stamps[kin.of(each.subject)]) for each in selections.values()}
    grounds = {each: (inside, stamp) for each, (inside, stamp) in grounds.items() if stamp.facts}
    kept = kept_of(grounds)
    current = {each for each, row in kept.items() if still_holds(row, grounds[each][1], on)}
    small = {each for each, (_inside, stamp) in grounds.items() if each not in current and stamp.facts <= SMALL}
    found: dict[Selection, Reckoning | None] = dict.fromkeys(grounds)
    found |= {each: read_kept(row, is_old=each not in current) for each, row in kept.items()}
    found |= _reckoned({each: grounds[each] for each in small}, now)
    return {pk: found[selection] for pk, selection in selections.items() if selection in found}


def kept_of(selections: Collection[Selection]) -> dict[Selection, ActivityFigures]:
    """The figures of single activities that were kept last; one query."""
    rows = ActivityFigures.objects.filter(
        of=FiguresOf.ACTIVITY, subject__in=[each.subject for each in selections], year=0
    )
    found = {Selection(row.agency_id, FiguresOf.ACTIVITY, row.subject): row for row in rows}
    return {each: found[each] for each in selections if each in found}


def _reckoned(grounds: dict[Selection, tuple[frozenset[int], Stamp]], now: datetime) -> dict[Selection, Reckoning]:
    if not grounds:
        return {}
    loaded = activities_with_parts(frozenset().union(*(inside for inside, _stamp in grounds.values())))
    noted = noted_in(loaded)
    return {
        selection: reckon(
            selection,
            now,
            inside=inside,
            stamp=stamp,
            activities=[each for each in loaded if each.pk in inside],
            noted=noted,
        )
        for selection, (inside, stamp) in grounds.items()
    }
