"""“Mở năm sau”: the preview, then the deed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.yearbook.facts.opening import plan_opening
from thidua.yearbook.services.opening import PreviewChangedError, open_next_year


def open_year(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Show what will go over; on POST do it, if it is still what was shown."""
    if request.method == "POST":
        try:
            following = open_next_year(
                actor=request.actor, cycle=cycle, digest=request.POST.get("digest", ""), now=clock.now()
            )
        except PreviewChangedError as error:
            messages.warning(request, error.message)
            return redirect("open_next_year", cycle.pk)
        messages.success(
            request, _("Đã mở năm %(year)s. Xem lại hạn các bước rồi bắt đầu năm.") % {"year": following.year}
        )
        return redirect("cycle", following.pk)
    opening = plan_opening(cycle)
    carried = [line for line in opening.lines if line.carried]
    left = [line for line in opening.lines if not line.carried]
    context = {"cycle": cycle, "opening": opening, "carried": carried, "left": left}
    return render(request, "yearbook/open_year.html", context)
