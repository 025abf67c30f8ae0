"""The front page: for whoever has not signed in. Everybody else has his own home at the same address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.common import clock
from thidua.portal import linked
from thidua.portal.facts.front import front_context


def show_front(request: HttpRequest) -> HttpResponse:
    """The latest articles, what runs, what comes, the year in figures."""
    context = front_context(clock.now(), clock.today())
    return render(request, "portal/front.html", context | {"canonical": linked.absolute(reverse("home"))})
