"""A request that says it is larger than any upload may be is refused before a byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.common.errors import DomainError
from thidua.common.http.errors import answer_of


class TooLargeError(DomainError):
    """More was sent than the system takes."""

    code = "too_large"
    status = 413


class SizeMiddleware:
    """Stands before everything that reads the body, and behind the language that it answers in. What gives no length is
    read as empty by WSGI.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_too_large(request.META.get("CONTENT_LENGTH", "")):
            return self.get_response(request)
        megabytes = settings.LARGEST_REQUEST // 1_000_000
        error = TooLargeError(
            _("Nội dung gửi lên quá lớn nên hệ thống không nhận. Mỗi lần gửi không quá %(most)s MB.")
            % {"most": megabytes},
            remedy=_("Gửi từng tệp một, hoặc giảm dung lượng tệp rồi gửi lại."),
        )
        return answer_of(request, error)


def _is_too_large(length: str) -> bool:
    return length.isdecimal() and int(length) > settings.LARGEST_REQUEST
