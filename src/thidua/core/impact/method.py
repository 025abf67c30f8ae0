"""Which way of reckoning figures come from: kept figures of another way are reckoned again."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Final

METHOD: Final = "4"
"""Counted up whenever the code would give another figure, or another question, for the same facts."""


@lru_cache(maxsize=1)
def method_version() -> str:
    """The method with a digest of the values that it takes from files: factors, classes, lists of items."""
    digest = hashlib.sha256()
    folder = files("thidua.core.impact")
    shipped = [*folder.joinpath("figures").iterdir(), folder.joinpath("classes.yaml"), folder.joinpath("items.yaml")]
    for file in sorted(shipped, key=lambda each: each.name):
        if file.name.endswith(".yaml"):
            digest.update(file.name.encode() + file.read_bytes())
    return f"{METHOD}-{digest.hexdigest()[:12]}"
