"""Tables: a caption, a head that stays, a box that scrolls; sorting reloads the page; no page numbers."""

from __future__ import annotations

from typing import Any

from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from thidua.common.components.ids import next_id


def data_table(
    context: Context,
    content: str,
    caption: str,
    *,
    cards: bool = False,
    tall: bool = False,
    hide_caption: bool = False,
    classes: str = "",
) -> SafeString:
    """Wrap `<thead>…</thead><tbody>…</tbody>` as a house table; with `cards` it folds into cards on phones."""
    return mark_safe(  # noqa: S308  (content is rendered template text, the rest is escaped by the template)
        render_to_string(
            "common/components/_data_table.html",
            {
                "content": content,
                "caption": caption,
                "caption_id": next_id(context, "table"),
                "cards": cards,
                "tall": tall,
                "hide_caption": hide_caption,
                "classes": classes,
            },
        )
    )


def sort_head_context(context: Context, key: str, label: str, *, numeric: bool = False) -> dict[str, Any]:
    """A column head that sorts by `key` through the address (`?sort=key`, `?sort=-key`); other choices are kept."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    current = query.get("sort", "") if query is not None else ""
    ascending = current == key
    descending = current == f"-{key}"
    address = ""
    if query is not None:
        query["sort"] = f"-{key}" if ascending else key
        address = f"?{query.urlencode()}"
    return {
        "label": label,
        "address": address,
        "numeric": numeric,
        "direction": "ascending" if ascending else "descending" if descending else "",
    }


def more_context(
    context: Context, shown: int, total: int, *, step: int = 20, parameter: str = "show"
) -> dict[str, Any]:
    """“6 trong 18 mục” and a link that shows `step` more; the address keeps the other choices (`?show=26`)."""
    request = context.get("request")
    left = max(total - shown, 0)
    address = ""
    if left and request is not None:
        query = request.GET.copy()
        query[parameter] = str(shown + min(step, left))
        address = f"?{query.urlencode()}"
    return {"shown": shown, "total": total, "next": min(step, left), "address": address, "request": request}
