"""Numbers that an address asks for: `?nam=2024`, `?show=40`. What is not a number was not asked."""

from django.http import HttpRequest

MOST_SHOWN = 5000
"""No list shows more rows than this on one page."""


def asked_number(request: HttpRequest, name: str) -> int | None:
    """The whole number after `?name=`; None when there is none, or one of ten figures and more."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def how_many(request: HttpRequest, first: int, *, parameter: str = "show") -> int:
    """How many rows of a list to show: `first`, more when the address asks for more."""
    return min(max(asked_number(request, parameter) or 0, first), MOST_SHOWN)
