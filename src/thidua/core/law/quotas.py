"""Quotas of a whole agency, a pass of their own after the conditions: how many a text allows, how many meet the
conditions. Who of them is taken is not said here: to rank them is the council's to do.

Both worlds count: whoever meets the conditions for certain, and whoever may. A share of a number is rounded down
(“không quá”).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from thidua.core.law.codes import TITLE_CODES, Subject
from thidua.core.law.facts_file import code_of
from thidua.core.law.figures import FigureValue, LegalFigure, shipped_figures
from thidua.core.law.places import shipped
from thidua.core.law.regimes import regime_on
from thidua.core.law.texts import rests_on

TIE_BREAK = "G9"
"""The general rule for equals: what the council is reminded of."""


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """A title whose number is limited to a share of those who hold, or meet the criteria of, another (`of`)."""

    award: str
    subject: Subject
    figure: LegalFigure
    of: str


@lru_cache(maxsize=1)
def shipped_quotas() -> tuple[QuotaRule, ...]:
    """The rules of `quotas.yaml`. Raises `LawError` with file and line."""
    found = []
    for place in next(shipped("quotas.yaml")).items():
        entry = place.mapping((), ("award", "subject", "figure", "of"))
        name = entry["figure"].text()
        figure = shipped_figures().get(name)
        if figure is None:
            raise entry["figure"].wrong("not_a_choice", key="figure", text=name, known=", ".join(shipped_figures()))
        codes = (code_of(entry[key], TITLE_CODES) for key in ("award", "of"))
        award, of = codes
        found.append(QuotaRule(award, entry["subject"].choice(Subject), figure, of))
    return tuple(found)


def quotas_of(subject: Subject) -> tuple[QuotaRule, ...]:
    """The quotas of persons, or of units."""
    return tuple(each for each in shipped_quotas() if each.subject is subject)


class QuotaStand(StrEnum):
    """How those who meet the conditions stand to the quota."""

    FITS = "FITS"
    """Everybody who does, or may, is within it."""
    TOO_MANY = "TOO_MANY"
    """More meet the conditions than are allowed: the council ranks and chooses."""
    OPEN = "OPEN"
    """It depends on cases that cannot be concluded yet."""
    NO_QUOTA = "NO_QUOTA"
    """The text in force was read and sets none."""
    NOT_HELD = "NOT_HELD"
    """No text that we hold says."""


class Tally(NamedTuple):
    """How many meet something for certain, and how many cannot be concluded."""

    met: int
    unknown: int

    @property
    def most(self) -> int:
        """How many may meet it."""
        return self.met + self.unknown


@dataclass(frozen=True, slots=True)
class QuotaAnswer:
    """One quota of one agency. `allowed`: at least and at most how many; None where no text sets a share.

    `under_held_text`: how it stands under the text we hold, where another in force may have changed it (`stand` is then
    NOT_HELD); None otherwise. `stamp` says so in words.
    """

    rule: QuotaRule
    entry: FigureValue | None
    eligible: Tally
    base: Tally
    allowed: tuple[int, int] | None
    stand: QuotaStand
    under_held_text: QuotaStand | None
    stamp: str

    @property
    def shown(self) -> QuotaStand:
        """How it stands under the text we hold."""
        return self.under_held_text or self.stand


def answer_quota(rule: QuotaRule, eligible: Tally, base: Tally, law_on: date) -> QuotaAnswer:
    """How many of `base` the text of a law day allows, and how `eligible` stand to that."""
    entry, share = rule.figure.entry(law_on), share_on(rule.figure, law_on)
    allowed = None if share is None else (int(share * base.met), int(share * base.most))
    shown = _stand(entry, eligible, allowed)
    regime = regime_on(law_on)
    is_open = bool(
        regime is not None and regime.not_held and entry is not None and rests_on(entry.cites, regime.amends)
    )
    return QuotaAnswer(
        rule,
        entry,
        eligible,
        base,
        allowed,
        QuotaStand.NOT_HELD if is_open else shown,
        shown if is_open else None,
        regime.stamp if is_open and regime is not None else "",
    )


def share_on(figure: LegalFigure | None, law_on: date) -> Fraction | None:
    """The largest share on a law day; None where no text that we hold sets one."""
    entry = figure.entry(law_on) if figure else None
    return None if entry is None or entry.value is None or not entry.grade.decides else entry.value / 100


def _stand(entry: FigureValue | None, eligible: Tally, allowed: tuple[int, int] | None) -> QuotaStand:
    if allowed is None:
        is_read = entry is not None and entry.value is None and entry.grade.decides
        return QuotaStand.NO_QUOTA if is_read else QuotaStand.NOT_HELD
    least, most = allowed
    if eligible.most <= least:
        return QuotaStand.FITS
    return QuotaStand.TOO_MANY if eligible.met > most else QuotaStand.OPEN


def answer_quotas(
    subject: Subject, eligible: Mapping[str, Tally], base: Mapping[str, Tally], law_on: date
) -> tuple[QuotaAnswer, ...]:
    """Every quota of persons, or of units. `eligible` by the award, `base` by what it is a share of."""
    return tuple(
        answer_quota(each, eligible[each.award], base[each.of], law_on)
        for each in quotas_of(subject)
        if each.award in eligible and each.of in base
    )
