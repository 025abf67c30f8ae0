"""Whether a page says “Số liệu minh hoạ”: in a demo installation, unless all it tells is a record of a real body."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def is_marked(request: HttpRequest) -> bool:
    """Lists, which mix records, are marked; the page of a thing is marked when its agency is an invented one."""
    return settings.DEMO and not _is_of_real_body(getattr(request, "thing", None))


def _is_of_real_body(thing: Any) -> bool:
    """A thing, or the first of several that a URL names. What says nothing of its agency is not known to be real."""
    if isinstance(thing, tuple) and thing:
        thing = thing[0]
    own = getattr(thing, "is_illustrative", None)
    if own is None:
        own = getattr(getattr(thing, "agency", None), "is_illustrative", None)
    return own is False
