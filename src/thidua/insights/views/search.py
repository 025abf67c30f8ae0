"""“Tìm”: one box over everything the actor may see."""

from django.http import HttpResponse
from django.shortcuts import render

from thidua.common.http.routes import ActorRequest
from thidua.common.search import MOST, SHORTEST, Sought, search_all


def search(request: ActorRequest) -> HttpResponse:
    """Results in groups, the best first; with `nhom` one group with all it has."""
    text, only = request.GET.get("q", ""), request.GET.get("nhom", "")
    sought = Sought.parse(text)
    context = {
        "text": text.strip(),
        "only": only,
        "is_enough": sought.is_enough,
        "shortest": SHORTEST,
        "most": MOST,
        "groups": search_all(request.actor, sought, only=only),
    }
    return render(request, "insights/search.html", context)
