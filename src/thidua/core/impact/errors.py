"""What is wrong with a file of facts or of figures, or with the tree of activities, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.impact.words import words_of


class ImpactError(ValueError):
    """`code` is stable, made for programs, and names the sentence in `words/`; `data` fills it."""

    def __init__(self, code: str, data: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.data = dict(data or {})

    def say(self, language: str = "vi") -> str:
        """The sentence, which names the remedy."""
        sentence: str = words_of(language)["problems"][self.code]
        return sentence.format(**self.data)

    def __str__(self) -> str:
        return self.say()
