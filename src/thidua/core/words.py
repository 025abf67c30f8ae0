"""The sentences of a part of the core: beside it a folder with one file for each language, read once; its errors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, ClassVar

import yaml


@lru_cache(maxsize=16)
def words_in(package: str, language: str) -> Mapping[str, Any]:
    """The file of a language in the folder of a package; English where there is none."""
    folder = files(package)
    path = folder.joinpath(f"{language}.yaml")
    if not path.is_file():
        path = folder.joinpath("en.yaml")
    words: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words


class SaidError(ValueError):
    """Something is wrong, and a sentence says what to do. A part of the core derives its own with its `words` package.

    `code` is stable, made for programs, and names the sentence under `problems`; `data` fills it.
    """

    words: ClassVar[str]

    def __init__(self, code: str, data: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.data = dict(data or {})

    def say(self, language: str = "vi") -> str:
        """The sentence, which names the remedy."""
        sentence: str = words_in(self.words, language)["problems"][self.code]
        return sentence.format(**self.data)

    def __str__(self) -> str:
        return self.say()
