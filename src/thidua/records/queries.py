"""Reads of awards that are told to blocs. They take plain ids, never an actor."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from thidua.common.references import Reference
from thidua.organisations.models import BlocMembership
from thidua.records.enums import BookPart
from thidua.records.models import UnitAward

KIND = "award"
"""How documents points at an award."""


def entry_kind(part: BookPart) -> str:
    """How documents points at a line of a part of a book."""
    return f"book-{part.value}"


def place_kind(place: str) -> str:
    """How documents points at a membership or a post (`policies.places.Place`)."""
    return f"book-{place}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line with a decision: it stands for all that rest on the same."""

    kind: str
    row: Any

    @property
    def reference(self) -> Reference:
        """How documents points at it."""
        return Reference(self.kind, self.row.pk)


def awards_of_unit(unit_id: int, year: int | None = None) -> QuerySet[UnitAward]:
    """What a unit, its collectives and people received; of one year, or of all."""
    awards = UnitAward.objects.filter(unit=unit_id, is_told_to_bloc=True)
    return _full(awards if year is None else awards.filter(year=year))


def awards_of_bloc(bloc_id: int, year: int) -> QuerySet[UnitAward]:
    """What the members of a bloc received for a year, and what is only known to have gone to one of them."""
    members = BlocMembership.objects.filter(bloc=bloc_id, year=year).values("unit")
    told = UnitAward.objects.filter(is_told_to_bloc=True, year=year)
    return _full(told.filter(Q(unit__in=members) | Q(bloc=bloc_id)))


def awards_of_units(unit_ids: Collection[int], year: int) -> dict[int, list[UnitAward]]:
    """What each of these units received for a year; one query. Each unit has its list."""
    found: dict[int, list[UnitAward]] = {unit: [] for unit in unit_ids}
    for award in _full(UnitAward.objects.filter(unit__in=unit_ids, year=year, is_told_to_bloc=True)):
        if award.unit_id is not None:
            found[award.unit_id].append(award)
    return found


def _full(awards: QuerySet[UnitAward]) -> QuerySet[UnitAward]:
    return awards.select_related("unit", "bloc").order_by("-year", "unit__sort_key", "recipient_kind", "pk")
