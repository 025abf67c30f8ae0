"""The page for what nobody foresaw, and for a server that has no room to write."""

import errno
import sys

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

INSUFFICIENT_STORAGE = 507
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG}
_DATABASE_SAYS = ("database or disk is full", "readonly database", "unable to open database", "disk I/O error")
_POSTGRES_SAYS = ("53100", "53200", "25006")
"""disk_full, out_of_memory, read_only_sql_transaction."""


@requires_csrf_token
def show_breakdown(request: HttpRequest) -> HttpResponse:
    """Django's handler of what no middleware caught: the error is the one being handled.

    The page is drawn as for a visitor: who asks stands in the database, which may be what broke.
    """
    no_room = cannot_write(sys.exc_info()[1])
    page = loader.get_template("507.html" if no_room else "500.html")
    visit = HttpRequest()
    visit.META, visit.COOKIES = request.META, request.COOKIES
    visit.method, visit.path, visit.path_info = request.method, request.path, request.path_info
    return HttpResponse(page.render({}, visit), status=INSUFFICIENT_STORAGE if no_room else 500)


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
