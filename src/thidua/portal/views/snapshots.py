"""What is published: the list, one thing, its figures."""

from collections.abc import Sequence
from fractions import Fraction
from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.components.charts import Chart, Series
from thidua.common.components.maps import Ground, Place, ZoneMap
from thidua.common.errors import NotVisibleError
from thidua.common.language import page_language
from thidua.common.tables.open_csv import as_csv
from thidua.publishing.enums import PHOTOGRAPHS, PictureRole
from thidua.publishing.models import PublishedPicture, Snapshot
from thidua.publishing.queries import latest_at, pictures_of, published

A_PAGE = 20
CSV, GEOJSON = "text/csv; charset=utf-8", "application/geo+json"
COLUMNS = ("name", "amount", "low", "best", "high", "how")


def list_published(request: HttpRequest) -> HttpResponse:
    """What anybody may read, the latest first."""
    found = Paginator(published(), A_PAGE).get_page(request.GET.get("trang"))
    context = {"found": found, "newer_url": f"?trang={found.number - 1}", "older_url": f"?trang={found.number + 1}"}
    return render(request, "portal/published.html", context)


def show_published(request: HttpRequest, slug: str) -> HttpResponse:
    """One thing as it was published last; what was withdrawn only says so."""
    snapshot = _at(slug)
    request.thing = snapshot  # type: ignore[attr-defined]
    if snapshot.withdrawn_on is not None:
        return render(request, "portal/withdrawn.html", {"snapshot": snapshot}, status=HTTPStatus.GONE)
    told = _told(snapshot)
    pictures = pictures_of(snapshot)
    photographs = [each for each in pictures if each.role in PHOTOGRAPHS]
    context = {
        "snapshot": snapshot,
        "told": told,
        "chart": _chart(told),
        "map": _map(snapshot, told, pictures),
        "has_files": "files" in snapshot.body,
        "pictures": [each for each in photographs if each.gone_at is None],
        "gone": sum(each.gone_at is not None for each in photographs),
    }
    return render(request, "portal/impact.html", context)


def download_figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of one thing as CSV, UTF-8."""
    snapshot = _at(slug)
    if snapshot.withdrawn_on is not None:
        return _gone()
    told = _told(snapshot)
    lines = [*told["lines"], *told["classes"], *told["handed"]]
    rows = ([*(line[key] for key in COLUMNS), "yes" if line.get("is_asked") else ""] for line in lines)
    text = as_csv([*COLUMNS, "open_question"], rows)
    return _file(text, CSV, f"so-lieu-{snapshot.slug}-{snapshot.number}.csv")


def download_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Figures and zones of one thing as GeoJSON, places to some 100 m."""
    return _kept_file(slug, "geojson", GEOJSON, "ban-do-{slug}-{number}.geojson")


def download_pieces(request: HttpRequest, slug: str) -> HttpResponse:
    """The pieces of one thing in the columns of the ICC card."""
    return _kept_file(slug, "icc", CSV, "icc-{slug}-{number}.csv")


def _kept_file(slug: str, key: str, content_type: str, name: str) -> HttpResponse:
    """A file that the version holds; those that were published before there were such files have none."""
    snapshot = _at(slug)
    if snapshot.withdrawn_on is not None:
        return _gone()
    text = snapshot.body.get("files", {}).get(key)
    if text is None:
        raise NotVisibleError(_("Bản công bố này không có tệp ấy."))
    return _file(text, content_type, name.format(slug=snapshot.slug, number=snapshot.number))


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _gone() -> HttpResponse:
    return HttpResponse(_("Đã thôi công bố."), content_type="text/plain; charset=utf-8", status=HTTPStatus.GONE)


def _at(slug: str) -> Snapshot:
    snapshot = latest_at(slug)
    if snapshot is None:
        raise NotVisibleError(_("Không có trang công bố này. Có thể đường dẫn gõ thiếu; xem danh sách công bố."))
    return snapshot


def _told(snapshot: Snapshot) -> dict[str, Any]:
    body: dict[str, Any] = snapshot.body
    found: dict[str, Any] = body.get(page_language()) or body["vi"]
    return found


def _chart(told: dict[str, Any]) -> Chart | None:
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


def _map(snapshot: Snapshot, told: dict[str, Any], pictures: Sequence[PublishedPicture]) -> ZoneMap | None:
    zones = told.get("zones", [])
    if not any(each["point"] for each in zones):
        return None
    places = [
        Place(str(each["number"]), each["name"] or _("Đoạn %(number)s") % each, each["metres"], _point(each["point"]))
        for each in zones
    ]
    return ZoneMap(_("Nơi đã làm"), places, _ground(snapshot, pictures))


def _ground(snapshot: Snapshot, pictures: Sequence[PublishedPicture]) -> Ground | None:
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
