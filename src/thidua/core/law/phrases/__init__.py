"""Words of the shipped rules in other languages: a table a language, from the Vietnamese of the rule files."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.words import words_in


def phrases_of(language: str) -> Mapping[str, str]:
    """Vietnamese words → words of a language; English where that language has no table."""
    return words_in(__name__, language)
