"""Lists of items to count, versioned and cited. Pieces never become kilograms: few heavy ones carry the weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from thidua.core.impact.errors import ImpactError
from thidua.core.impact.factors import Grade
from thidua.core.impact.plain_yaml import read_plain


@dataclass(frozen=True, slots=True)
class ItemList:
    """A version of a list: item code → its name, in the order of the card."""

    code: str
    version: str
    cites: str
    grade: Grade
    items: Mapping[str, str]


_LIST: Final = {"version", "cites", "grade", "items"}


@lru_cache(maxsize=1)
def shipped_item_lists() -> Mapping[tuple[str, str], ItemList]:
    """The lists of `items.yaml`, by code and version."""
    return read_item_lists(files("thidua.core.impact").joinpath("items.yaml").read_text(encoding="utf-8"))


def read_item_lists(text: str) -> dict[tuple[str, str], ItemList]:
    """Lists from a file. Raises `ImpactError`: unknown_key, missing_key, no_source and those of YAML."""
    found = {}
    for code, entry in read_plain(text)["lists"].items():
        if unknown := sorted(set(entry) - _LIST):
            raise ImpactError("unknown_key", {"place": code, "key": unknown[0]})
        if missing := sorted(_LIST - {"cites"} - set(entry)):
            raise ImpactError("missing_key", {"place": code, "key": missing[0]})
        if not entry.get("cites"):
            raise ImpactError("no_source", {"name": code, "day": entry["version"]})
        item_list = ItemList(code, entry["version"], entry["cites"], Grade(entry["grade"]), entry["items"])
        found[code, item_list.version] = item_list
    return found
