"""What is published: the list, one thing, its figures."""

from fractions import Fraction
from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common.components.charts import Chart, Series
from thidua.common.errors import NotVisibleError
from thidua.common.language import page_language
from thidua.common.tables.open_csv import as_csv
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import latest_at, published

A_PAGE = 20
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
    context = {"snapshot": snapshot, "told": told, "chart": _chart(told)}
    return render(request, "portal/impact.html", context)


def download_figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of one thing as CSV, UTF-8."""
    snapshot = _at(slug)
    if snapshot.withdrawn_on is not None:
        return HttpResponse(_("Đã thôi công bố."), content_type="text/plain; charset=utf-8", status=HTTPStatus.GONE)
    told = _told(snapshot)
    lines = [*told["lines"], *told["classes"], *told["handed"]]
    rows = ([*(line[key] for key in COLUMNS), "yes" if line.get("is_asked") else ""] for line in lines)
    text = as_csv([*COLUMNS, "open_question"], rows)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="so-lieu-{snapshot.slug}-{snapshot.number}.csv"'
    return answer


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
