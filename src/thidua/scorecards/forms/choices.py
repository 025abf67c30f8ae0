"""What the forms of a draft offer and read alike."""

from collections.abc import Mapping
from typing import Any

from thidua.scorecards.facts.drafting import Document, draft_items


def item_choices(document: Document) -> list[tuple[str, str]]:
    """The items of a draft by code."""
    return [(each.code, f"{each.code}. {each.data.get('name') or ''}") for each in draft_items(document)]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def text_of_basis(each: Any) -> str:
    return str(each.get("text")) if isinstance(each, Mapping) else str(each)
