"""The public pages of a bloc and of a movement: published and withdrawn."""

from django.http import HttpResponse
from django.urls import reverse

from thidua.campaigns.models import Movement
from thidua.campaigns.services.publishing import publish_bloc, publish_call
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.organisations.models import Bloc
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.views.pressing import ask_and_withdraw_page, press_publish


def publish_bloc_page(request: ActorRequest, bloc: Bloc) -> HttpResponse:
    """Publish the bloc as it is this year, or was in the latest year on record."""

    def deed() -> Snapshot:
        return publish_bloc(actor=request.actor, bloc=bloc, now=clock.now())

    return press_publish(request, deed, reverse("bloc", args=[bloc.pk]))


def withdraw_bloc_page(request: ActorRequest, bloc: Bloc) -> HttpResponse:
    """Withdraw the page of the bloc."""
    back_url = reverse("bloc", args=[bloc.pk])
    return ask_and_withdraw_page(request, SnapshotKind.BLOC, bloc.pk, back_url, bloc.name)


def publish_movement_page(request: ActorRequest, movement: Movement) -> HttpResponse:
    """Publish the movement as it stands."""

    def deed() -> Snapshot:
        return publish_call(actor=request.actor, movement=movement, now=clock.now())

    return press_publish(request, deed, reverse("movement", args=[movement.pk]))


def withdraw_movement_page(request: ActorRequest, movement: Movement) -> HttpResponse:
    """Withdraw the page of the movement."""
    back_url = reverse("movement", args=[movement.pk])
    return ask_and_withdraw_page(request, SnapshotKind.CALL, movement.pk, back_url, movement.name)
