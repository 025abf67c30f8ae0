"""Maps of a few places on a plain grid, drawn by maps.js with Leaflet, always with a table that says the same.

There is no picture of the country below them and no server of others is asked for one: a grid, a scale and the north.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.template import Context

from thidua.common.components.ids import next_id
from thidua.common.components.texts import number

_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `mark` stands on the map, `name` and `told` in the table. `point` is latitude and longitude in degrees;
    None where nobody knows them.
    """

    mark: str
    name: str
    told: str
    point: tuple[Fraction, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class ZoneMap:
    """Places on one map."""

    title: str
    places: Sequence[Place]


def map_context(context: Context, zone_map: ZoneMap, *, level: int = 2) -> dict[str, Any]:
    """What `_zone_map.html` needs: the points for the script and the same places as a table."""
    data = {
        "places": [
            {"mark": each.mark, "name": each.name, "told": each.told, "point": [float(side) for side in each.point]}
            for each in zone_map.places
            if each.point is not None
        ]
    }
    rows = [(each, _words(each.point)) for each in zone_map.places]
    return {"map": zone_map, "data": data, "rows": rows, "map_id": next_id(context, "map"), "level": level}


def _words(point: tuple[Fraction, Fraction] | None) -> str:
    return "; ".join(number(side, _DECIMALS) for side in point) if point is not None else ""
