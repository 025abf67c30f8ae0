"""Scores a bloc again and stores what changed: always within the transaction of the change that made it necessary."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from thidua.core.scoring.numbers import round_half_up
from thidua.core.scoring.scheme import ROOT
from thidua.core.scoring.scoring import Result, UnitResult, score
from thidua.scorecards.enums import Layer
from thidua.scorecards.facts.results import exact, figures_of, stopped_units
from thidua.scorecards.models import LayerResult, Scheme
from thidua.scorecards.queries.cards import cards_of, layers_written
from thidua.scorecards.queries.tables import table_of

PLACES = 4
"""Decimals of the stored rounded total; the exact one stands beside it."""
FIELDS = (
    "total_exact",
    "total",
    "standard_exact",
    "bonus_exact",
    "penalty_exact",
    "rank",
    "is_provisional",
    "grade",
    "items",
)


def recompute(scheme: Scheme) -> None:
    """Every layer that holds something, for every unit: one unit's figure may change what all others get.

    The caller holds the lock of the scheme. Killed in the middle, the transaction takes the change back with it.
    """
    assert connection.in_atomic_block
    table = table_of(scheme)
    cards = cards_of(scheme.pk)
    stopped = stopped_units(scheme)
    stored = {(row.scorecard_id, row.layer): row for row in LayerResult.objects.filter(scorecard__scheme=scheme)}
    layers = layers_written(scheme.pk)
    for layer in layers:
        result = score(table, figures_of(table, cards, layer, stopped))
        _store(scheme, layer, result, stored)
    gone = [row.pk for (_card, layer), row in stored.items() if layer not in layers]
    if gone:
        LayerResult.objects.filter(pk__in=gone).delete()


def _store(scheme: Scheme, layer: Layer, result: Result, stored: dict[tuple[int, str], LayerResult]) -> None:
    new: list[LayerResult] = []
    changed: list[LayerResult] = []
    for at, unit in enumerate(result.units):
        values = _values(result, at, unit)
        row = stored.get((int(unit.unit), layer))
        if row is None:
            new.append(LayerResult(agency_id=scheme.agency_id, scorecard_id=int(unit.unit), layer=layer, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    LayerResult.objects.bulk_create(new)
    LayerResult.objects.bulk_update(changed, FIELDS, batch_size=20)


def _values(result: Result, at: int, unit: UnitResult) -> dict[str, Any]:
    standing = unit.standing
    items = {
        code: None if column[at].points is None else str(column[at].points)
        for code, column in result.cells.items()
        if code != ROOT and column[at].applies
    }
    return {
        "total_exact": exact(unit.exact),
        "total": _decimal(unit.total),
        "standard_exact": exact(unit.standard),
        "bonus_exact": exact(unit.bonus),
        "penalty_exact": exact(unit.penalty),
        "rank": standing.rank if standing is not None else None,
        "is_provisional": standing is not None and standing.is_provisional,
        "grade": unit.grade[:250],
        "items": items,
    }


def _decimal(value: Fraction | None) -> Decimal | None:
    if value is None:
        return None
    rounded = round_half_up(value, PLACES)
    return Decimal(rounded.numerator * 10**PLACES // rounded.denominator).scaleb(-PLACES)
