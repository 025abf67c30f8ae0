"""Maps of a few places on a plain grid, drawn by maps.js with Leaflet, always with a table that says the same.

Below them lies a picture of our own that somebody has reviewed, or nothing; no server of others is asked for one.
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
class Ground:
    """The picture below a map, of our own host, between two corners in degrees; `source` is printed with it."""

    url: str
    north_west: tuple[Fraction, Fraction]
    south_east: tuple[Fraction, Fraction]
    source: str


@dataclass(frozen=True, slots=True)
class ZoneMap:
    """Places on one map."""

    title: str
    places: Sequence[Place]
    ground: Ground | None = None


def map_context(context: Context, zone_map: ZoneMap, *, level: int = 2) -> dict[str, Any]:
    """What `_zone_map.html` needs: the points for the script and the same places as a table."""
    data = {
        "places": [
            {"mark": each.mark, "name": each.name, "told": each.told, "point": [float(side) for side in each.point]}
            for each in zone_map.places
            if each.point is not None
        ],
        "ground": _plain_ground(zone_map.ground),
    }
    rows = [(each, _words(each.point)) for each in zone_map.places]
    return {"map": zone_map, "data": data, "rows": rows, "map_id": next_id(context, "map"), "level": level}


def _plain_ground(ground: Ground | None) -> dict[str, Any] | None:
    if ground is None:
        return None
    corners = [[float(side) for side in corner] for corner in (ground.north_west, ground.south_east)]
    return {"url": ground.url, "corners": corners}


def _words(point: tuple[Fraction, Fraction] | None) -> str:
    return "; ".join(number(side, _DECIMALS) for side in point) if point is not None else ""
