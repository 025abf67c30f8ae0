"""What is put to the vote: which options there are, and how a paper may mark them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thidua.core.voting.errors import VoteError


class MotionKind(StrEnum):
    """How a paper answers."""

    APPROVE = "APPROVE"
    """Agree, disagree or abstain, for each option of a list."""
    CHOOSE = "CHOOSE"
    """Up to `most` options of the list; none is a blank paper."""
    RANK = "RANK"
    """All options in order, the best first; none is a blank paper."""


@dataclass(frozen=True, slots=True)
class Motion:
    """A question. `options` are short codes that never change; `most` counts for CHOOSE only.

    Raises `VoteError` for a question nobody could answer: no options, one code twice, more choices than options.
    """

    kind: MotionKind
    options: tuple[str, ...]
    most: int = 1

    def __post_init__(self) -> None:
        if len(self.options) < (2 if self.kind is MotionKind.RANK else 1):
            raise VoteError("too_few_options", {"count": len(self.options)})
        twice = sorted({each for each in self.options if self.options.count(each) > 1})
        if twice:
            raise VoteError("option_twice", {"option": twice[0]})
        unsafe = [each for each in self.options if not (each.isascii() and each.isalnum())]
        if unsafe:
            raise VoteError("bad_option", {"option": unsafe[0]})
        if self.kind is MotionKind.CHOOSE and not 1 <= self.most <= len(self.options):
            raise VoteError("bad_most", {"most": self.most, "count": len(self.options)})
