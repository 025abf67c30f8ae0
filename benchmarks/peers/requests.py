"""Requests straight through the WSGI handler of the Django that is set up: no network, no test client."""

import io
from functools import cache
from time import process_time
from typing import Any

from django.core.handlers.wsgi import WSGIHandler


def make_requests(path: str, number: int) -> float:
    """Seconds of a processor for so many requests of one page; raises unless it answers 200."""
    handler, statuses = _handler(), []

    def start(status: str, headers: list[Any], exc_info: Any = None) -> None:
        statuses.append(status)

    begun = process_time()
    for _ in range(number):
        answer = handler(_environ(path), start)
        b"".join(answer)
        answer.close()
    spent = process_time() - begun
    if set(statuses) != {"200 OK"}:
        raise AssertionError(set(statuses))
    return spent


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def _environ(path: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
