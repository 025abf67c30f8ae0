"""The pictures of what is published: each at an address of its own, until it is gone."""

from http import HTTPStatus

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.common.errors import NotVisibleError
from thidua.publishing.facts.copies import copy_of
from thidua.publishing.queries import picture_at

SANDBOX = "default-src 'none'; sandbox"


def show_picture(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """A picture as large as it is published."""
    return _show(slug, key, is_small=False)


def show_small_picture(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """Its small copy, within the page."""
    return _show(slug, key, is_small=True)


def _show(slug: str, key: str, *, is_small: bool) -> HttpResponseBase:
    picture = picture_at(slug, key)
    if picture is None:
        raise NotVisibleError(_("Không có ảnh này. Có thể đường dẫn gõ thiếu."))
    copy = copy_of(picture, is_small=is_small)
    if copy is None:
        return HttpResponse(_("Ảnh này đã rút."), content_type="text/plain; charset=utf-8", status=HTTPStatus.GONE)
    return dressed(FileResponse(copy.path.open("rb"), content_type=copy.media_type))


def dressed(answer: FileResponse) -> FileResponse:
    """The file, with what keeps a browser from taking it for anything but a picture of ours."""
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
