"""A table against the one before it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common.http.routes import ActorRequest
from thidua.scorecards.facts.changes import told_changes
from thidua.scorecards.models import Scheme
from thidua.scorecards.views.pieces import all_ways
from thidua.scorecards.views.schemes import earlier_table


def compare(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """The table against the one before it; a draft with faults too."""
    before = earlier_table(scheme)
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "before": before,
        "changes": told_changes(before.document, scheme.document, _say_way) if before is not None else [],
    }
    return render(request, "scorecards/compare.html", context)


def _say_way(keyword: Any) -> str:
    if not keyword:
        return _("như mặc định của bảng")
    found = all_ways().get(str(keyword))
    return str(found.label) if found is not None else str(keyword)
