"""Gives every request its actor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from thidua.access.actors import build_actor
from thidua.common import clock
from thidua.common.actor import Actor, SeatActor
from thidua.common.bearers import bearer_of

SEAT = "seat"
"""Where a session keeps what it was let in with at the door of a meeting: `(code, phone, name)`."""


class ActorMiddleware:
    """Sets `request.actor`; built once, when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor_of(request: HttpRequest) -> Actor:
    """Who comes with a secret, else who signed in, else the seat the session was let in for; or a visitor."""
    now = clock.now()
    if (bearer := bearer_of(request, now)) is not None:
        return bearer
    seat = None if request.user.is_authenticated else request.session.get(SEAT)
    if seat is not None:
        code, phone, name = seat
        return SeatActor(door_code=code, phone=phone, name=name)
    return build_actor(request.user, now)
