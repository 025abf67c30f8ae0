"""Quotas of a whole agency, a pass of their own after the conditions: how many a text allows, how many meet the
conditions. Who of them is taken is not said here: to rank them is the council's to do.

Both worlds count: whoever meets the conditions for certain, and whoever may. A share of a number is rounded down
(“không quá”).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from thidua.core.law.awards import shipped_awards
from thidua.core.law.codes import HONOUR_CODES, TITLE_CODES, Subject
from thidua.core.law.facts_file import code_of
from thidua.core.law.figures import FigureValue, LegalFigure, read_history, shipped_figures
from thidua.core.law.places import Place, shipped
from thidua.core.law.regimes import Regime, regime_on
from thidua.core.law.texts import begins_with, rests_on

WHOLE: Final = 100
TIE_BREAK = "G9"
"""The general rule for equals: what the council is reminded of."""


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """A title or honour whose number is limited to a share of those who hold, or meet the criteria of, a title (`of`).

    `signed_by`: of an agency's own rule, who signed it.
    """

    award: str
    subject: Subject
    figure: LegalFigure
    of: str
    signed_by: str = ""

    def is_told(self, law_on: date) -> bool:
        """Whether the rule is one of a law day: the law's is told also where no text sets a share, an agency's own from
        the day on which it begins.
        """
        return not self.signed_by or self.figure.entry(law_on) is not None

    def is_open(self, entry: FigureValue | None, regime: Regime | None) -> bool:
        """Whether a text in force that we do not hold may have changed an entry: what rests on the text that was
        amended, and an agency's own, unless it begins with that text or cites it (as criteria do).
        """
        if regime is None or not regime.not_held or entry is None:
            return False
        if not self.signed_by:
            return rests_on(entry.cites, regime.amends)
        return not begins_with(entry.since, entry.cites, regime.not_held)


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


def read_own_quotas(root: Place, signed_by: str, signed_on: date) -> tuple[QuotaRule, ...]:
    """The quotas of an agency's own rule file, each with its history as a figure has it. Raises `LawError` with file
    and line: as `figures.read_history`, unknown_award, quota_twice.
    """
    found: dict[tuple[str, Subject], QuotaRule] = {}
    for place in root.items():
        entry = place.mapping((), ("award", "subject", "of", "values"))
        subject = entry["subject"].choice(Subject)
        award = code_of(entry["award"], (*TITLE_CODES, *HONOUR_CODES))
        of = code_of(entry["of"], TITLE_CODES)
        for key, code in (("award", award), ("of", of)):
            if (code, subject) not in shipped_awards():
                raise entry[key].wrong("unknown_award", code=code, subject=subject.value)
        if (award, subject) in found:
            raise place.wrong("quota_twice", code=award, subject=subject.value)
        history = read_history(entry["values"])
        for each in history:
            if each.value is not None and each.value > WHOLE:
                raise entry["values"].wrong("bad_number", text=str(each.value))
        figure = LegalFigure(f"quota_{award.lower()}", signed_by, "%", signed_on, history)
        found[award, subject] = QuotaRule(award, subject, figure, of, signed_by)
    return tuple(found.values())


def quotas_of(subject: Subject, rules: Iterable[QuotaRule] | None = None) -> tuple[QuotaRule, ...]:
    """The quotas of persons, or of units: those of the law, or those among some rules."""
    return tuple(each for each in (shipped_quotas() if rules is None else rules) if each.subject is subject)


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
    shown = stand_of(entry, eligible, allowed)
    regime = regime_on(law_on)
    is_open = rule.is_open(entry, regime)
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


def stand_of(entry: FigureValue | None, eligible: Tally, allowed: tuple[int, int] | None) -> QuotaStand:
    """How those who do, or may, meet something stand to how many are allowed (at least, at most)."""
    if allowed is None:
        is_read = entry is not None and entry.value is None and entry.grade.decides
        return QuotaStand.NO_QUOTA if is_read else QuotaStand.NOT_HELD
    least, most = allowed
    if eligible.most <= least:
        return QuotaStand.FITS
    return QuotaStand.TOO_MANY if eligible.met > most else QuotaStand.OPEN


def answer_quotas(
    rules: Iterable[QuotaRule], eligible: Mapping[str, Tally], base: Mapping[str, Tally], law_on: date
) -> tuple[QuotaAnswer, ...]:
    """Quotas, of persons or of units. `eligible` by the award, `base` by what it is a share of."""
    return tuple(
        answer_quota(each, eligible[each.award], base[each.of], law_on)
        for each in rules
        if each.award in eligible and each.of in base and each.is_told(law_on)
    )
