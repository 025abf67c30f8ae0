"""Door: what stands at `/` for whoever has not signed in, and the page that tells readers of the public site that
something is not there. The app that knows them says so when the program starts.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from thidua.common.http.languages import is_of_readers

View = Callable[[HttpRequest], HttpResponse]

_front: list[View] = []
_stop: list[str] = []


def register_front(view: View) -> None:
    """Called once by the owning app's `AppConfig.ready`."""
    _front[:] = [view]


def register_stop(template: str) -> None:
    """Called once by the same app: its page takes `title`, and `error` where one has words of its own."""
    _stop[:] = [template]


def stop_for_readers(request: HttpRequest) -> str | None:
    """The page with which the public site says that something is not there or not done; None at other addresses."""
    return _stop[0] if _stop and is_of_readers(request) else None


def stop_for_visitors(request: HttpRequest) -> str | None:
    """The same, also for whoever has not signed in and asks for an address that is nobody's."""
    if not _stop or is_of_readers(request):
        return stop_for_readers(request)
    user = getattr(request, "user", None)
    return None if user is not None and user.is_authenticated else _stop[0]


def show_front(request: HttpRequest) -> HttpResponse:
    """The front page of the public site."""
    return _front[0](request)
