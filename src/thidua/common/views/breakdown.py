"""The page for what nobody foresaw, and for a server that has no room to write."""

import errno
import sys

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from thidua.common.errors import DomainError
from thidua.common.http.front import stop_readers
from thidua.common.http.languages import ENGLISH, speaking_as_asked, tongues_of

INSUFFICIENT_STORAGE = 507
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG}
_DATABASE_SAYS = ("database or disk is full", "readonly database", "unable to open database", "disk I/O error")
_POSTGRES_SAYS = ("53100", "53200", "25006")
"""disk_full, out_of_memory, read_only_sql_transaction."""


@requires_csrf_token
def show_breakdown(request: HttpRequest) -> HttpResponse:
    """Django's handler of what no middleware caught: the error is the one being handled.

    The page is drawn as for a visitor: who asks stands in the database, which may be what broke. It asks the database
    for nothing. Readers stay on the public site, in the language of the address.
    """
    no_room = cannot_write(sys.exc_info()[1])
    visit = HttpRequest()
    visit.META, visit.COOKIES = request.META, request.COOKIES
    visit.method, visit.path = request.method, request.path
    with speaking_as_asked(request) as language:
        is_english = request.path.startswith(f"{ENGLISH}/")
        visit.path_info = request.path.removeprefix(ENGLISH) if is_english else request.path_info
        visit.tongues = tongues_of(visit, language)  # type: ignore[attr-defined]
        title, words = _told_readers(no_room=no_room)
        answer = stop_readers(visit, title, words, is_broken=True) or HttpResponse(
            loader.get_template("507.html" if no_room else "500.html").render({}, visit), status=words.status
        )
        answer.headers.setdefault("Content-Language", language)
        return answer


class BrokenError(DomainError):
    """Nobody foresaw it."""

    code = "broken"
    status = 500


class NoRoomError(DomainError):
    """The server cannot write."""

    code = "no_room"
    status = INSUFFICIENT_STORAGE


def _told_readers(*, no_room: bool) -> tuple[str, DomainError]:
    later = _("Thử lại sau ít phút. Nếu vừa gửi nội dung, nội dung ấy chưa được lưu.")
    if no_room:
        return _("Máy chủ chưa lưu được"), NoRoomError(_("Máy chủ không ghi được lúc này."), remedy=later)
    return _("Có trục trặc ở phía chúng tôi"), BrokenError(_("Trang này chưa mở được."), remedy=later)


def cannot_write(error: BaseException | None) -> bool:
    """Whether it, or what caused it, says that the disk is full or may not be written."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        if isinstance(error, DatabaseError) and (
            any(words in str(error) for words in _DATABASE_SAYS)
            or getattr(error.__cause__, "sqlstate", None) in _POSTGRES_SAYS
        ):
            return True
        error = error.__cause__ or error.__context__
    return False
