"""Light, dark, or as the machine says: a cookie read by the server, so that no inline script is needed."""

from django.http import HttpRequest

COOKIE = "giao-dien"
CLASSES = {"sang": "tds-light", "toi": "tds-dark"}


def theme_of(request: HttpRequest) -> str:
    """The class for `<html>`; empty follows the machine."""
    return CLASSES.get(request.COOKIES.get(COOKIE, ""), "")
