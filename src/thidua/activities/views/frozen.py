"""Figures that were taken as evidence."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.activities.facts.frozen import changed_among, read_record
from thidua.activities.facts.shown import chief_of, show_report
from thidua.activities.models import Activity, FrozenFigures
from thidua.activities.services import freeze_figures
from thidua.activities.views.parties import BADGES
from thidua.common import clock
from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest
from thidua.common.language import page_language


def show_frozen(request: ActorRequest, frozen: FrozenFigures) -> HttpResponse:
    """The copy as it was taken, and whether the figures have changed since."""
    said = frozen.data.get(page_language()) or frozen.data["vi"]
    record = read_record(frozen)
    context = {
        "frozen": frozen,
        "activity": frozen.activity,
        "record": record,
        "parties": [(each, BADGES[each.state]) for each in record.parties] if record is not None else [],
        "shown": show_report(said, chief_of(frozen.activity.kind)),
        "has_changed": bool(changed_among([frozen], clock.now())),
    }
    return render(request, "activities/frozen.html", context)


def freeze(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Take the figures as evidence."""
    try:
        frozen = freeze_figures(actor=request.actor, activity=activity, now=clock.now())
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("activity_impact", activity.pk)
    messages.success(request, _("Đã chốt số liệu làm minh chứng của hoạt động."))
    return redirect("frozen_figures", frozen.pk)
