"""All URLs, and beside them some that are refused or break: on the public site and where people work."""

from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import path

from thidua.config.urls import handler400, handler403, handler404, handler500
from thidua.config.urls import urlpatterns as all_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def refuse(request: HttpRequest) -> NoReturn:
    raise PermissionDenied


def break_down(request: HttpRequest) -> NoReturn:
    raise ZeroDivisionError


def find_no_room(request: HttpRequest) -> NoReturn:
    raise OSError(28, "No space left on device")


urlpatterns = [
    *(path(f"{below}/tu-choi/", refuse) for below in ("tin", "viec")),
    *(path(f"{below}/vo/", break_down) for below in ("tin", "viec")),
    *(path(f"{below}/day/", find_no_room) for below in ("tin", "viec")),
    *all_urls,
]
