"""Turns a `DomainError` that no view handled into a page, for htmx a fragment, for a program JSON, in its words."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common.errors import DomainError
from thidua.common.http.front import stop_for_readers


class DomainErrorMiddleware:
    """Answers with the error's own status and sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this for what a view raised."""
        if not isinstance(exception, DomainError):
            return None
        return answer_of(request, exception)


def answer_of(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The error in its own words: a page for whoever reads pages, else JSON."""
    if request.accepts("text/html"):
        page = stop_for_readers(request) or "common/domain_error.html"
        return render(request, page, error_context(error), status=error.status)
    plain = {"code": error.code, "says": error.message, "remedy": error.remedy}
    return JsonResponse(plain, status=error.status)


def error_context(error: DomainError) -> dict[str, Any]:
    """Title, sentence and way out for the page of an error."""
    titles = {
        403: _("Chưa làm được việc này"),
        404: _("Không tìm thấy trang này"),
        409: _("Có hai bản khác nhau"),
    }
    return {"error": error, "title": titles.get(error.status, _("Chưa thực hiện được"))}
