"""Buttons: one primary a page; a refused one says why and who can help."""

from __future__ import annotations

from typing import Any, Protocol

from django.template import Context

from thidua.common.components.ids import next_id

KINDS = {"primary", "outlined", "link", "destructive"}
SIZES = {"", "large", "small"}


class AnswerLike(Protocol):
    """What a policy answers; `thidua.common.policy.Answer` is one."""

    @property
    def allowed(self) -> bool: ...
    @property
    def reason(self) -> str: ...


def button_context(
    context: Context,
    label: str,
    *,
    kind: str = "outlined",
    url: str = "",
    answer: AnswerLike | None = None,
    icon: str = "",
    name: str = "",
    value: str = "",
    size: str = "",
    wide: bool = False,
    note: str = "",
    form: str = "",
    **attributes: str,
) -> dict[str, Any]:
    """What `_button.html` needs; with `url` a link, else a submit button of the form around it (or of `form`)."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of button: {', '.join(sorted(KINDS))}.")
    if size not in SIZES:
        raise ValueError(f"{size!r} is not a size of button.")
    classes = ["tds-btn"]
    if kind != "outlined":
        classes.append(f"tds-btn--{kind}")
    if size:
        classes.append(f"tds-btn--{size}")
    if wide:
        classes.append("tds-btn--wide")
    refused = answer is not None and not answer.allowed
    return {
        "label": label,
        "classes": " ".join(classes),
        "url": url,
        "icon": icon,
        "name": name,
        "value": value,
        "note": note,
        "form": form,
        "refused": refused,
        "reason": getattr(answer, "reason", "") if refused else "",
        "remedy": getattr(answer, "remedy", "") if refused else "",
        "remedy_url": getattr(answer, "remedy_url", "") if refused else "",
        "why_id": next_id(context, "why") if refused else "",
        "attributes": {key.replace("_", "-"): text for key, text in attributes.items()},
    }


def post_button_context(context: Context, label: str, action: str, **options: Any) -> dict[str, Any]:
    """A button that posts to `action` by itself: a form of one button (hidden fields as `field_<name>=value`)."""
    fields = {key.removeprefix("field_"): options.pop(key) for key in list(options) if key.startswith("field_")}
    result = button_context(context, label, **options)
    result.update(action=action, fields=fields, csrf_token=context.get("csrf_token", ""))
    return result
