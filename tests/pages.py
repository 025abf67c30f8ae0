"""Reading a page as a person does."""

import html
import re

from django.http import HttpResponse


def words_of(answer: HttpResponse) -> str:
    """What stands on the page: no tags, no entities, one plain space for every gap (no-break ones too)."""
    text = answer.content.decode()
    text = re.sub(r"<(script|style|title)\b.*?</\1>", " ", text, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def loose_directives(policy: str) -> dict[str, list[str]]:
    """What a policy lets a page do beyond our own files: everything must be shut first, then our own let in."""
    said = {name: sources for name, *sources in (each.split() for each in policy.split(";") if each.strip())}
    shut = {name: said.get(name, said.get("default-src", [])) for name in ("script-src", "style-src")}
    loose = {name: sources for name, sources in shut.items() if sources not in (["'self'"], ["'none'"])}
    if said.get("default-src") != ["'none'"]:
        loose["default-src"] = said.get("default-src", [])
    return loose
