"""Gives every request its actor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from thidua.access.actors import build_actor
from thidua.common import clock


class ActorMiddleware:
    """Sets `request.actor`; built once, when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: build_actor(request.user, clock.now()))  # type: ignore[attr-defined]
        return self.get_response(request)
