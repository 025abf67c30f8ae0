"""Stretches that were worked on, as maps and files tell them: to some 100 m, to strangers by reviewed names alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.enums import FactKind
from thidua.activities.facts.map_pictures import corners_of, picture_below
from thidua.activities.facts.points import Point, point_text, read_point, rough
from thidua.activities.models import PlanZone
from thidua.activities.queries import corrections_of, standing_of_kind
from thidua.common.components.maps import Ground, Place, ZoneMap
from thidua.common.components.texts import number as in_words


@dataclass(frozen=True, slots=True)
class WorkedZone:
    """A stretch that was worked on; `name` is empty where nobody named it, or where the reader may not know it."""

    number: int
    name: str
    metres: Fraction | None
    point: Point | None

    @property
    def label(self) -> str:
        """What it is called beside its number."""
        return self.name or _("Đoạn %(number)s") % {"number": self.number}


def zones_worked(activities: Iterable[int], *, for_public: bool) -> list[WorkedZone]:
    """The stretches of these activities that stand, in the order in which they were noted; points to some 100 m.

    For the public a name that somebody typed is told only if the plan says that it was reviewed.
    """
    found: list[WorkedZone] = []
    for activity in activities:
        public = _names_reviewed(activity) if for_public else {}
        for row in standing_of_kind(activity, FactKind.ZONE):
            body: dict[str, Any] = row.body
            name = public.get(str(row.code), "") if for_public else str(body.get("name", ""))
            metres = Fraction(body["metres"]) if body.get("metres") else None
            point = read_point(", ".join(body["point"])) if body.get("point") else None
            found.append(WorkedZone(len(found) + 1, name, metres, rough(point) if point is not None else None))
    return found


def map_of(zones: Iterable[WorkedZone], agency: int) -> ZoneMap | None:
    """The map of these stretches; None where nobody noted where any of them lies."""
    given = list(zones)
    if not any(zone.point for zone in given):
        return None
    places = [Place(str(zone.number), zone.label, metres_words(zone.metres), zone.point) for zone in given]
    picture = picture_below(agency, points_of(given))
    ground = None
    if picture is not None:
        corners = corners_of(picture)
        url = reverse("map_picture", args=[picture.pk])
        ground = Ground(url, corners.north_west, corners.south_east, picture.source)
    return ZoneMap(_("Nơi đã làm"), places, ground)


def points_of(zones: Iterable[WorkedZone]) -> list[Point]:
    """Where they lie, as far as anybody has noted."""
    return [zone.point for zone in zones if zone.point is not None]


def metres_words(metres: Fraction | None) -> str:
    """“400 m”, or that nobody measured it."""
    return f"{in_words(metres)} m" if metres is not None else _("chưa đo")


def plain_zone(zone: WorkedZone) -> dict[str, Any]:
    """For a published copy and for files: plain JSON."""
    return {
        "number": zone.number,
        "name": zone.name,
        "metres": metres_words(zone.metres),
        "point": point_text(zone.point),
    }


def _names_reviewed(activity: int) -> dict[str, str]:
    """Code of a standing fact → the reviewed name of its stretch in the plan."""
    rows = list(PlanZone.objects.filter(activity=activity, is_name_public=True, fact__isnull=False))
    heirs = corrections_of(activity) if rows else {}
    return {heirs.get(str(row.fact), str(row.fact)): row.name for row in rows}
