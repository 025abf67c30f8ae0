"""Ways to sort waste, versioned and cited, and how far one can be said in the words of another.

A fact names the version that it was noted in: `VN-75` is the first version of the law's classes, `VN-75@2` would be the
second. A version that facts were noted in is never changed: what changes is a version more, with a mapping from the old
one where a class stayed the same, and without one where nobody can say.
"""

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
"""The law's own three classes; also the name of their first version."""


class Quality(StrEnum):
    """How well a class of one scheme is a class of another."""

    EXACT = "exact"
    BROADER = "broader"
    """It covers parts of several: it cannot be converted."""


@dataclass(frozen=True, slots=True)
class ClassMapping:
    """A class as the scheme `into` has it: one class when exact, those it spreads over when broader."""

    to: tuple[str, ...]
    quality: Quality


@dataclass(frozen=True, slots=True)
class ClassScheme:
    """A version of a way to sort: class code → its name, and how far each class is one of `into`, another version."""

    code: str
    name: str
    version: str
    cites: str
    grade: Grade
    reviewed_on: date
    classes: Mapping[str, str]
    maps: Mapping[str, ClassMapping] = field(default_factory=dict)
    into: str = LAW
    note: str = ""

    @property
    def ref(self) -> str:
        """How facts name it: `VN-75`, `VN-75@2`."""
        return self.code if self.version == "1" else f"{self.code}@{self.version}"


Schemes = Mapping[str, ClassScheme]
"""Every version by its name in facts."""


def latest(schemes: Schemes, code: str) -> str:
    """The newest version of a way to sort. Raises `KeyError` for an unknown one."""
    versions = [each for each in schemes.values() if each.code == code]
    if not versions:
        raise KeyError(code)
    return max(versions, key=lambda each: int(each.version)).ref


def in_use(schemes: Schemes) -> list[str]:
    """The newest version of each, in the order of the file: what may be chosen for an activity to come."""
    return [ref for ref, each in schemes.items() if ref == latest(schemes, each.code)]


def converted(schemes: Schemes, ref: str, class_code: str, target: str) -> str | None:
    """The class of `target` that a class of `ref` is, by exact mappings one after the other; None where one is missing
    or covers parts of several.
    """
    seen: set[str] = set()
    while ref not in seen and ref in schemes and class_code in schemes[ref].classes:
        if ref == target:
            return class_code
        seen.add(ref)
        mapping = schemes[ref].maps.get(class_code)
        if mapping is None or mapping.quality is not Quality.EXACT:
            return None
        ref, class_code = schemes[ref].into, mapping.to[0]
    return None


def in_law(schemes: Schemes, ref: str, class_code: str) -> str | None:
    """The class of the law as it stands now, where it is exactly that."""
    return converted(schemes, ref, class_code, latest(schemes, LAW))


_SCHEME: Final = {"name", "version", "cites", "grade", "classes", "maps", "into", "note"}


@lru_cache(maxsize=1)
def shipped_schemes() -> Schemes:
    """The schemes of `classes.yaml`, each version by its name in facts."""
    return read_schemes(files("thidua.core.impact").joinpath("classes.yaml").read_text(encoding="utf-8"))


def read_schemes(text: str) -> dict[str, ClassScheme]:
    """Schemes from a file. Raises `ImpactError`: unknown_key, missing_key, no_source, bad_version, bad_mapping and
    those of YAML.
    """
    plain = read_plain(text)
    reviewed_on = date.fromisoformat(plain["reviewed_on"])
    found = {ref: _scheme(ref, entry, reviewed_on) for ref, entry in plain["schemes"].items()}
    for scheme in found.values():
        target = found.get(scheme.into)
        for class_code, mapping in scheme.maps.items():
            if target is not None and not set(mapping.to) <= set(target.classes):
                raise ImpactError("bad_mapping", {"scheme": scheme.ref, "class_code": class_code})
    return found


def _scheme(ref: str, entry: Mapping[str, Any], reviewed_on: date) -> ClassScheme:
    if unknown := sorted(set(entry) - _SCHEME):
        raise ImpactError("unknown_key", {"place": ref, "key": unknown[0]})
    if missing := sorted({"name", "version", "grade", "classes"} - set(entry)):
        raise ImpactError("missing_key", {"place": ref, "key": missing[0]})
    if not entry.get("cites"):
        raise ImpactError("no_source", {"name": ref, "day": reviewed_on.isoformat()})
    maps = {
        each: ClassMapping(tuple(mapping["to"].split()), Quality(mapping["quality"]))
        for each, mapping in entry.get("maps", {}).items()
    }
    for each, mapping in maps.items():
        if each not in entry["classes"] or (mapping.quality is Quality.EXACT and len(mapping.to) != 1):
            raise ImpactError("bad_mapping", {"scheme": ref, "class_code": each})
    scheme = ClassScheme(
        ref.partition("@")[0],
        entry["name"],
        entry["version"],
        entry["cites"],
        Grade(entry["grade"]),
        reviewed_on,
        entry["classes"],
        maps,
        entry.get("into", LAW),
        entry.get("note", ""),
    )
    if not scheme.version.isdecimal() or scheme.ref != ref:
        raise ImpactError("bad_version", {"scheme": ref, "version": scheme.version})
    return scheme
