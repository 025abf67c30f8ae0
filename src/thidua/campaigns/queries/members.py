"""Which units belong to a bloc's year on a day, and to which units a person belongs."""

from datetime import date

from thidua.campaigns.models import Cycle
from thidua.organisations.models import BlocMembership, Unit, UnitMembership
from thidua.organisations.models.dated import holding_on

KEPT = "_memberships"


def memberships_of(cycle: Cycle) -> list[BlocMembership]:
    """The memberships of the year in the bloc's own order, with their units; as they were read for this page."""
    kept: list[BlocMembership] | None = vars(cycle).get(KEPT)
    if kept is not None:
        return kept
    rows = BlocMembership.objects.filter(bloc_id=cycle.bloc_id, year=cycle.year).select_related("unit")
    return list(rows.order_by("position", "pk"))


def keep_memberships(cycle: Cycle, rows: list[BlocMembership]) -> None:
    """Let the other parts of the page that holds this year's object have what one part of it read."""
    vars(cycle)[KEPT] = rows


def belongs_on(membership: BlocMembership, day: date) -> bool:
    """Whether a membership holds on a day. `left_on` is its last day; a unit that ended belongs up to its last day."""
    ends = [end for end in (membership.left_on, membership.unit.ended_on) if end is not None]
    return (membership.joined_on is None or membership.joined_on <= day) and all(day <= end for end in ends)


def member_units(cycle: Cycle, day: date | None = None) -> list[Unit]:
    """The members of the year in the bloc's own order; with `day`, only those that belong to it on that day."""
    return [row.unit for row in memberships_of(cycle) if day is None or belongs_on(row, day)]


def units_of_person(person_id: int | None, day: date) -> set[int]:
    """The units to which a person belongs on a day; none for an account without a person."""
    if person_id is None:
        return set()
    return set(UnitMembership.objects.filter(holding_on(day), person_id=person_id).values_list("unit_id", flat=True))
