"""Ways to sort waste, versioned and cited, and how far one can be said in the words of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from thidua.core.impact.errors import ImpactError
from thidua.core.impact.factors import Grade
from thidua.core.impact.plain_yaml import read_plain

LAW: Final = "VN-75"
"""The law's own three classes."""


class Quality(StrEnum):
    """How well a class of one scheme is a class of another."""

    EXACT = "exact"
    BROADER = "broader"
    """It covers parts of several: it cannot be converted."""


@dataclass(frozen=True, slots=True)
class ClassMapping:
    """A class as the law's scheme has it: one class when exact, those it spreads over when broader."""

    to: tuple[str, ...]
    quality: Quality


@dataclass(frozen=True, slots=True)
class ClassScheme:
    """A way to sort: class code → its name, and how far each class is one of the law's."""

    code: str
    name: str
    version: str
    cites: str
    grade: Grade
    reviewed_on: date
    classes: Mapping[str, str]
    maps: Mapping[str, ClassMapping] = field(default_factory=dict)
    note: str = ""

    def in_law(self, class_code: str) -> str | None:
        """The law's class for one of these, where it is exactly that; None where it cannot be converted."""
        if self.code == LAW:
            return class_code
        mapping = self.maps.get(class_code)
        return mapping.to[0] if mapping is not None and mapping.quality is Quality.EXACT else None


_SCHEME: Final = {"name", "version", "cites", "grade", "classes", "maps", "note"}


@lru_cache(maxsize=1)
def shipped_schemes() -> Mapping[str, ClassScheme]:
    """The schemes of `classes.yaml`, by code."""
    return read_schemes(files("thidua.core.impact").joinpath("classes.yaml").read_text(encoding="utf-8"))


def read_schemes(text: str) -> dict[str, ClassScheme]:
    """Schemes from a file. Raises `ImpactError`: unknown_key, missing_key, no_source, bad_mapping and those of YAML."""
    plain = read_plain(text)
    reviewed_on = date.fromisoformat(plain["reviewed_on"])
    return {code: _scheme(code, entry, reviewed_on) for code, entry in plain["schemes"].items()}


def _scheme(code: str, entry: Mapping[str, Any], reviewed_on: date) -> ClassScheme:
    if unknown := sorted(set(entry) - _SCHEME):
        raise ImpactError("unknown_key", {"place": code, "key": unknown[0]})
    if missing := sorted({"name", "version", "grade", "classes"} - set(entry)):
        raise ImpactError("missing_key", {"place": code, "key": missing[0]})
    if not entry.get("cites"):
        raise ImpactError("no_source", {"name": code, "day": reviewed_on.isoformat()})
    maps = {
        each: ClassMapping(tuple(mapping["to"].split()), Quality(mapping["quality"]))
        for each, mapping in entry.get("maps", {}).items()
    }
    for each, mapping in maps.items():
        if each not in entry["classes"] or (mapping.quality is Quality.EXACT and len(mapping.to) != 1):
            raise ImpactError("bad_mapping", {"scheme": code, "class_code": each})
    return ClassScheme(
        code,
        entry["name"],
        entry["version"],
        entry["cites"],
        Grade(entry["grade"]),
        reviewed_on,
        entry["classes"],
        maps,
        entry.get("note", ""),
    )
