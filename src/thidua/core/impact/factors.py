"""Values that are not ours: each in a small file, dated, cited, with how sure it is. Nothing uncited is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from thidua.core.impact.amounts import Amount
from thidua.core.impact.errors import ImpactError
from thidua.core.impact.plain_yaml import read_plain


class Grade(StrEnum):
    """How sure a value is."""

    READ = "read"
    """Read in the source that is named."""
    DERIVED = "derived"
    """Drawn from values that were read."""
    ASSUMED = "assumed"
    """Nobody has measured it yet."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value since a day: low, value, high, of which at least one is there."""

    since: date
    low: Fraction | None
    value: Fraction | None
    high: Fraction | None
    cites: str
    grade: Grade
    note: str = ""

    @property
    def amount(self) -> Amount:
        """The value with its range; what has no range has only its best."""
        return Amount(self.low, self.value, self.high)

    @property
    def has_range(self) -> bool:
        """Whether its source says how far off it may be."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True, slots=True)
class Factor:
    """One value and its history, the oldest first."""

    name: str
    description: str
    unit: str
    reviewed_on: date
    history: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue:
        """The value known on a day. Raises `ImpactError` (no_value_in_force)."""
        in_force = [each for each in self.history if each.since <= day]
        if not in_force:
            raise ImpactError("no_value_in_force", {"name": self.name, "day": day.isoformat()})
        return in_force[-1]


Factors = Mapping[str, Factor]

BAG_MIXED_DRY: Final = "bag_mixed_dry"
MASS_PER_PERSON: Final = "mass_per_person"
BAG_VARIATION: Final = "bag_variation"
SAME_ACTIVITY_DISTANCE: Final = "same_activity_distance"
HEAVIEST: Final = "density_household"
DENSITIES: Final[Mapping[tuple[str, str], str]] = {
    ("VN-75", "TC"): "density_recyclables",
    ("VN-75", "TP"): "density_food",
    ("VN-75", "KH"): "density_trash",
}
"""The nearest density to a class, to stand beside a bag that nobody weighed. Without a range it makes no kilogram."""

_FILE: Final = {"description", "unit", "reviewed_on", "values"}
_VALUE: Final = {"low", "value", "high", "cites", "grade", "note"}


@lru_cache(maxsize=1)
def shipped_factors() -> Factors:
    """The values of `figures/`, by the name of their file."""
    found = [each for each in files("thidua.core.impact").joinpath("figures").iterdir() if each.name.endswith(".yaml")]
    names = sorted((each.name.removesuffix(".yaml"), each.read_text(encoding="utf-8")) for each in found)
    return {name: read_factor(name, text) for name, text in names}


def values_since(day: date, factors: Factors | None = None) -> date:
    """The last day up to this one on which one of the values changed: between two such days the same facts give the
    same figures. `date.min` before there was any.
    """
    known = shipped_factors() if factors is None else factors
    return max((each.since for its in known.values() for each in its.history if each.since <= day), default=date.min)


def read_factor(name: str, text: str) -> Factor:
    """A figure file. Raises `ImpactError`: unknown_key, missing_key, duplicate_key (a day that stands there twice is
    one), no_source, bad_grade, bad_day, bad_number, not_a_range, no_values.
    """
    plain = read_plain(text)
    if not isinstance(plain, Mapping) or set(plain) != _FILE:
        _require_keys(name, plain if isinstance(plain, Mapping) else {}, _FILE, _FILE)
    if not isinstance(plain["values"], Mapping) or not plain["values"]:
        raise ImpactError("no_values", {"name": name})
    history = sorted(
        (_value(name, day, entry) for day, entry in plain["values"].items()), key=lambda each: each.since
    )  # fmt: skip
    days = [each.since for each in history]
    if len(set(days)) < len(days):
        raise ImpactError("duplicate_key", {"key": name})
    return Factor(name, plain["description"], plain["unit"], _day(name, plain["reviewed_on"]), tuple(history))


def _value(name: str, day: str, entry: Any) -> DatedValue:
    _require_keys(f"{name} {day}", entry if isinstance(entry, Mapping) else {}, _VALUE, {"grade"})
    if not entry.get("cites", "").strip():
        raise ImpactError("no_source", {"name": name, "day": day})
    try:
        grade = Grade(entry["grade"])
    except ValueError:
        raise ImpactError("bad_grade", {"name": name, "grade": entry["grade"]}) from None
    low, value, high = (_number(name, entry.get(key)) for key in ("low", "value", "high"))
    known = [each for each in (low, value, high) if each is not None]
    if not known or known != sorted(known) or known[0] < 0:
        raise ImpactError("not_a_range", {"name": name, "day": day})
    return DatedValue(_day(name, day), low, value, high, entry["cites"], grade, entry.get("note", ""))


def _require_keys(place: str, plain: Mapping[str, Any], known: set[str], needed: set[str]) -> None:
    if unknown := sorted(set(plain) - known):
        raise ImpactError("unknown_key", {"place": place, "key": unknown[0]})
    if missing := sorted(needed - set(plain)):
        raise ImpactError("missing_key", {"place": place, "key": missing[0]})


def _number(name: str, text: str | None) -> Fraction | None:
    try:
        return None if text is None else Fraction(text)
    except (ValueError, ZeroDivisionError, TypeError):
        raise ImpactError("bad_number", {"place": name, "text": text}) from None


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        raise ImpactError("bad_day", {"place": name, "text": text}) from None
