"""Carries out each press of a button once: see `thidua.common.once`."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from thidua.common.http.sign_in import page_of
from thidua.common.once import (
    AlreadySentError,
    Press,
    answer_to,
    begin,
    carrying_out,
    note_answer,
    was_carried_out_elsewhere,
)

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (the name of the field)
View = Callable[..., HttpResponseBase]


class OnceMiddleware:
    """Stands after the check of the CSRF token, which it uses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with carrying_out(None):
            answer = self.get_response(request)
        press: Press | None = getattr(request, "press", None)
        if press is None:
            return answer
        if answer.status_code == 302:
            if press.is_claimed:
                note_answer(press, answer.headers["Location"])
        elif was_carried_out_elsewhere(press):
            return _lead_on(request, press, AlreadySentError().words)
        return answer

    def process_view(
        self, request: HttpRequest, view: View, positional: list[Any], url: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Django calls this before the view, after the token was found good."""
        press = press_of(request, view)
        if press is None:
            return None
        request.press = press  # type: ignore[attr-defined]
        try:
            begin(press)
        except AlreadySentError as error:
            return _lead_on(request, press, error.words)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Django calls this for what a view raised: another request was quicker with the same press."""
        if not isinstance(exception, AlreadySentError):
            return None
        return _lead_on(request, request.press, exception.words)  # type: ignore[attr-defined]


def press_of(request: HttpRequest, view: View) -> Press | None:
    """The press that this request is; None for a read, for a visitor, for what carries no token of a page, and for a
    view that is marked secret: nothing of what a voter sends is kept, not even a hash. It counts once by itself.
    """
    if request.method != "POST" or not request.user.is_authenticated or TOKEN not in request.POST:
        return None
    if getattr(view, "is_secret", False):
        return None
    given = [(name, values) for name, values in sorted(request.POST.lists())]
    files = [(name, [_told(each) for each in uploads]) for name, uploads in sorted(request.FILES.lists())]
    user = int(request.user.pk)
    named = repr((user, request.get_full_path(), given, files))
    return Press(hashlib.sha256(named.encode()).hexdigest(), user)


def _told(upload: UploadedFile[bytes]) -> tuple[str | None, str]:
    """The name of a sent file and what is in it: two scans of one size are two."""
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return upload.name, digest.hexdigest()


def _lead_on(request: HttpRequest, press: Press, words: str) -> HttpResponseBase:
    """To where the first press led, or back to the page it was made on."""
    messages.info(request, words)
    url = answer_to(press.key) or page_of(request)
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else redirect(url)
