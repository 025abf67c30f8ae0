"""Door: what stands at `/` for whoever has not signed in. The app that knows it says so when the program starts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]

_front: list[View] = []


def register_front(view: View) -> None:
    """Called once by the owning app's `AppConfig.ready`."""
    _front[:] = [view]


def show_front(request: HttpRequest) -> HttpResponse:
    """The front page of the public site."""
    return _front[0](request)
