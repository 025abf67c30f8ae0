"""Reading a page as a person does."""

import html
import re

from django.http import HttpResponse


def words_of(answer: HttpResponse) -> str:
    """What stands on the page: no tags, no entities, one plain space for every gap (no-break ones too)."""
    text = answer.content.decode()
    text = re.sub(r"<(script|style|title)\b.*?</\1>", " ", text, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())
