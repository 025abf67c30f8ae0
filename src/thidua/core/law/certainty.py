"""How sure we are of a fact of law, and the three answers."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, StrEnum


class Certainty(StrEnum):
    """Grade of a fact of law, the surest first."""

    VERIFIED = "verified"
    """The wording of the article, or a close quotation of it, was read in a secondary copy; no official PDF was
    opened.
    """
    SECONDARY = "secondary"
    """A paraphrase or a translation of the article was read, not its wording."""
    DERIVED = "derived"
    """Seen only in a text or a program that restates the law."""
    MEMORY = "memory"
    """Nobody has read it for this product: such a fact never decides."""
    UNKNOWN = "unknown"
    """Not held: chưa có văn bản."""

    @property
    def decides(self) -> bool:
        """Whether a verdict may rest on it."""
        return self not in (Certainty.MEMORY, Certainty.UNKNOWN)


def least(grades: Iterable[Certainty]) -> Certainty:
    """The least sure of some; of none: verified."""
    order = list(Certainty)
    return max(grades, key=order.index, default=Certainty.VERIFIED)


class Verdict(IntEnum):
    """Đủ, chưa đủ, chưa kết luận được. As numbers: all of is the least, any of the greatest."""

    NOT_MET = 0
    UNKNOWN = 1
    MET = 2


def from_worlds(*, certain: bool, possible: bool) -> Verdict:
    """MET where it holds with what is recorded alone, NOT_MET where nothing unrecorded could make it hold."""
    return Verdict(int(certain) + int(certain or possible))
