"""The general rules G1 to G19 and the special cases S1 to S9: what holds, from which day, and how sure we are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import Citations
from thidua.core.law.codes import CommendationBasis, Subject
from thidua.core.law.conditions import Criterion, DisciplineServed, NotDissolved, NotOnHold
from thidua.core.law.places import shipped
from thidua.core.law.texts import registered


class RuleEffect(StrEnum):
    """Where a general rule is used."""

    CONDITION = "CONDITION"
    BASIS = "BASIS"
    EXCEPTION = "EXCEPTION"
    QUOTA = "QUOTA"
    NOTE = "NOTE"
    DATA = "DATA"


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """Where a rule stands since a day, and how sure we are."""

    since: date
    cites: Citations
    grade: Certainty


@dataclass(frozen=True, slots=True)
class GeneralRule:
    """One general rule and its history."""

    code: str
    effect: RuleEffect
    rule: str
    versions: tuple[RuleVersion, ...]

    def on(self, day: date) -> RuleVersion | None:
        """The version of a law day; None where no text of that time is known for it."""
        return next((each for each in reversed(self.versions) if each.since <= day), None)


@lru_cache(maxsize=1)
def shipped_rules() -> Mapping[str, GeneralRule]:
    """The rules of `rules.yaml` by code."""
    found = {}
    for place in next(shipped("rules.yaml")).items():
        entry = place.mapping((), ("code", "effect", "rule", "versions"))
        versions = []
        for each in entry["versions"].items():
            told = each.mapping(("cites",), ("since", "grade"))
            if "cites" not in told:
                raise each.wrong("uncited")
            versions.append(RuleVersion(told["since"].day(), registered(told["cites"]), told["grade"].grade()))
        code = entry["code"].text()
        found[code] = GeneralRule(code, entry["effect"].choice(RuleEffect), entry["rule"].text(), tuple(versions))
    return found


@dataclass(frozen=True, slots=True)
class General:
    """What holds for every award on a law day.

    `hold` is asked of every route, `discipline` of routes of merit, `dissolved` of every route of a unit. Where
    `restart_decides` is false no text we hold says that years before the end of a disciplinary term are lost; where
    `basis_decides` is false none says that ad hoc and thematic honours are no basis: both are then possible, not
    certain.
    """

    hold: Criterion | None
    discipline: Criterion | None
    dissolved: Criterion | None
    restart_decides: bool
    basis_decides: bool

    def before(self, basis: CommendationBasis, subject: Subject) -> tuple[Criterion, ...]:
        """What is asked before the own parts of a route, in this order."""
        found: list[Criterion] = []
        if self.hold and self.discipline:
            found = [self.hold, self.discipline] if basis is CommendationBasis.MERIT else [self.hold]
        if self.dissolved and subject is Subject.COLLECTIVE:
            found.append(self.dissolved)
        return tuple(found)


@lru_cache(maxsize=64)
def general_on(day: date) -> General:
    """The general rules of a law day."""
    rules = shipped_rules()
    basis, hold, discipline, dissolved = (rules[code].on(day) for code in ("G4", "G5", "G6", "G14"))
    served, exists = DisciplineServed(), NotDissolved()
    return General(
        None if hold is None else Criterion(rules["G5"].rule, hold.cites, hold.grade, NotOnHold(), is_exclusion=True),
        None
        if discipline is None
        else Criterion(rules["G6"].rule, discipline.cites, discipline.grade, served, is_exclusion=True),
        None
        if dissolved is None
        else Criterion(rules["G14"].rule, dissolved.cites, dissolved.grade, exists, is_exclusion=True),
        discipline is not None and discipline.grade.decides,
        basis is not None and basis.grade.decides,
    )
