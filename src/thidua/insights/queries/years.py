"""Which years stand on home."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from thidua.campaigns.enums.cycles import CycleState
from thidua.campaigns.models import Cycle


def present_years(cycles: QuerySet[Cycle], *, blocs: frozenset[int], units: frozenset[int], most: int) -> list[Cycle]:
    """Years that are under way or being prepared, those of the actor's own blocs and units first, the newest first."""
    own = Q(bloc__in=blocs) | Q(bloc__in=_blocs_of(cycles, units))
    rank = Case(When(own, then=Value(0)), default=Value(1), output_field=IntegerField())
    present = cycles.exclude(state=CycleState.CLOSED).select_related("bloc", "agency")
    return list(present.order_by(rank, "-year", "bloc__code", "pk")[:most])


def _blocs_of(cycles: QuerySet[Cycle], units: frozenset[int]) -> QuerySet[Cycle, int]:
    return cycles.filter(bloc__memberships__unit__in=units).values_list("bloc", flat=True)
