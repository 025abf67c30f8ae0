"""Boxes around written content: cards, notices, empty states, lights, the line of who and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.template import Context
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from thidua.common.components.ids import next_id

NOTICE_ICONS = {
    "info": "info-circle",
    "ok": "circle-check",
    "warn": "alert-triangle",
    "bad": "alert-circle",
    "unknown": "help-circle",
}

LIGHTS: dict[str, tuple[str, str | Promise]] = {
    "ok": ("circle-check", gettext_lazy("Đúng tiến độ")),
    "warn": ("alert-triangle", gettext_lazy("Cần chú ý")),
    "bad": ("circle-x", gettext_lazy("Chậm")),
    "unknown": ("help-circle", gettext_lazy("Chưa biết")),
}


def card(
    context: Context, content: str, title: str = "", *, level: int = 2, classes: str = "", flush: bool = False
) -> SafeString:
    """A white card; with `flush` the content brings its own padding (a table, a task list)."""
    return mark_safe(  # noqa: S308  (content is rendered template text, the rest is escaped by the template)
        render_to_string(
            "common/components/_card.html",
            {
                "content": content,
                "title": title,
                "title_id": next_id(context, "card") if title else "",
                "level": level,
                "classes": classes,
                "flush": flush,
            },
        )
    )


def notice(content: str, kind: str = "info", title: str = "", icon: str = "") -> SafeString:
    """A tinted box with its sign: info, ok, warn, bad, unknown."""
    if kind not in NOTICE_ICONS:
        raise ValueError(f"{kind!r} is not a kind of notice: {', '.join(NOTICE_ICONS)}.")
    return mark_safe(  # noqa: S308  (as above)
        render_to_string(
            "common/components/_notice.html",
            {"content": content, "kind": kind, "title": title, "icon": icon or NOTICE_ICONS[kind]},
        )
    )


def empty_state_context(
    context: Context,
    title: str,
    *,
    why: str = "",
    action: str = "",
    url: str = "",
    icon: str = "circle-dashed",
    answer: Any = None,
) -> dict[str, Any]:
    """What would be here, why it is not, and the next act."""
    return {
        "title": title,
        "why": why,
        "action": action,
        "url": url,
        "icon": icon,
        "answer": answer,
        "request": context.get("request"),
    }


def light_context(kind: str, why: str = "", *, word: str = "") -> dict[str, Any]:
    """A traffic light that says why: sign, word, sentence."""
    if kind not in LIGHTS:
        raise ValueError(f"{kind!r} is not a light: {', '.join(LIGHTS)}.")
    sign, usual_word = LIGHTS[kind]
    return {"kind": kind, "icon": sign, "word": word or usual_word, "why": why}


def who_when_context(who: str = "", when: datetime | None = None, *, what: str = "") -> dict[str, Any]:
    """The last line of a record: what was done, by whom, when."""
    return {"who": who, "when": when, "what": what}
