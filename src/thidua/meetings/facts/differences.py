"""What changed between two texts, word by word."""

import difflib
import re
from dataclasses import dataclass

_WORDS = re.compile(r"\s+|[^\s]+")
_LONGEST = 4000
"""Beyond so many words two texts are compared by lines: word by word would take too long."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of text: `kept`, `gone` or `new`."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Change]:
    """The runs that turn `before` into `after`."""
    old, new = _parts(before), _parts(after)
    if len(old) + len(new) > _LONGEST:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    runs: list[Change] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Change("kept", "".join(old[start:end])))
            continue
        if start < end:
            runs.append(Change("gone", "".join(old[start:end])))
        if other_start < other_end:
            runs.append(Change("new", "".join(new[other_start:other_end])))
    return runs


def _parts(text: str) -> list[str]:
    return _WORDS.findall(text)
