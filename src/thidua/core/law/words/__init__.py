"""The sentences of each language: one file each, read once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thidua.core.words import words_in


def words_of(language: str = "vi") -> Mapping[str, Any]:
    """The file of a language; English where there is none."""
    return words_in(__name__, language)
