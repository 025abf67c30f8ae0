"""Quotas of an agency, or of each of its units, a pass of their own after the conditions: how many a text allows, how
many meet the conditions. Who of them is taken is not said here: to rank them is the council's to do.

Both worlds count: whoever meets the conditions for certain, and whoever may. A share of a number is rounded down
(“không quá”).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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


class QuotaScope(StrEnum):
    """Within what a share is reckoned."""

    AGENCY = "AGENCY"
    UNIT = "UNIT"
    """Each unit that persons are recorded in; of units, those under one unit above."""


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """A title or honour whose number is limited to a share of those who hold, or meet the criteria of, a title (`of`).

    `signed_by`: of an agency's own rule, who signed it. `per`: within what the share is reckoned; None: what was read
    of the text does not say, so that only what both scopes come to is concluded.
    """

    award: str
    subject: Subject
    figure: LegalFigure
    of: str
    signed_by: str = ""
    per: QuotaScope | None = None

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
        if regime.ended:
            return True
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
        entry = place.mapping(("per",), ("award", "subject", "of", "values"))
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
        per = entry["per"].choice(QuotaScope) if "per" in entry else QuotaScope.AGENCY
        found[award, subject] = QuotaRule(award, subject, figure, of, signed_by, per)
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


class Group(NamedTuple):
    """Those of one agency, or of one unit: who meets the award, of whom it is a share, how many of those who meet it
    for certain come first among equals.
    """

    eligible: Tally
    base: Tally
    preferred: int = 0


NO_UNIT: Final = ""
"""The unit of whoever has none on record; where all have none, all are of one."""


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """A quota within one unit; `stand` is that under the text we hold."""

    unit: str
    group: Group
    allowed: tuple[int, int]
    stand: QuotaStand


@dataclass(frozen=True, slots=True)
class QuotaAnswer:
    """One quota of one agency. `allowed`: at least and at most how many, of units all together; None where no text sets
    a share. `preferred`: as in `Group`. `units`: those of whom somebody does, or may, meet it, where the share is, or
    may be, one of each unit; `has_two_readings`: what was read does not say whether it is, and it matters.

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
    preferred: int = 0
    units: tuple[UnitAnswer, ...] = ()
    has_two_readings: bool = False

    @property
    def shown(self) -> QuotaStand:
        """How it stands under the text we hold."""
        return self.under_held_text or self.stand


def answer_quota(rule: QuotaRule, groups: Mapping[str, Group], law_on: date) -> QuotaAnswer:
    """How many the text of a law day allows, and how those who meet the award stand to that. `groups`: everybody, by
    unit (`NO_UNIT`: not on record).
    """
    entry, share = rule.figure.entry(law_on), share_on(rule.figure, law_on)
    whole = _together(groups.values())
    allowed = _allowed(share, whole.base)
    shown = stand_of(entry, whole.eligible, allowed)
    units: tuple[UnitAnswer, ...] = ()
    has_two_readings = False
    if share is not None and rule.per is not QuotaScope.AGENCY:
        units = tuple(_by_unit(entry, share, groups))
        within = _stand_of_units(units)
        if rule.per is QuotaScope.UNIT:
            shown = within
            rooms = [_allowed(share, each.base) or (0, 0) for each in groups.values()]
            allowed = sum(least for least, _most in rooms), sum(most for _least, most in rooms)
        elif within is not shown:
            shown, has_two_readings = QuotaStand.OPEN, True
    regime = regime_on(law_on)
    is_open = rule.is_open(entry, regime)
    return QuotaAnswer(
        rule,
        entry,
        whole.eligible,
        whole.base,
        allowed,
        QuotaStand.NOT_HELD if is_open else shown,
        shown if is_open else None,
        regime.stamp if is_open and regime is not None else "",
        whole.preferred,
        units,
        has_two_readings,
    )


def _together(groups: Iterable[Group]) -> Group:
    """All of them as one."""
    told = tuple(groups)
    eligible = Tally(sum(each.eligible.met for each in told), sum(each.eligible.unknown for each in told))
    base = Tally(sum(each.base.met for each in told), sum(each.base.unknown for each in told))
    return Group(eligible, base, sum(each.preferred for each in told))


def _allowed(share: Fraction | None, base: Tally) -> tuple[int, int] | None:
    """At least and at most how many of some."""
    return None if share is None else (int(share * base.met), int(share * base.most))


def _by_unit(entry: FigureValue | None, share: Fraction, groups: Mapping[str, Group]) -> Iterator[UnitAnswer]:
    """How each unit stands of whom somebody may meet it; where the unit of some is not on record, none is certain."""
    is_certain = NO_UNIT not in groups or len(groups) == 1
    for unit, group in groups.items():
        if group.eligible.most:
            allowed = int(share * group.base.met), int(share * group.base.most)
            stand = stand_of(entry, group.eligible, allowed)
            yield UnitAnswer(unit, group, allowed, stand if is_certain else QuotaStand.OPEN)


def _stand_of_units(units: Iterable[UnitAnswer]) -> QuotaStand:
    """How all of them stand together."""
    stands = {each.stand for each in units}
    for each in (QuotaStand.TOO_MANY, QuotaStand.OPEN):
        if each in stands:
            return each
    return QuotaStand.FITS


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
