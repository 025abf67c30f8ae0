"""The way to the sign-in page and back to where the person was, with what he was writing kept by the browser."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

IDLE = "nghi"
"""The sign-in page is told by this parameter that the session ended because nobody was there."""


def page_of(request: HttpRequest) -> str:
    """The page the person sees: of a read it is its own address, of a deed or a part the page it came from."""
    is_part = bool(request.headers.get("HX-Request"))
    if request.method in {"GET", "HEAD"} and not is_part:
        return request.get_full_path()
    came_from = request.headers.get("HX-Current-URL" if is_part else "Referer", "")
    allowed = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    if not came_from or not allowed:
        return "/"
    address = urlsplit(came_from)
    return f"{address.path or '/'}?{address.query}" if address.query else address.path or "/"


def send_to_sign_in(request: HttpRequest, *, was_idle: bool = False) -> HttpResponseBase:
    """To the sign-in page, which leads back; a part of a page takes the whole page there."""
    query = {"next": page_of(request)} | ({IDLE: "1"} if was_idle else {})
    url = f"{reverse('account_login')}?{urlencode(query)}"
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else redirect(url)
