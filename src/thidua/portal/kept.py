"""Pages of the public site kept in memory for visitors, and never shown after anything was published or taken back.

A page is kept with the version of all that is public, read before the page was made: a deed that comes in between
leaves the page with the version of before, and nobody gets it. Each request asks for the version, one short query.
What changes by the clock alone, the end of a day or of an article's time, ends the page at that moment.

A page below `/en/` is another page, kept beside the Vietnamese one under the same rules, in a room of its own: neither
language takes the place of the other.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from thidua.common import clock
from thidua.common.http.asked import asked_number, was_turned_to
from thidua.common.http.languages import ENGLISH
from thidua.portal.still_so import put_mark
from thidua.publishing.queries import public_version, unchanged_until

BELOW = ("/tin/", "/cong-bo/", "/vinh-danh/")
"""Where pages are kept. Pages of the public site at other addresses join here."""
BELOW_ENGLISH = tuple(f"{ENGLISH}{each}" for each in BELOW)
NAMES = frozenset(
    {"news", "news_category", "news_rss", "news_atom", "article", "honours", "published", "snapshot"},
)
"""URLs whose pages are kept."""
TURNED = frozenset({"trang", "trang-bl"})
"""What an address may ask for besides: a page of a list. Kept is a page that is there, under the one address that names
it (`was_turned_to`). Anything else is made anew each time, so that nobody fills the memory by asking for nonsense.
"""
LARGEST = 300_000
"""Bytes of a page that is kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was answered."""

    version: str
    since: datetime
    until: datetime
    content: bytes
    headers: tuple[tuple[str, str], ...]

    def holds(self, version: str, now: datetime) -> bool:
        """Whether it is still what would be answered."""
        return self.version == version and self.since <= now < self.until

    def answer(self) -> HttpResponse:
        """The page again."""
        return HttpResponse(self.content, headers=dict(self.headers))


class KeptPagesMiddleware:
    """Stands before all that asks who is there: a request with any cookie or secret passes by."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_of_a_visitor(request):
            return self.get_response(request)
        key, room = _key(request), caches[room_of(request)]
        try:
            version, now = public_version(), clock.now()
        except (
            DatabaseError,
            InterfaceError,
        ):  # nobody can say whether it still may be shown: who makes it says so
            return self.get_response(request)
        kept = room.get(key)
        if isinstance(kept, Kept) and kept.holds(version, now):
            return kept.answer()
        answer = self.get_response(request)
        if _may_be_kept(request, answer):
            assert isinstance(answer, HttpResponse)
            put_mark(answer)
            until = unchanged_until(now)
            page = Kept(version, now, until, answer.content, tuple(answer.headers.items()))
            room.set(key, page, (until - now).total_seconds())
        return answer


def room_of(request: HttpRequest) -> str:
    """In which cache pages of the language of the address are kept."""
    return "english_pages" if request.path.startswith(f"{ENGLISH}/") else "pages"


def _key(request: HttpRequest) -> str:
    """The address that was asked for, without the host, which may be written in many ways: whole addresses in pages are
    made of the one that the installation has.
    """
    return hashlib.sha256(f"{request.scheme} {request.get_full_path()}".encode()).hexdigest()


def _is_of_a_visitor(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and request.path.startswith((*BELOW, *BELOW_ENGLISH))
        and not request.META.get("HTTP_COOKIE")
        and "HTTP_AUTHORIZATION" not in request.META
        and (not request.META.get("QUERY_STRING") or _turns_pages(request))
        and _is_of_this_site(request)
    )


def _is_of_this_site(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _turns_pages(request: HttpRequest) -> bool:
    return all(name in TURNED and asked_number(request, name) is not None for name in request.GET)


def _may_be_kept(request: HttpRequest, answer: HttpResponseBase) -> bool:
    match = request.resolver_match
    return (
        answer.status_code == HTTPStatus.OK
        and match is not None
        and match.url_name in NAMES
        and was_turned_to(request)
        and isinstance(answer, HttpResponse)
        and not answer.streaming
        and not answer.cookies
        and len(answer.content) <= LARGEST
    )
