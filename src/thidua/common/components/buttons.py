"""Buttons: one primary a page; a refused one says why and who can help."""

from __future__ import annotations

from typing import Any, Protocol

from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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
    words = format_html("{}<span>{}</span>", draw_icon(icon) if icon else "", label)
    classes = _classes(kind, size, wide)
    if answer is not None and not answer.allowed:
        drawn = _refused(context, classes, words, answer)
    elif url:
        drawn = format_html('<a class="{}" href="{}"{}>{}</a>', classes, url, _attributes(attributes), words)
    else:
        named = format_html(' name="{}" value="{}"', name, value) if name else ""
        of_form = format_html(' form="{}"', form) if form else ""
        drawn = format_html(
            '<button type="submit" class="{}"{}{}{}>{}</button>',
            classes,
            named,
            of_form,
            _attributes(attributes),
            words,
        )
    return format_html('{}<span class="tds-refused__why">{}</span>', drawn, note) if note else drawn


def post_button(context: Context, label: str, action: str, **options: Any) -> SafeString:
    """A button that posts to `action` by itself: a form of one button (hidden fields as `field_<name>=value`)."""
    fields = [(key.removeprefix("field_"), options.pop(key)) for key in list(options) if key.startswith("field_")]
    drawn = button(context, label, **options)
    answer = options.get("answer")
    if answer is not None and not answer.allowed:
        return drawn
    hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)
    return format_html(
        '<form method="post" action="{}" data-tds-form><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        "{}{}</form>",
        action,
        context.get("csrf_token", ""),
        hidden,
        drawn,
    )


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


def _attributes(attributes: dict[str, str]) -> SafeString:
    return format_html_join("", ' {}="{}"', ((key.replace("_", "-"), text) for key, text in attributes.items()))


def _refused(context: Context, classes: str, words: SafeString, answer: AnswerLike) -> SafeString:
    why_id = next_id(context, "why")
    remedy, remedy_url = getattr(answer, "remedy", ""), getattr(answer, "remedy_url", "")
    if remedy_url:
        help_words = format_html(' <a href="{}">{}</a>', remedy_url, remedy)
    else:
        help_words = format_html(" {}", remedy) if remedy else SafeString("")
    return format_html(
        '<span class="tds-refused"><button type="button" class="{}" aria-disabled="true" aria-describedby="{}">'
        "{}</button>"
        '<span class="tds-refused__why" id="{}">{}{}</span></span>',
        classes,
        why_id,
        words,
        why_id,
        answer.reason,
        help_words,
    )
