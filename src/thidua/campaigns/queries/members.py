"""Which units belong to a bloc's year on a day, and to which units a person belongs."""

from datetime import date

from django.db.models import Q

from thidua.campaigns.models import Cycle
from thidua.organisations.models import BlocMembership, Unit, UnitMembership
from thidua.organisations.models.dated import holding_on


def member_units(cycle: Cycle, day: date | None = None) -> list[Unit]:
    """The members of the year in the bloc's own order; with `day`, only those that belong to it on that day.

    `left_on` is the last day of a membership. A unit that ended (merged, dissolved) belongs up to its last day.
    """
    rows = BlocMembership.objects.filter(bloc_id=cycle.bloc_id, year=cycle.year).select_related("unit")
    if day is not None:
        rows = rows.filter(
            Q(left_on__isnull=True) | Q(left_on__gte=day),
            Q(joined_on__isnull=True) | Q(joined_on__lte=day),
            Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gte=day),
        )
    return [row.unit for row in rows]


def units_of_person(person_id: int | None, day: date) -> set[int]:
    """The units to which a person belongs on a day; none for an account without a person."""
    if person_id is None:
        return set()
    return set(UnitMembership.objects.filter(holding_on(day), person_id=person_id).values_list("unit_id", flat=True))
