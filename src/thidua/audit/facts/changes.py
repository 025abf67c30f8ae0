"""What changed, field by field; of long texts only the lines that changed."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from thidua.audit.facts.values import Names, label_of, words_of_value
from thidua.audit.words.fields import HIDDEN

LONG = 160
"""Longer texts, and texts of several lines, are compared line by line."""
_MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of lines of a long text: `kind` is "gone", "new" or "kept"; of kept runs only the number is shown."""

    kind: str
    text: str
    lines: int


@dataclass(frozen=True, slots=True)
class Change:
    """One field. `before` or `after` None: the entry does not speak of that side."""

    label: str
    before: str | None
    after: str | None
    pieces: tuple[Piece, ...] = ()

    @property
    def is_change(self) -> bool:
        """Whether both sides are known and differ."""
        return self.before is not None and self.after is not None and self.before != self.after

    @property
    def is_long(self) -> bool:
        """Whether a side is too long for one line."""
        return any(side is not None and (len(side) > LONG or "\n" in side) for side in (self.before, self.after))


def changes_of(kind: str, before: dict[str, Any] | None, after: dict[str, Any] | None, names: Names) -> list[Change]:
    """All fields of an entry about a thing of model `kind`; what stayed the same is left out."""
    changes = []
    for key in dict.fromkeys([*(before or {}), *(after or {})]):
        if key in HIDDEN:
            continue
        old = words_of_value(kind, key, before[key], names) if before is not None and key in before else None
        new = words_of_value(kind, key, after[key], names) if after is not None and key in after else None
        if old == new:
            continue
        change = Change(label_of(kind, key), old, new)
        if change.is_change and change.is_long:
            change = Change(change.label, old, new, _pieces(old or "", new or ""))
        changes.append(change)
    return changes


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    was, now = old.splitlines(), new.splitlines()
    if len(was) > _MOST_LINES or len(now) > _MOST_LINES:
        return ()
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("kept", "", b - a))
            continue
        if b > a:
            pieces.append(Piece("gone", "\n".join(was[a:b]), b - a))
        if d > c:
            pieces.append(Piece("new", "\n".join(now[c:d]), d - c))
    return tuple(pieces)
