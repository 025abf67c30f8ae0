"""What is wrong with a question, a paper, a count or a file, and what to do."""

from __future__ import annotations

from thidua.core.words import SaidError


class VoteError(SaidError):
    """A question, a paper, a count or a file cannot be used; see `SaidError`."""

    words = "thidua.core.voting.words"
