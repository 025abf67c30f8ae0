"""Words, charts and maps of a published version, read from its body alone."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.components.charts import Chart, Series
from thidua.common.components.maps import Ground, Place, ZoneMap
from thidua.common.language import page_language
from thidua.publishing.enums import PictureRole
from thidua.publishing.models import PublishedPicture, Snapshot


def told_of(snapshot: Snapshot) -> dict[str, Any]:
    """Its words in the language of the page."""
    body: dict[str, Any] = snapshot.body
    found: dict[str, Any] = body.get(page_language()) or body["vi"]
    return found


def chart_of(told: dict[str, Any]) -> Chart | None:
    """The chart that its words hold, if any."""
    drawn = told["chart"]
    if not drawn:
        return None
    series = [
        Series(each["name"], [None if value is None else Fraction(value) for value in each["values"]], each["tone"])
        for each in drawn["series"]
    ]
    return Chart(
        title=drawn["title"],
        kind=drawn["kind"],
        labels=drawn["labels"],
        series=series,
        label_heading=drawn["label_heading"],
        unit=drawn["unit"],
        note=drawn["note"],
        missing=drawn["missing"],
        places=drawn["places"],
    )


def map_of(zones: Sequence[tuple[dict[str, Any], str]], ground: Ground | None) -> ZoneMap | None:
    """The map of these stretches, each with the activity whose it is where there are several; None where nobody noted
    where any of them lies.
    """
    if not any(each["point"] for each, _of in zones):
        return None
    places = [
        Place(str(number), _label(each, of), each["metres"], _point(each["point"]))
        for number, (each, of) in enumerate(zones, start=1)
    ]
    return ZoneMap(_("Nơi đã làm"), places, ground)


def _label(zone: dict[str, Any], of: str) -> str:
    name: str = zone["name"] or _("Đoạn %(number)s") % zone
    return f"{of}: {name}" if of else name


def ground_of(snapshot: Snapshot, pictures: Sequence[PublishedPicture]) -> Ground | None:
    """The picture below the map, as long as its copy stands."""
    told = snapshot.body.get("ground")
    standing = next((each for each in pictures if each.role == PictureRole.MAP and each.gone_at is None), None)
    corners = [_point(told[key]) for key in ("north_west", "south_east")] if told else []
    if standing is None or len(corners) != 2 or corners[0] is None or corners[1] is None:
        return None
    url = reverse("snapshot_picture", args=[snapshot.slug, standing.key])
    return Ground(url, corners[0], corners[1], told["source"])


def _point(text: str) -> tuple[Fraction, Fraction] | None:
    if not text:
        return None
    latitude, longitude = text.split(", ")
    return Fraction(latitude), Fraction(longitude)
