"""Two versions of a text side by side: which lines stayed, changed, came or went."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `is_new` when the other side does not have it."""

    text: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the older text beside one of the newer; None where a side has none."""

    change: Change
    old: tuple[Piece, ...] | None
    new: tuple[Piece, ...] | None


def side_by_side(old: str, new: str) -> list[Row]:
    """Rows of paragraphs; within a changed paragraph the words that differ are marked.

    >>> [row.change for row in side_by_side("Điều 1. Mục đích", "Điều 1. Mục đích\\n\\nĐiều 2. Phạm vi")]
    ['same', 'added']
    """
    olds, news = _paragraphs(old), _paragraphs(new)
    rows: list[Row] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        before, after = olds[old_from:old_to], news[new_from:new_to]
        if tag == "equal":
            rows.extend(Row("same", _whole(text), _whole(text)) for text in before)
            continue
        paired = min(len(before), len(after))
        rows.extend(_changed(before[place], after[place]) for place in range(paired))
        rows.extend(Row("removed", _whole(text, is_new=True), None) for text in before[paired:])
        rows.extend(Row("added", None, _whole(text, is_new=True)) for text in after[paired:])
    return rows


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _whole(text: str, *, is_new: bool = False) -> tuple[Piece, ...]:
    return (Piece(text, is_new),)


def _changed(old: str, new: str) -> Row:
    olds, news = old.split(), new.split()
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if old_from < old_to:
            left.append(Piece(" ".join(olds[old_from:old_to]), tag != "equal"))
        if new_from < new_to:
            right.append(Piece(" ".join(news[new_from:new_to]), tag != "equal"))
    return Row("changed", tuple(left), tuple(right))
