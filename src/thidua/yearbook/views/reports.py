"""A report on screen: each sentence beside the records it was written from."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.campaigns.models import Cycle
from thidua.common.errors import NotVisibleError
from thidua.common.http.routes import ActorRequest
from thidua.yearbook.facts.reports import mid_year_report, year_report
from thidua.yearbook.kinds import paper_kinds

BUILDERS = {"mid_year_report": mid_year_report, "year_report": year_report}


def show_report(request: ActorRequest, cycle: Cycle, kind: str) -> HttpResponse:
    """One of the year's two reports, as its paper will say it."""
    builder = BUILDERS.get(kind)
    if builder is None:
        raise NotVisibleError(_("Không có báo cáo này."))
    with override("vi"):
        sections = [section for section in builder(cycle) if section.sentences]
    context = {"cycle": cycle, "source": paper_kinds()[kind], "sections": sections, "kind": kind}
    return render(request, "yearbook/report.html", context)
