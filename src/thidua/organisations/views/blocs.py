"""Blocs: the list and one bloc."""

from django.http import HttpResponse
from django.shortcuts import render

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for
from thidua.organisations import policies
from thidua.organisations.models import Bloc
from thidua.organisations.queries import leadership_of, members_of


def list_blocs(request: ActorRequest) -> HttpResponse:
    """Every bloc the actor may see."""
    blocs = policies.blocs_visible_to(request.actor).select_related("agency")
    return render(request, "organisations/blocs.html", {"blocs": blocs})


def show_bloc(request: ActorRequest, bloc: Bloc) -> HttpResponse:
    """One bloc: members and leadership of the present year, then what other apps know of it."""
    today = clock.today()
    context = {
        "bloc": bloc,
        "year": today.year,
        "members": members_of(bloc.pk, today.year),
        "leadership": leadership_of(bloc.pk, today.year, today),
        "panels": panels_for("bloc", request.actor, bloc),
    }
    return render(request, "organisations/bloc.html", context)
