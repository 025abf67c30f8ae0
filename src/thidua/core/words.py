"""The sentences of a part of the core: beside it a folder with one file for each language, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

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
