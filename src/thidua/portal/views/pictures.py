"""The pictures of what is published: each at an address of its own, until it is gone."""

from http import HTTPStatus
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _

from thidua.common.errors import NotVisibleError
from thidua.publishing.facts.copies import copy_of
from thidua.publishing.queries import picture_at

SANDBOX = "default-src 'none'; sandbox"


def show_picture(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """A picture as large as it is published."""
    return _show(request, slug, key, is_small=False)


def show_small_picture(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """Its small copy, within the page."""
    return _show(request, slug, key, is_small=True)


def _show(request: HttpRequest, slug: str, key: str, *, is_small: bool) -> HttpResponseBase:
    picture = picture_at(slug, key)
    if picture is None:
        raise NotVisibleError(_("Không có ảnh này. Có thể đường dẫn gõ thiếu."))
    copy = copy_of(picture, is_small=is_small)
    if copy is None:
        return HttpResponse(_("Ảnh này đã rút."), content_type="text/plain; charset=utf-8", status=HTTPStatus.GONE)
    return picture_file(request, copy.path, copy.media_type)


def picture_file(request: HttpRequest, path: Path, media_type: str) -> HttpResponseBase:
    """The file, or that it is still the one which the browser has; with what keeps a browser from taking it for
    anything but a picture of ours.
    """
    stands = path.stat()
    mark = f'"{stands.st_mtime_ns:x}-{stands.st_size:x}"'
    unchanged = get_conditional_response(request, etag=mark, last_modified=int(stands.st_mtime))
    answer: HttpResponseBase = unchanged or FileResponse(path.open("rb"), content_type=media_type)
    answer["ETag"], answer["Last-Modified"] = mark, http_date(stands.st_mtime)
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
