"""Figures of the law: each in a small file, dated, cited, with how sure it is and when somebody last read the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final

from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import Citations
from thidua.core.law.errors import LawError
from thidua.core.law.places import Place, shipped
from thidua.core.law.texts import RegisteredText, registered, shipped_texts


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A value since a day (None: no text that we hold sets one). `is_ceiling`: at most so much, somebody else fixes
    it.
    """

    since: date
    value: Fraction | None
    cites: Citations
    grade: Certainty
    note: str = ""
    is_ceiling: bool = False


@dataclass(frozen=True, slots=True)
class LegalFigure:
    """One figure and its history, the oldest first."""

    name: str
    description: str
    unit: str
    reviewed_on: date
    history: tuple[FigureValue, ...]

    def entry(self, day: date) -> FigureValue | None:
        """What is recorded for a day, be it that no value is held."""
        return next((each for each in reversed(self.history) if each.since <= day), None)

    def on(self, day: date) -> FigureValue:
        """The value in force. Raises `LawError` (no_value_in_force): silence of the law is never a number."""
        entry = self.entry(day)
        if entry is None or entry.value is None:
            note = entry.note if entry else ""
            raise LawError("no_value_in_force", {"name": self.description, "day": day.isoformat(), "note": note})
        return entry


Figures = Mapping[str, LegalFigure]

_FILE: Final = ("description", "unit", "reviewed_on", "values")
_VALUE: Final = ("value", "at_most", "note")
STALE_DAYS: Final = 365
"""A figure that nobody has held against its text for twelve months."""
WARNING_DAYS: Final = 183
"""A text that ends within half a year is about to end."""


@lru_cache(maxsize=1)
def shipped_figures() -> Figures:
    """The figures of `figures/`, by the names of their files."""
    return {name_of(place): read_figure(place) for place in shipped("figures")}


def name_of(place: Place) -> str:
    """The name of a file without its folder and its ending."""
    return place.file.rsplit("/", 1)[-1].removesuffix(".yaml")


def read_figure(root: Place) -> LegalFigure:
    """A figure file. Raises `LawError`: unknown_key, missing_key, key_twice (a day that stands there twice is one),
    uncited, unknown_text, not_a_choice, bad_day, bad_number, no_values, out_of_order.
    """
    entry = root.mapping(_FILE, _FILE)
    history = read_history(entry["values"])
    unit = entry["unit"].text()
    return LegalFigure(name_of(root), entry["description"].text(), unit, entry["reviewed_on"].day(), history)


def read_history(place: Place) -> tuple[FigureValue, ...]:
    """Values by their first days, the oldest first. Raises `LawError` as `read_figure` does."""
    values = place.entries()
    if not values:
        raise place.wrong("no_values")
    history = tuple(_value(day, each) for day, each in values.items())
    for before, after in pairwise(history):
        if after.since <= before.since:
            raise place.wrong("out_of_order", day=after.since.isoformat())
    return history


def _value(day: str, place: Place) -> FigureValue:
    entry = place.mapping((*_VALUE, "cites", "grade"))
    if "cites" not in entry:
        raise place.wrong("uncited")
    place.mapping((*_VALUE, "cites"), ("grade",))
    if ("value" in entry) == ("at_most" in entry):
        raise place.wrong("missing_key", name="value")
    given = entry.get("value") or entry["at_most"]
    note = entry["note"].text() if "note" in entry else ""
    if given.value is None and not note:
        raise place.wrong("missing_key", name="note")
    since = Place(day, place.file, place.lines, place.path).day()
    number = None if given.value is None else given.number()
    return FigureValue(since, number, registered(entry["cites"]), entry["grade"].grade(), note, "at_most" in entry)


@dataclass(frozen=True, slots=True)
class Stale:
    """What somebody should read again."""

    figures: tuple[LegalFigure, ...]
    ending: tuple[RegisteredText, ...]
    not_held: tuple[RegisteredText, ...]


def stale(today: date, figures: Figures, texts: Mapping[str, RegisteredText]) -> Stale:
    """Figures not reviewed for twelve months, texts that end within half a year, texts in force that we do not hold."""
    old = tuple(each for each in figures.values() if (today - each.reviewed_on).days > STALE_DAYS)
    ends = {each.number: each.announced_end or each.until for each in texts.values()}
    ending = tuple(
        text for text in texts.values()
        if (end := ends[text.number]) is not None and 0 <= (end - today).days <= WARNING_DAYS
    )  # fmt: skip
    missing = tuple(each for each in texts.values() if each.held.value == "NO" and each.is_in_force(today))
    return Stale(old, ending, missing)


def shipped_stale(today: date) -> Stale:
    """`stale` of what is shipped."""
    return stale(today, shipped_figures(), shipped_texts())
