"""Which picture lies below a map: a reviewed one of the agency that holds all its places, the closest-fitting one."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi

from thidua.activities.facts.points import Point, read_point
from thidua.activities.models import MapPicture
from thidua.documents.enums import FileState

SKEW = Fraction(1, 5)
"""So far may width to height of a picture be off from what its corners say."""


@dataclass(frozen=True, slots=True)
class Corners:
    """The piece of country that a picture shows."""

    north_west: Point
    south_east: Point

    def hold(self, point: Point) -> bool:
        """Whether a point lies on it."""
        north, west = self.north_west
        south, east = self.south_east
        return south <= point[0] <= north and west <= point[1] <= east

    @property
    def size(self) -> Fraction:
        """In square degrees, to compare."""
        return (self.north_west[0] - self.south_east[0]) * (self.south_east[1] - self.north_west[1])

    def is_skewed(self, width: int, height: int) -> bool:
        """Whether a picture of so many pixels cannot be of this piece of country, north up."""
        middle = float(self.north_west[0] + self.south_east[0]) / 2
        high = float(self.north_west[0] - self.south_east[0])
        wide = float(self.south_east[1] - self.north_west[1]) * cos(middle * pi / 180)
        return abs(wide / high / (width / height) - 1) > SKEW


def corners_of(picture: MapPicture) -> Corners:
    """Of a stored picture, whose corners were read when it was stored."""
    north_west, south_east = read_point(picture.north_west), read_point(picture.south_east)
    assert north_west is not None
    assert south_east is not None
    return Corners(north_west, south_east)


def picture_below(agency: int, points: Iterable[Point]) -> MapPicture | None:
    """The smallest picture of the agency that may be used and holds all these points; None where there is none."""
    given = list(points)
    rows = MapPicture.objects.filter(
        agency=agency, reviewed_at__isnull=False, retired_at=None, file__state=FileState.CLEAN
    ).select_related("file")
    fitting = [row for row in rows if given and all(corners_of(row).hold(point) for point in given)]
    return min(fitting, key=lambda row: (corners_of(row).size, row.pk), default=None)
