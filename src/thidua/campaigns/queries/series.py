"""Figures over time: of one indicator year by year, of one target within its year."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.campaigns.enums import TargetScope
from thidua.campaigns.models import Target, TargetResult
from thidua.organisations.models import BlocMembership


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One year of an indicator in one unit (or one bloc): plan and last reported figure; None where unknown."""

    year: int
    plan: Fraction | None
    value: Fraction | None
    as_of: date | None
    target_id: int


def series_of(targets: QuerySet[Target], *, indicator_id: int, unit_id: int | None, bloc_id: int) -> list[YearPoint]:
    """The years in which a unit (None: the whole bloc) had a target with this indicator, oldest first. Two queries.

    Only `targets` are looked at: pass what the asker may see.
    """
    same = targets.filter(indicator=indicator_id).select_related("pledge__cycle")
    if unit_id is None:
        mine = same.filter(scope=TargetScope.WHOLE_BLOC, pledge__cycle__bloc=bloc_id)
    else:
        membership = BlocMembership.objects.filter(
            unit=unit_id, bloc=OuterRef("pledge__cycle__bloc"), year=OuterRef("pledge__cycle__year")
        )
        mine = same.filter(Q(unit=unit_id) | Q(Exists(membership), scope=TargetScope.EACH_UNIT))
    found = list(mine)
    newest: dict[int, TargetResult] = {}
    rows = TargetResult.objects.filter(target__in=[target.pk for target in found], unit=unit_id)
    for row in rows.order_by("as_of", "pk"):
        if row.value is not None:
            newest[row.target_id] = row
    points = [
        YearPoint(
            year=target.pledge.cycle.year,
            plan=target.plan,
            value=newest[target.pk].value if target.pk in newest else None,
            as_of=newest[target.pk].as_of if target.pk in newest else None,
            target_id=target.pk,
        )
        for target in found
    ]
    return sorted(points, key=lambda point: (point.year, point.target_id))


def results_by_unit(target: Target) -> dict[int | None, list[TargetResult]]:
    """All reports on a target, oldest first, by unit (None: of the whole bloc). One query."""
    found: dict[int | None, list[TargetResult]] = {}
    for row in TargetResult.objects.filter(target=target).order_by("as_of", "pk"):
        found.setdefault(row.unit_id, []).append(row)
    return found
