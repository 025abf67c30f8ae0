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
from thidua.publishing.services import withdraw_of
from thidua.publishing.views.pressing import ask_and_withdraw, press_publish


def publish_bloc_page(request: ActorRequest, bloc: Bloc) -> HttpResponse:
    """Publish the bloc as it is this year."""

    def deed() -> Snapshot:
        return publish_bloc(actor=request.actor, bloc=bloc, now=clock.now())

    return press_publish(request, deed, reverse("bloc", args=[bloc.pk]))


def withdraw_bloc_page(request: ActorRequest, bloc: Bloc) -> HttpResponse:
    """Withdraw the page of the bloc."""
    return _withdraw(request, SnapshotKind.BLOC, bloc.pk, reverse("bloc", args=[bloc.pk]), bloc.name)


def publish_movement_page(request: ActorRequest, movement: Movement) -> HttpResponse:
    """Publish the movement as it stands."""

    def deed() -> Snapshot:
        return publish_call(actor=request.actor, movement=movement, now=clock.now())

    return press_publish(request, deed, reverse("movement", args=[movement.pk]))


def withdraw_movement_page(request: ActorRequest, movement: Movement) -> HttpResponse:
    """Withdraw the page of the movement."""
    return _withdraw(request, SnapshotKind.CALL, movement.pk, reverse("movement", args=[movement.pk]), movement.name)


def _withdraw(request: ActorRequest, kind: SnapshotKind, subject: int, back_url: str, back_name: str) -> HttpResponse:
    def deed(because: str) -> Snapshot:
        return withdraw_of(actor=request.actor, kind=kind, subject=subject, because=because, now=clock.now())

    return ask_and_withdraw(request, deed, back_url, back_name)
