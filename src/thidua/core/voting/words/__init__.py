"""The sentences of each language: one file each, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@lru_cache(maxsize=8)
def words_of(language: str) -> Mapping[str, Any]:
    """The file of a language; English where there is none."""
    folder = files(__name__)
    path = folder.joinpath(f"{language}.yaml")
    if not path.is_file():
        path = folder.joinpath("en.yaml")
    words: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words
