"""What a list of things handed over says at a glance."""

from collections.abc import Iterable

from thidua.decisions.enums import ItemState
from thidua.decisions.models import HandoverItem


def settled_words(state: str, note: str) -> str:
    """Đã giao; Thiếu (một cuốn sổ)."""
    words = str(ItemState(state).label)
    return f"{words} ({note})" if note else words


def pending(items: Iterable[HandoverItem]) -> int:
    """How many are not settled."""
    return sum(item.state == ItemState.PENDING for item in items)
