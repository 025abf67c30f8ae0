"""The working days of an agency."""

from collections.abc import Iterable
from functools import lru_cache

from thidua.campaigns.models import CompensatoryDay
from thidua.core.vietnam.decided_days import DecidedDay
from thidua.core.vietnam.working_days import Calendar
from thidua.organisations.models import Agency


def calendar_of(agency: Agency) -> Calendar:
    """The State's calendar with what the agencies above decided and, over all, what `agency` itself decided."""
    rows = CompensatoryDay.objects.filter(agency__path__in=paths_down_to(agency)).order_by("agency__path", "day")
    decided = {row.day: DecidedDay(row.day, row.name, row.basis, row.is_working) for row in rows}
    return _calendar_with(tuple(decided[day] for day in sorted(decided)))


def calendars_of(agencies: Iterable[int], known: Iterable[Agency] = ()) -> dict[int, Calendar]:
    """The calendars of several agencies by their ids, in two queries; in one when all are `known` already."""
    paths = {agency.pk: paths_down_to(agency) for agency in known}
    if missing := set(agencies) - paths.keys():
        paths |= {agency.pk: paths_down_to(agency) for agency in Agency.objects.filter(pk__in=missing)}
    wanted = {path for above in paths.values() for path in above}
    rows = list(CompensatoryDay.objects.filter(agency__path__in=wanted).select_related("agency").order_by("day"))
    calendars = {}
    for pk, above in paths.items():
        seen = sorted((row for row in rows if row.agency.path in above), key=lambda row: str(row.agency.path))
        decided = {row.day: DecidedDay(row.day, row.name, row.basis, row.is_working) for row in seen}
        calendars[pk] = _calendar_with(tuple(decided[day] for day in sorted(decided)))
    return calendars


def paths_down_to(agency: Agency) -> list[str]:
    """The tree paths of the agencies above `agency`, the highest first, and its own."""
    path = str(agency.path)
    return [path[:end] for end in range(Agency.steplen, len(path) + 1, Agency.steplen)]


@lru_cache(maxsize=64)
def _calendar_with(days: tuple[DecidedDay, ...]) -> Calendar:
    """One calendar per set of decisions: a year is reckoned once in a process."""
    return Calendar(days)
