"""The levels a vote may choose from, each with its source, the day it was read and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from thidua.core.voting.thresholds import Basis, Threshold


class Grade(StrEnum):
    """How sure a fact is."""

    VERIFIED = "verified"
    LOCAL = "local"
    SECONDARY = "secondary"
    DERIVED = "derived"


class Decider(StrEnum):
    """Who decides when the rounds are used up."""

    BOTH_LEADS = "BOTH_LEADS"
    SUPERIOR = "SUPERIOR"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a level comes from. `cites` is empty for a body's own rule; `until` is its last day of effect."""

    cites: str
    grade: Grade
    reviewed_on: date
    until: date | None

    def is_in_force(self, day: date) -> bool:
        """Whether the text was not yet replaced on `day`."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class ShareSetting:
    """A quorum or an attendance: a share of the members who must be present."""

    code: str
    share: Fraction
    source: Source


@dataclass(frozen=True, slots=True)
class ThresholdSetting:
    """How many votes are enough; `threshold` None: whoever has the most."""

    code: str
    threshold: Threshold | None
    source: Source


@dataclass(frozen=True, slots=True)
class RoundsSetting:
    """At most so many rounds, then who decides."""

    code: str
    most: int
    then: Decider
    source: Source


@dataclass(frozen=True, slots=True)
class Settings:
    """All levels, by code, in the order of the file."""

    quorum: Mapping[str, ShareSetting]
    attendance: Mapping[str, ShareSetting]
    threshold: Mapping[str, ThresholdSetting]
    rounds: Mapping[str, RoundsSetting]

    @property
    def present(self) -> Mapping[str, ShareSetting]:
        """All shares of members that a text asks to be present, for meeting at all or for awards."""
        return {**self.quorum, **self.attendance}


@lru_cache(maxsize=1)
def shipped_settings() -> Settings:
    """The levels of `settings.yaml`. Raises ValueError for an unknown key or a source without grade."""
    text = files("thidua.core.voting").joinpath("settings.yaml").read_text(encoding="utf-8")
    return read_settings(yaml.safe_load(text))


def read_settings(plain: Mapping[str, Any]) -> Settings:
    """Settings from plain data; see `shipped_settings`."""
    reviewed_on = plain["reviewed_on"]
    return Settings(
        quorum={code: _share(code, entry, reviewed_on) for code, entry in plain["quorum"].items()},
        attendance={code: _share(code, entry, reviewed_on) for code, entry in plain["attendance"].items()},
        threshold={code: _threshold(code, entry, reviewed_on) for code, entry in plain["threshold"].items()},
        rounds={code: _rounds(code, entry, reviewed_on) for code, entry in plain["rounds"].items()},
    )


def _source(code: str, entry: Mapping[str, Any], reviewed_on: date, *own: str) -> Source:
    unknown = set(entry) - {"cites", "grade", "until", *own}
    if unknown:
        raise ValueError(f"{code}: unknown {sorted(unknown)}")
    grade = Grade(entry["grade"])
    if grade is not Grade.DERIVED and not entry.get("cites"):
        raise ValueError(f"{code}: a {grade} level needs its source")
    return Source(entry.get("cites", ""), grade, reviewed_on, entry.get("until"))


def _share(code: str, entry: Mapping[str, Any], reviewed_on: date) -> ShareSetting:
    return ShareSetting(code, Fraction(entry["share"]), _source(code, entry, reviewed_on, "share"))


def _threshold(code: str, entry: Mapping[str, Any], reviewed_on: date) -> ThresholdSetting:
    source = _source(code, entry, reviewed_on, "share", "basis", "is_strict")
    if "share" not in entry:
        return ThresholdSetting(code, None, source)
    threshold = Threshold(Fraction(entry["share"]), Basis(entry["basis"]), bool(entry.get("is_strict")))
    return ThresholdSetting(code, threshold, source)


def _rounds(code: str, entry: Mapping[str, Any], reviewed_on: date) -> RoundsSetting:
    source = _source(code, entry, reviewed_on, "most", "then")
    return RoundsSetting(code, int(entry["most"]), Decider(entry["then"]), source)
