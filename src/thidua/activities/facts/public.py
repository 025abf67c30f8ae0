"""What the public may read of an activity: its figures in words, who took part, nobody's name.

What somebody typed of facts, notes, photographs and people stay inside; so does what is asked about a figure, but that
something is asked stands beside it. A number that was printed elsewhere is told
as it was printed, with its source.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import translation

from thidua.activities.facts.doubts import doubted_figures
from thidua.activities.facts.exports import as_geojson, icc_csv, listed
from thidua.activities.facts.figures import Reckoning
from thidua.activities.facts.shown import Beside, Line, Shown, chief_of, parties_by_role, show_report
from thidua.activities.facts.words import when_of
from thidua.activities.facts.zones import plain_zone, zones_worked
from thidua.activities.models import Activity, MapPicture
from thidua.common.components.charts import Chart
from thidua.common.components.texts import short_date

KEPT = ("name", "amount", "how", "low", "best", "high", "is_unknown")


def public_body(activity: Activity, found: Reckoning) -> dict[str, Any]:
    """The words of the public page by language, and under `files` what anybody downloads: plain JSON that stands
    without the record.
    """
    told: dict[str, Any] = {}
    doubted = doubted_figures(found.said("vi"))
    inside = [int(each) for each in found.said("vi")["counted"]]
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            shown = show_report(without_typed(found.said(code)), chief_of(activity.kind))
            zones = zones_worked(inside, for_public=True)
            told[code] = _told(activity, shown, doubted) | {"zones": [plain_zone(each) for each in zones]}
    with translation.override("vi"):
        said = found.said("vi")
        zones = zones_worked(inside, for_public=True)
        told["files"] = {"geojson": as_geojson(activity, said, zones=zones), "icc": icc_csv(activity, said)}
    return told


def ground_of(picture: MapPicture | None) -> dict[str, Any]:
    """What is told of the picture below the map; its copy stands among the pictures of the page."""
    if picture is None:
        return {}
    corners = {"north_west": picture.north_west, "south_east": picture.south_east}
    return {"ground": corners | {"source": picture.source}}


def without_typed(said: Mapping[str, Any]) -> dict[str, Any]:
    """A report without figures under names that somebody typed, as in open data."""
    return {**said, "figures": list(listed(said))}


def told_figures(shown: Shown, doubted: frozenset[str]) -> dict[str, Any]:
    """The figures of one activity or of many in words; `doubted` are those of which something is still asked."""

    def lines(found: Iterable[Line]) -> list[dict[str, Any]]:
        return [_line(each, each.kind in doubted and not each.is_unknown) for each in found]

    return {
        "chief": lines(shown.chief),
        "lines": lines(shown.every),
        "classes": lines(shown.classes),
        "handed": lines(shown.handed),
        "unknown": lines(shown.unknown),
        "chart": _chart(shown.chart),
        "is_joint": bool(shown.joint),
    }


def _told(activity: Activity, shown: Shown, doubted: frozenset[str]) -> dict[str, Any]:
    return told_figures(shown, doubted) | {
        "when": when_of(activity),
        "place": activity.place,
        "message": activity.message,
        "beside": [_beside(each) for each in shown.beside],
        "roles": [
            {"name": role, "parties": [name for name, _many in names]}
            for role, names in parties_by_role(int(each) for each in shown.counted)
        ],
    }


def _line(line: Line, is_asked: bool) -> dict[str, Any]:
    """Without the steps, which name organisations as somebody typed them."""
    told = asdict(line)
    return {key: told[key] for key in KEPT} | {"is_asked": is_asked}


def _beside(beside: Beside) -> dict[str, Any]:
    printed = [
        {
            "text": each.text,
            "source": each.source,
            "url": each.url,
            "day": short_date(each.published_on) if each.published_on else "",
        }
        for each in beside.printed
    ]
    return {"name": beside.name, "ours": beside.ours, "printed": printed}


def _chart(chart: Chart | None) -> dict[str, Any] | None:
    if chart is None:
        return None
    return {
        "title": chart.title,
        "kind": chart.kind,
        "labels": list(chart.labels),
        "series": [
            {
                "name": each.name,
                "tone": each.tone,
                "values": [None if value is None else str(value) for value in each.values],
            }
            for each in chart.series
        ],
        "label_heading": chart.label_heading,
        "unit": chart.unit,
        "note": chart.note,
        "missing": chart.missing,
        "places": chart.places,
    }
