"""The text that both sides of a handover sign. A Vietnamese paper, whatever language is on screen."""

import hashlib
from typing import Final

from thidua.decisions.enums import ItemKind, ItemState
from thidua.decisions.models import Handover, HandoverItem

KINDS: Final = {
    ItemKind.PAPERS: "Hồ sơ, giấy tờ",
    ItemKind.SEAL: "Con dấu",
    ItemKind.TASKS: "Việc còn dở",
    ItemKind.MONEY: "Kinh phí",
    ItemKind.ACCOUNTS: "Tài khoản",
    ItemKind.OTHER: "Khác",
}
STATES: Final = {
    ItemState.PENDING: "chưa giao",
    ItemState.HANDED_OVER: "đã giao",
    ItemState.NONE: "không có",
    ItemState.MISSING: "thiếu",
}


def handover_text(handover: Handover, items: list[HandoverItem]) -> str:
    """Who hands what to whom, item by item."""
    lines = [
        "BIÊN BẢN BÀN GIAO",
        f"Nhiệm vụ Khối trưởng {handover.bloc.name} năm {handover.cycle.year}",
        f"Bên giao: {_side(handover.giver.name, handover.giver_representative)}",
        f"Bên nhận: {_side(handover.receiver.name, handover.receiver_representative)}",
        f"Thời gian: {handover.held_on}",
        f"Địa điểm: {handover.place or 'chưa rõ'}",
    ]
    lines += [f"{number}. {_item(item)}" for number, item in enumerate(items, start=1)]
    if handover.note:
        lines.append(handover.note)
    return "\n".join(lines) + "\n"


def digest_of(text: str) -> str:
    """SHA-256 of the text as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _side(unit: str, person: object) -> str:
    return f"{unit}, người đại diện {person}" if person is not None else unit


def _item(item: HandoverItem) -> str:
    amount = "" if item.amount is None else ", " + f"{item.amount:,}".replace(",", ".") + " đồng"
    note = f" ({item.note})" if item.note else ""
    return f"{KINDS[ItemKind(item.kind)]}: {item.title}{amount}: {STATES[ItemState(item.state)]}{note}"
