"""The sorting guide: twenty cards that come with the product, and what a province lays down beside them.

A province's own rules are a file that the installation names (THIDUA_SORTING_GUIDE), never ours:

    province: {vi: Tỉnh …, en: … province}
    basis: {vi: Quyết định số … ngày …, en: Decision No. … of …}
    reviewed_on: 2026-11-23
    classes: {MA: {vi: Tên nhóm, en: Name of the class}}
    cards: {tui-ni-long: {class: MA, do: {vi: …, en: …}}}     # `do` may be left out

Its classes stand on the card beside the law's, under the province's name; they take nothing of the law away.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.checks import CheckMessage, Error

from thidua.core.impact.classes import shipped_schemes

LAW, TAUGHT = "VN-75", "HC-VC-TC"
"""Whose classes the cards name: the law's, and those that the beach clean-up of the seed was taught by."""
Words = Mapping[str, str]
"""Language → words."""
log = logging.getLogger(__name__)


class SortingGuideError(ValueError):
    """A file that is no sorting guide; the message names what is wrong."""


class Grade(StrEnum):
    """How sure a card is of its class."""

    LAW = "LAW"
    GUIDE = "GUIDE"
    MEANING = "MEANING"
    LOCAL = "LOCAL"
    SAFETY = "SAFETY"


@dataclass(frozen=True, slots=True)
class SortingCard:
    """One thing that people hold in their hands. `of_law` and `taught` are codes of classes; empty where no source
    gives one. `do` is empty where no source says what to do.
    """

    code: str
    icon: str
    name: Words
    examples: Words
    of_law: str
    taught: str
    grade: Grade
    basis: Words
    do: Words
    do_basis: Words


@dataclass(frozen=True, slots=True)
class SortingGuide:
    """All cards in order, what holds for all of them, and the day on which somebody last read the sources."""

    cards: tuple[SortingCard, ...]
    notes: tuple[Words, ...]
    reviewed_on: date


@dataclass(frozen=True, slots=True)
class ProvinceRule:
    """What a province lays down of one card."""

    class_name: Words
    do: Words


@dataclass(frozen=True, slots=True)
class ProvinceGuide:
    """A province's own classes, by the code of the card."""

    province: Words
    basis: Words
    reviewed_on: date
    rules: Mapping[str, ProvinceRule]


@lru_cache(maxsize=1)
def shipped_guide() -> SortingGuide:
    """The cards that come with the product."""
    return read_guide(yaml.safe_load(guide_text()))


def guide_text() -> str:
    """The file as it stands."""
    return files("thidua.activities").joinpath("sorting_guide.yaml").read_text(encoding="utf-8")


def read_guide(told: Mapping[str, Any]) -> SortingGuide:
    """Raises `SortingGuideError`."""
    try:
        bases = {key: _words(each) for key, each in told["bases"].items()}
        cards = tuple(_card(each, bases) for each in told["cards"])
        guide = SortingGuide(cards, tuple(_words(each) for each in told["notes"]), _day(told["reviewed_on"]))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise SortingGuideError(f"The sorting guide cannot be read: {error}") from error
    if len({card.code for card in cards}) != len(cards):
        raise SortingGuideError("Two cards have the same code.")
    return guide


@lru_cache(maxsize=1)
def province_guide() -> ProvinceGuide | None:
    """The province's own rules, where the installation names a file of them. A file that cannot be read is as none:
    the log tells, and so does Django's check (`check_province`).
    """
    try:
        return read_province(province_text())
    except (OSError, SortingGuideError):
        log.exception("The province's sorting rules (THIDUA_SORTING_GUIDE) cannot be used.")
        return None


def province_text() -> str:
    """The file that the installation names; empty for none. Raises OSError."""
    place = settings.SORTING_GUIDE
    return Path(place).read_text(encoding="utf-8") if place else ""


def read_province(text: str) -> ProvinceGuide | None:
    """None for an empty text. Raises `SortingGuideError`."""
    if not text:
        return None
    try:
        told = yaml.safe_load(text)
        classes = {key: _words(each) for key, each in told["classes"].items()}
        rules = {
            code: ProvinceRule(classes[each["class"]], _words(each.get("do"), may_lack=True))
            for code, each in told["cards"].items()
        }
        found = ProvinceGuide(_words(told["province"]), _words(told["basis"]), _day(told["reviewed_on"]), rules)
    except (KeyError, TypeError, AttributeError, ValueError, yaml.YAMLError) as error:
        raise SortingGuideError(f"The province's sorting rules cannot be read: {error!r}") from error
    if unknown := rules.keys() - {card.code for card in shipped_guide().cards}:
        raise SortingGuideError(f"No card has the code {', '.join(sorted(unknown))}.")
    return found


def check_province(**_options: object) -> list[CheckMessage]:
    """A check of Django's: the file that the installation names can be read."""
    try:
        read_province(province_text())
    except (OSError, SortingGuideError) as error:
        return [Error(f"THIDUA_SORTING_GUIDE: {error}", hint="See docs/field.md.", id="activities.E001")]
    return []


def _card(told: Mapping[str, Any], bases: Mapping[str, Words]) -> SortingCard:
    of_law, taught = told.get("class", ""), told.get("taught", "")
    for code, scheme in ((of_law, LAW), (taught, TAUGHT)):
        if code and code not in shipped_schemes()[scheme].classes:
            raise ValueError(f"{told['code']}: {scheme} has no class {code}")
    return SortingCard(
        code=told["code"],
        icon=told["icon"],
        name=_words(told["name"]),
        examples=_words(told["examples"]),
        of_law=of_law,
        taught=taught,
        grade=Grade(told["grade"]),
        basis=bases[told["basis"]],
        do=_words(told.get("do"), may_lack=True),
        do_basis=_words(told.get("do_basis"), may_lack=True),
    )


def _words(told: Any, *, may_lack: bool = False) -> Words:
    if told is None and may_lack:
        return {}
    words = {language: str(told[language]) for language, _name in settings.LANGUAGES}
    if not all(words.values()):
        raise ValueError(f"words lack a language: {told!r}")
    return words


def _day(told: Any) -> date:
    if not isinstance(told, date):
        raise ValueError(f"{told!r} is no day")  # noqa: TRY004  (read as every other fault of the file)
    return told
