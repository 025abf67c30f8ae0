"""The days off and make-up days decided for each year: data of the package, and of an installation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


class Grade(StrEnum):
    """How well a decision is known."""

    TEXT = "TEXT"
    """The text, or a page that repeats it word for word, was read."""
    REPORT = "REPORT"
    """A newspaper or a portal tells of it."""
    LIBRARY = "LIBRARY"
    """The library `holidays` says so."""
    INSTALLATION = "INSTALLATION"
    """Entered by the people of this installation."""


@dataclass(frozen=True, slots=True)
class DecidedDay:
    """One day that is off, or worked, whatever the weekday and the law say.

    `name` is shown to people for a day off; `cites` names the decision.
    """

    day: date
    name: str
    cites: str
    is_working: bool = False
    grade: Grade = Grade.INSTALLATION


@dataclass(frozen=True, slots=True)
class Decision:
    """A period off, with the days worked in exchange, and where this is known from."""

    name: str
    since: date
    until: date
    work: tuple[date, ...]
    cites: str
    grade: Grade
    source: str
    note: str

    def days(self) -> Iterator[DecidedDay]:
        """Each day off (weekends too) and each make-up day."""
        if self.work:
            made_up = " và ".join(f"{day:%d/%m/%Y}" for day in self.work)
            name = f"Nghỉ hoán đổi, làm bù ngày {made_up}"
        else:
            name = f"Nghỉ {self.name}"
        for shift in range((self.until - self.since).days + 1):
            yield DecidedDay(self.since + timedelta(days=shift), name, self.cites, grade=self.grade)
        for day in self.work:
            yield DecidedDay(day, f"Làm bù cho kỳ nghỉ {self.name}", self.cites, is_working=True, grade=self.grade)


@lru_cache(maxsize=1)
def packaged_decisions() -> dict[int, tuple[Decision, ...]]:
    """Year → the decisions of calendar.yaml."""
    text = files("thidua.core.vietnam").joinpath("calendar.yaml").read_text(encoding="utf-8")
    return {
        year: tuple(_decision(entry) for entry in entries) for year, entries in yaml.safe_load(text)["years"].items()
    }


def _decision(entry: dict[str, Any]) -> Decision:
    return Decision(
        name=entry["name"],
        since=entry["days_off"]["since"],
        until=entry["days_off"]["until"],
        work=tuple(entry.get("work", ())),
        cites=entry["cites"],
        grade=Grade(entry["grade"]),
        source=entry.get("source", ""),
        note=entry.get("note", ""),
    )
