"""Door: what stands at `/` for whoever has not signed in, and the page that tells readers of the public site that
something is not there. The app that knows them says so when the program starts.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.common.errors import DomainError
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
    """The page with which the public site says that something is not there or not done; None at other addresses, and
    at the front page for whoever comes with a session, which no reader has: it is his list of tasks.
    """
    is_at_work = request.path_info == "/" and settings.SESSION_COOKIE_NAME in request.COOKIES
    return _stop[0] if _stop and is_of_readers(request) and not is_at_work else None


def stop_readers(request: HttpRequest, title: str, words: DomainError, **other: bool) -> HttpResponse | None:
    """That page with words of its own; None where the public site does not answer. It asks the request for no host,
    which may be one that is not ours.
    """
    if (page := stop_for_readers(request)) is None:
        return None
    context = {"title": title, "error": words, "canonical": f"{settings.SITE_URL}{request.path}", **other}
    return render(request, page, context, status=words.status)


def stop_for_visitors(request: HttpRequest) -> str | None:
    """The same, also for whoever has not signed in and asks for an address that is nobody's."""
    if not _stop or is_of_readers(request):
        return stop_for_readers(request)
    user = getattr(request, "user", None)
    return None if user is not None and user.is_authenticated else _stop[0]


def show_front(request: HttpRequest) -> HttpResponse:
    """The front page of the public site."""
    return _front[0](request)
