"""Numbers that an address asks for: `?nam=2024`, `?show=40`. What is not a number was not asked."""

from typing import Any

from django.core.paginator import Page, Paginator
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


def page_asked(request: HttpRequest, rows: Any, length: int, *, parameter: str = "trang") -> Page[Any]:
    """The page of `rows` that the address asks for; the nearest that there is for any other number. Written so, a page
    that was asked for by its own number is noted on the request (`was_turned_to`).
    """
    found = Paginator(rows, length).get_page(request.GET.get(parameter))
    note_turned(request, found.number, parameter=parameter)
    return found


def note_turned(request: HttpRequest, number: int, *, parameter: str = "trang") -> None:
    """The answer shows this page of a list, which is there."""
    request.turned_to = {**getattr(request, "turned_to", {}), parameter: number}  # type: ignore[attr-defined]


def turned_to_part(request: HttpRequest, *, parameter: str = "trang") -> str:
    """What follows the address of a list where nothing but one of its pages is asked for, and another than the first is
    shown: `?trang=2`. Empty for any other address.
    """
    turned: dict[str, int] = getattr(request, "turned_to", {})
    is_turned = list(request.GET) == [parameter] and turned.get(parameter, 1) > 1
    return f"?{parameter}={turned[parameter]}" if is_turned else ""


def was_turned_to(request: HttpRequest) -> bool:
    """Whether the address asks for nothing, or for just the page that the answer shows, in the one way in which pages
    are written: `?trang=2`. Of each page that is there, there is one such address, and of no other.
    """
    asked = request.META.get("QUERY_STRING") or ""
    turned: dict[str, int] = getattr(request, "turned_to", {})
    return not asked or any(asked == f"{name}={number}" for name, number in turned.items())
