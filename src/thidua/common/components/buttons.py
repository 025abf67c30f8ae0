"""Buttons: one primary a page; a refused one says why and who can help."""

from __future__ import annotations

from typing import Any, Protocol

from django.template import Context
from django.utils.safestring import SafeString

from thidua.common.components.escaping import escaped
from thidua.common.components.icons import icon as draw_icon
from thidua.common.components.ids import next_id

KINDS = {"primary", "outlined", "link", "destructive"}
SIZES = {"", "large", "small"}


class AnswerLike(Protocol):
    """What a policy answers; `thidua.common.policy.Answer` is one."""

    @property
    def allowed(self) -> bool: ...
    @property
    def reason(self) -> str: ...


def button(
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
) -> SafeString:
    """With `url` a link, else a submit button of the form around it (or of `form`); refused, its reason beside it.

    Written here and not as a template: a page may have hundreds.
    """
    words = f"{draw_icon(icon) if icon else ''}<span>{escaped(label)}</span>"
    classes = _classes(kind, size, wide)
    if answer is not None and not answer.allowed:
        drawn = _refused(context, classes, words, answer)
    elif url:
        drawn = f'<a class="{classes}" href="{escaped(url)}"{_attributes(attributes)}>{words}</a>'
    else:
        named = f' name="{escaped(name)}" value="{escaped(value)}"' if name else ""
        of_form = f' form="{escaped(form)}"' if form else ""
        drawn = f'<button type="submit" class="{classes}"{named}{of_form}{_attributes(attributes)}>{words}</button>'
    if note:
        drawn += f'<span class="tds-refused__why">{escaped(note)}</span>'
    return SafeString(drawn)


def post_button(context: Context, label: str, action: str, **options: Any) -> SafeString:
    """A button that posts to `action` by itself: a form of one button (hidden fields as `field_<name>=value`)."""
    fields = {key.removeprefix("field_"): options.pop(key) for key in list(options) if key.startswith("field_")}
    drawn = button(context, label, **options)
    answer = options.get("answer")
    if answer is not None and not answer.allowed:
        return drawn
    fields = {"csrfmiddlewaretoken": context.get("csrf_token", ""), **fields}
    hidden = "".join(
        f'<input type="hidden" name="{escaped(name)}" value="{escaped(value)}">' for name, value in fields.items()
    )
    return SafeString(f'<form method="post" action="{escaped(action)}" data-tds-form>{hidden}{drawn}</form>')


def _classes(kind: str, size: str, wide: bool) -> str:
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
    return " ".join(classes)


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f' {escaped(key.replace("_", "-"))}="{escaped(text)}"' for key, text in attributes.items())


def _refused(context: Context, classes: str, words: str, answer: AnswerLike) -> str:
    why_id = next_id(context, "why")
    remedy, remedy_url = getattr(answer, "remedy", ""), getattr(answer, "remedy_url", "")
    if remedy_url:
        help_words = f' <a href="{escaped(remedy_url)}">{escaped(remedy)}</a>'
    else:
        help_words = f" {escaped(remedy)}" if remedy else ""
    return (
        f'<span class="tds-refused"><button type="button" class="{classes}" aria-disabled="true"'
        f' aria-describedby="{why_id}">{words}</button>'
        f'<span class="tds-refused__why" id="{why_id}">{escaped(answer.reason)}{help_words}</span></span>'
    )
