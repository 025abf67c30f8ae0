"""What is published: the list, one thing, its figures."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.errors import NotVisibleError
from thidua.common.http.asked import page_asked
from thidua.common.tables.open_csv import as_csv
from thidua.portal import linked
from thidua.portal.facts.drawn import chart_of, ground_of, map_of, told_of
from thidua.portal.facts.events import event_of
from thidua.portal.facts.plain_pages import TEMPLATES, plain_context
from thidua.portal.facts.sums import activities_csv, sum_context
from thidua.portal.facts.ways import ways_from_page
from thidua.portal.icalendar import TYPE, calendar_of_one
from thidua.publishing.enums import EVENTS, PHOTOGRAPHS, PLAIN, SUMS, SnapshotKind, TextRole
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import latest_at, pictures_of, published, texts_of, told_at

A_PAGE = 20
CSV, GEOJSON = "text/csv; charset=utf-8", "application/geo+json"
COLUMNS = ("name", "amount", "low", "best", "high", "how")


def list_published(request: HttpRequest) -> HttpResponse:
    """What anybody may read, the latest first."""
    found = page_asked(request, published(), A_PAGE)
    context = {
        "found": found,
        "newer_url": f"?trang={found.number - 1}",
        "older_url": f"?trang={found.number + 1}",
        "canonical": linked.address_of_page(request),
    }
    return render(request, "portal/published.html", context)


def show_published(request: HttpRequest, slug: str) -> HttpResponse:
    """One thing as it was published last; what was withdrawn only says so."""
    snapshot = _at(slug)
    request.thing = snapshot  # type: ignore[attr-defined]
    if not snapshot.stands:
        gone = {"snapshot": snapshot, "other": told_at(snapshot)}
        return render(request, "portal/withdrawn.html", gone, status=HTTPStatus.GONE)
    canonical = {"canonical": linked.address_of_page(request)}
    if snapshot.kind in SUMS:
        context = sum_context(snapshot)
        context["shared"] = linked.picture_on_page(context["pictures"])
        return render(request, "portal/sum.html", context | canonical)
    ways = ways_from_page(snapshot, clock.now())
    if snapshot.kind in PLAIN:
        return render(request, TEMPLATES[SnapshotKind(snapshot.kind)], plain_context(snapshot) | ways | canonical)
    told = told_of(snapshot)
    pictures = pictures_of(snapshot)
    texts = texts_of(snapshot)
    photographs = [each for each in pictures if each.role in PHOTOGRAPHS]
    context = {
        "snapshot": snapshot,
        "is_illustrative": snapshot.is_illustrative,
        "told": told,
        "chart": chart_of(told),
        "map": map_of([(each, "") for each in told.get("zones", [])], ground_of(snapshot, pictures)),
        "has_files": "files" in snapshot.body,
        "pictures": [each for each in photographs if each.gone_at is None],
        "gone": sum(each.gone_at is not None for each in photographs),
        "shared": linked.picture_on_page(photographs),
        "lessons": [
            (role.label, its)
            for role in TextRole
            if (its := [each for each in texts if each.role == role and each.gone_at is None])
        ],
        "lessons_gone": sum(each.gone_at is not None for each in texts),
    }
    return render(request, "portal/impact.html", context | ways | canonical)


def download_figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of one thing as CSV, UTF-8."""
    snapshot = _at(slug)
    if not snapshot.stands:
        return _gone()
    if snapshot.kind in PLAIN:
        raise NotVisibleError(_("Bản công bố này không có tệp ấy."))
    told = told_of(snapshot)
    lines = [*told["lines"], *told["classes"], *told["handed"]]
    rows = ([*(line[key] for key in COLUMNS), "yes" if line.get("is_asked") else ""] for line in lines)
    text = as_csv([*COLUMNS, "open_question"], rows)
    return _file(text, CSV, f"so-lieu-{snapshot.slug}-{snapshot.number}.csv")


def download_activities(request: HttpRequest, slug: str) -> HttpResponse:
    """The activities that sums count and that have pages of their own, as CSV, UTF-8."""
    snapshot = _at(slug)
    if not snapshot.stands:
        return _gone()
    if snapshot.kind not in SUMS:
        raise NotVisibleError(_("Bản công bố này không có tệp ấy."))
    text = activities_csv(snapshot, request.build_absolute_uri("/").rstrip("/"))
    return _file(text, CSV, f"hoat-dong-{snapshot.slug}-{snapshot.number}.csv")


def download_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Figures and zones of one thing as GeoJSON, places to some 100 m."""
    return _kept_file(slug, "geojson", GEOJSON, "ban-do-{slug}-{number}.geojson")


def download_pieces(request: HttpRequest, slug: str) -> HttpResponse:
    """The pieces of one thing in the columns of the ICC card."""
    return _kept_file(slug, "icc", CSV, "icc-{slug}-{number}.csv")


def download_event(request: HttpRequest, slug: str) -> HttpResponse:
    """One coming event, for a calendar."""
    snapshot = _at(slug)
    if not snapshot.stands:
        return _gone()
    event = event_of(snapshot) if snapshot.kind in EVENTS else None
    if event is None:
        raise NotVisibleError(_("Bản công bố này không có tệp ấy."))
    answer = _file(calendar_of_one(event), TYPE, f"su-kien-{snapshot.slug}.ics")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _kept_file(slug: str, key: str, content_type: str, name: str) -> HttpResponse:
    """A file that the version holds; those that were published before there were such files have none."""
    snapshot = _at(slug)
    if not snapshot.stands:
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
