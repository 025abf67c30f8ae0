"""Ids that join a control to its reason: unique in a page, the same at every rendering of it."""

from __future__ import annotations

from django.template import Context


def next_id(context: Context, prefix: str) -> str:
    """The next free id of this page, counted on the request (on the context when there is none)."""
    request = context.get("request")
    if request is not None:
        number: int = getattr(request, "tds_last_id", 0) + 1
        request.tds_last_id = number
    else:
        number = context.dicts[0].get("tds_last_id", 0) + 1
        context.dicts[0]["tds_last_id"] = number
    return f"tds-{prefix}-{number}"
