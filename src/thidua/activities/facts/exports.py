"""Open data of an activity: figures and facts as tables and as GeoJSON, pieces in the columns of the ICC card.

Nothing of it names a person: of a fact it tells numbers, days and what was chosen from a list, never what somebody
typed. No text of it is a formula where a spreadsheet opens it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from thidua.activities.enums import FactKind
from thidua.activities.facts.assignments import LONG_LIST
from thidua.activities.facts.labels import CHOICES, FLAGS, NUMBERS, SILENT, details_named, parts_of
from thidua.activities.facts.organisations import names_in
from thidua.activities.facts.points import Point, rough
from thidua.activities.facts.zones import WorkedZone
from thidua.activities.models import Activity, FieldFact
from thidua.activities.queries import standing_facts
from thidua.common.tables.open_csv import as_csv
from thidua.core.impact.amounts import Amount
from thidua.core.impact.classes import shipped_schemes
from thidua.core.impact.items import shipped_item_lists
from thidua.core.impact.plain import plain_amount

PLAIN: Final = NUMBERS | FLAGS | SILENT | {"figure", "planted_on", "checked_on", "published_on"}
"""Keys of facts that hold a number, a day, a yes, a code of our own: a fact with anything else in them is not kept."""
BY_NAME: Final = frozenset({"BAGS", "MASS", "NATURAL_MASS", "ITEMS"})
"""Figures that are told by class or item."""


def figures_csv(said: Mapping[str, Any]) -> str:
    """The figures: exact numbers with a point, empty where nobody knows them, and how each is known."""
    head = ["kind", "detail", "name", "unit", "low", "best", "high", "basis", "how"]
    return as_csv(head, ([each[key] for key in head] for each in listed(said)))


def listed(said: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The figures without those of a class or an item that is on no list: somebody typed its name."""
    known = {"", *details_named(), *(f"{code}:" for code in shipped_schemes())}
    known |= {"@".join(key) for key in shipped_item_lists()}
    return (each for each in said["figures"] if each["kind"] not in BY_NAME or each["detail"] in known)


def facts_csv(activities: Iterable[Activity]) -> str:
    """The facts that stand, without the people who noted them or were there, and without what somebody typed."""
    head = ["activity", "code", "kind", "noted_at", "received_at", "what"]
    return as_csv(head, (row for activity in activities for row in _facts(activity)))


def _facts(activity: Activity) -> Iterator[list[object]]:
    names, details = names_in(activity, activity.parties.all()), details_named()
    for row in standing_facts(activity.pk).order_by("pk").iterator(chunk_size=500):
        row.body = public_body(row, names, details)
        what = "; ".join(f"{label}: {value}" for label, value in parts_of(row, names, details))
        noted = row.noted_at.isoformat() if row.noted_at else None
        yield [activity.title, row.code, row.get_kind_display(), noted, row.received_at.isoformat(), what]


def public_body(row: FieldFact, names: Mapping[str, str], details: Mapping[str, str]) -> dict[str, Any]:
    """A fact without what somebody typed: `names` of organisations and `details` of classes and items are known."""
    return {key: value for key, value in row.body.items() if _is_public(row, key, value, names, details)}


def _is_public(row: FieldFact, key: str, value: object, names: Mapping[str, str], details: Mapping[str, str]) -> bool:
    body = row.body
    if key in PLAIN:
        return True
    if key in ("organisation", "party"):
        return value in names
    if key == "class_code":
        return f"{body.get('scheme', 'VN-75')}:{value}" in details
    if key == "item":
        return f"{body.get('item_list', 'SHORT')}@{body.get('version', '1')}:{value}" in details
    if isinstance(value, list):
        return key == "covers" or (row.kind == FactKind.ZONE and key == "point")  # told as so many, and to some 100 m
    return value in (CHOICES.get(f"{key}.{row.kind}") or CHOICES.get(key) or ())


def rounded_point(latitude: Fraction, longitude: Fraction) -> tuple[float, float]:
    """Longitude and latitude to about 100 m, as GeoJSON has them.

    >>> rounded_point(Fraction("19.741234"), Fraction("105.903999"))
    (105.904, 19.741)
    """
    north, east = rough((latitude, longitude))
    return float(east), float(north)


def as_geojson(activity: Activity, said: Mapping[str, Any], *, zones: Iterable[WorkedZone] = ()) -> str:
    """One feature with all figures, in the middle of its zones; one for each zone. A place is null where nobody noted
    coordinates.
    """
    given = list(zones)
    points = [zone.point for zone in given if zone.point is not None]
    middle = (_mean(each[0] for each in points), _mean(each[1] for each in points)) if points else None
    keys = ("kind", "detail", "name", "unit", "low", "best", "high", "basis", "how")
    feature = {
        "type": "Feature",
        "id": activity.pk,
        "geometry": _geometry(middle),
        "properties": {
            "title": activity.title,
            "held_on": activity.held_on.code or None,
            "place": activity.place or None,
            "kind": activity.kind,
            "figures": [{key: each[key] for key in keys} for each in listed(said)],
        },
    }
    features = [feature, *(_zone_feature(zone) for zone in given)]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)


def _zone_feature(zone: WorkedZone) -> dict[str, Any]:
    """A stretch: its number on the map, its name where that may be told, its metres as an exact number."""
    metres = plain_amount(Amount.exactly(zone.metres))["best"] if zone.metres is not None else None
    told = {"zone": zone.number, "name": zone.name or None, "metres": metres}
    return {"type": "Feature", "geometry": _geometry(zone.point), "properties": told}


def _geometry(point: Point | None) -> dict[str, Any] | None:
    return {"type": "Point", "coordinates": list(rounded_point(*point))} if point is not None else None


def _mean(numbers: Iterable[Fraction]) -> Fraction:
    given = list(numbers)
    return sum(given, Fraction(0)) / len(given)


def icc_csv(activity: Activity, said: Mapping[str, Any]) -> str:
    """Pieces in the columns of the ICC card: of that list alone, for lists are not converted into one another."""
    listed = shipped_item_lists()[LONG_LIST]
    prefix = "@".join(LONG_LIST) + ":"
    found = {
        each["detail"].removeprefix(prefix): each["best"]
        for each in said["figures"]
        if each["kind"] == "ITEMS" and each["detail"].startswith(prefix)
    }
    known = [value for value in found.values() if value is not None]
    total = sum(int(value) for value in known) if len(known) == len(found) and found else None
    people = next((each["best"] for each in said["figures"] if each["kind"] == "PEOPLE" and not each["detail"]), None)
    head = ["Cleanup", "Date", *listed.items.values(), "Total Items Collected", "Adults"]
    row = [activity.title, activity.held_on.code, *(found.get(code) for code in listed.items), total, people]
    return as_csv(head, [row])
