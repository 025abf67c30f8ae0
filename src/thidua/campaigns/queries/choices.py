"""What a form of the year lets one choose from."""

from collections.abc import Collection

from django.db.models import QuerySet

from thidua.campaigns.models import Cycle, Indicator, Movement, Target
from thidua.organisations.models import MassOrganisation, Unit


def units_in(cycle: Cycle, *, only: Collection[int] | None = None) -> QuerySet[Unit]:
    """The members of the year in the bloc's own order; `only` narrows them to some ids."""
    units = Unit.objects.filter(bloc_memberships__bloc=cycle.bloc_id, bloc_memberships__year=cycle.year)
    if only is not None:
        units = units.filter(pk__in=only)
    return units.order_by("bloc_memberships__position", "bloc_memberships__pk")


def mass_organisations_in(cycle: Cycle) -> QuerySet[MassOrganisation]:
    """Union, youth and Party bodies of the members."""
    return (
        MassOrganisation.objects.filter(unit__in=units_in(cycle).order_by().values("pk"))
        .select_related("unit")
        .order_by("unit__sort_key", "kind", "pk")
    )


def movements_in(cycle: Cycle) -> QuerySet[Movement]:
    """The movements the bloc takes part in that year."""
    return Movement.objects.filter(cycle_links__cycle=cycle).order_by("cycle_links__pk")


def indicators_for(cycle: Cycle, *, also: int | None = None) -> QuerySet[Indicator]:
    """The library of the bloc's agency without what is retired, save one that is in use."""
    library = Indicator.objects.filter(agency=cycle.agency_id)
    offered = library.filter(is_retired=False)
    return offered if also is None else offered | library.filter(pk=also)


def targets_in(cycle: Cycle) -> QuerySet[Target]:
    """All targets of the year's pledge."""
    return Target.objects.filter(pledge__cycle=cycle).order_by("content", "pk")
