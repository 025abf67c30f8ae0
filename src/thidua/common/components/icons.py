"""Icons: one sprite of outline drawings; a sign never stands without its word."""

from __future__ import annotations

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SIZES = {"": "", "small": " tds-icon--small", "large": " tds-icon--large"}


@lru_cache(maxsize=512)
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """The icon `name` of tools/assets/icons.txt (filled: `star-filled`). Hidden from readers unless labelled."""
    address = f"{static('vendor/icons.svg')}#{name}"
    classes = f"tds-icon{SIZES[size]}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, address
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', classes, address
    )
