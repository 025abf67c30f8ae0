"""Pages that a reader's browser may keep and asks about each time: “still so” (304) costs no second copy of it.

Each page bears a mark of what it tells. What is made anew whenever a page is made (the seal of its form, the moment for
paper) is no part of it; the day is, so that no seal is kept past its time. Whether something may still be read is asked
of the view first: what was withdrawn answers 410, whatever the browser has.
"""

import hashlib
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from thidua.common import clock
from thidua.common.http.routes import ASK_AGAIN

MADE_ANEW = re.compile(rb'name="seal" value="[^"]*"|<p class="tin-wrap tin-printed">.*?</p>', re.DOTALL)


class StillSoMiddleware:
    """Stands before all else of ours, also before the pages that are kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if not isinstance(answer, HttpResponse) or answer.headers.get("Cache-Control") != ASK_AGAIN:
            return answer
        put_mark(answer)
        return get_conditional_response(request, etag=answer.headers["ETag"], response=answer) or answer


def put_mark(answer: HttpResponse) -> None:
    """Its mark, unless it has one: a weak one, since pages that say the same may differ in what is made anew."""
    if answer.headers.get("Cache-Control") == ASK_AGAIN and not answer.has_header("ETag"):
        told = MADE_ANEW.sub(b"", answer.content)
        answer.headers["ETag"] = f'W/"{hashlib.sha256(told + str(clock.today()).encode()).hexdigest()[:32]}"'
