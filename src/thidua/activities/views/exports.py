"""Open data of an activity as files."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.facts.exports import as_geojson, facts_csv, figures_csv, icc_csv
from thidua.activities.facts.figures import activities_with_parts, figures_now
from thidua.activities.facts.selections import of_activity
from thidua.activities.facts.zones import zones_worked
from thidua.activities.models import Activity
from thidua.activities.policies import activities_visible_to
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.errors import NotVisibleError
from thidua.common.http.routes import ActorRequest
from thidua.common.language import page_language

CSV = "text/csv; charset=utf-8"
JSON = "application/geo+json"


def download(request: ActorRequest, activity: Activity, file: str) -> HttpResponse:
    """One file of the figures or facts of an activity."""
    made = FILES.get(file)
    if made is None:
        raise NotVisibleError(_("Không có tệp này."))
    content_type, ending, build = made
    found = figures_now(of_activity(activity), clock.now())
    if found is None or found.is_old:
        raise ActivityError(
            _("Đã có thay đổi mà số liệu chưa tính lại nên chưa có tệp. Tính lại, rồi tải tệp."), code="being_reckoned"
        )
    told = build(request.actor, activity, found.said(page_language()))
    response = HttpResponse(told, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="hoat-dong-{activity.pk}-{file}.{ending}"'
    return response


def _facts(actor: Actor, activity: Activity, said: Mapping[str, Any]) -> str:
    """Of the activity and of what lies in it, as far as the actor sees it."""
    inside = activities_visible_to(actor).filter(pk__in={int(code) for code in said["counted"]})
    return facts_csv(activities_with_parts({*inside.values_list("pk", flat=True), activity.pk}))


def _figures(_actor: Actor, _activity: Activity, said: Mapping[str, Any]) -> str:
    return figures_csv(said)


def _map(actor: Actor, activity: Activity, said: Mapping[str, Any]) -> str:
    """By numbers and reviewed names, as what is published."""
    inside = (
        activities_visible_to(actor).filter(pk__in={int(code) for code in said["counted"]}).values_list("pk", flat=True)
    )
    return as_geojson(activity, said, zones=zones_worked(sorted({*inside, activity.pk}), for_public=True))


def _icc(_actor: Actor, activity: Activity, said: Mapping[str, Any]) -> str:
    return icc_csv(activity, said)


FILES: dict[str, tuple[str, str, Callable[[Actor, Activity, Mapping[str, Any]], str]]] = {
    "so-lieu": (CSV, "csv", _figures),
    "ban-ghi": (CSV, "csv", _facts),
    "ban-do": (JSON, "geojson", _map),
    "icc": (CSV, "csv", _icc),
}
"""The word in the address → kind of file, ending, how it is made."""
