"""Who brought how much of a joint figure: a share of its own only where it was measured; the rest is joint.

Shares never come to more than the whole. A person of two organisations, a bag of no party and all that was estimated
are joint (“đồng tổ chức”), and so is everything where the shares contradict the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from thidua.core.impact.amounts import Amount, total
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.facts import Planting, Scope, State, Weighing
from thidua.core.impact.figure import Basis, Datum, Figure, FigureKind, Rule, Step
from thidua.core.impact.reckoning import Reckoned, reckon
from thidua.core.impact.register import Register
from thidua.core.impact.reports import report

SHARED: Final = (FigureKind.PEOPLE, FigureKind.ATTENDANCES, FigureKind.BAGS, FigureKind.MASS, FigureKind.TREES_PLANTED)
"""Figures of which a party can have a measured share; any other is joint as a whole."""


@dataclass(frozen=True, slots=True)
class Shares:
    """`own` by organisation, measured; `joint` is what is left of `whole`. `contradicts`: no share can be stated."""

    whole: Figure
    own: Mapping[str, Fraction]
    joint: Amount
    contradicts: bool
    steps: tuple[Step, ...]


def shares(register: Register, codes: Iterable[str], kind: FigureKind, knowledge: Knowledge) -> Shares:
    """The shares of confirmed parties in a figure of a selection. People of several activities are told as turns."""
    chosen = frozenset(codes)
    found = report(register, chosen, knowledge)
    if kind is FigureKind.PEOPLE and (FigureKind.ATTENDANCES, "") in found.figures:
        kind = FigureKind.ATTENDANCES
    whole = found.figure(kind)
    own: defaultdict[str, Fraction] = defaultdict(Fraction)
    for code in {each for root in found.roots for each in register.tree(root)}:
        activity = register.activities[code]
        if activity.state is State.HELD and kind in SHARED:
            for organisation, part in _own(reckon(activity, knowledge), kind).items():
                own[organisation] += part
    together = total(own.values())
    contradicts = bool(together) and (whole.amount.low is None or together > whole.amount.low)
    stated = {} if contradicts else dict(sorted(own.items()))
    joint = whole.amount if contradicts else whole.amount.less(Amount.exactly(together))
    if not stated:
        joint = whole.amount
    data: dict[str, Datum] = {
        "organisations": tuple(stated),
        "own": total(stated.values()),
        "whole": whole.amount,
        "joint": joint,
    }
    step = Step("shares_contradict" if contradicts else "shares", Rule.ATTRIBUTION, data)
    return Shares(whole, MappingProxyType(stated), joint, contradicts, (step,))


def _own(reckoned: Reckoned, kind: FigureKind) -> dict[str, Fraction]:
    confirmed = reckoned.activity.confirmed
    if kind in (FigureKind.PEOPLE, FigureKind.ATTENDANCES):
        found = _people(reckoned)
    elif kind is FigureKind.BAGS:
        found = _summed((each.party, Fraction(each.count)) for each in reckoned.bags)
    elif kind is FigureKind.MASS:
        covered = {
            code
            for each in reckoned.activity.facts
            if isinstance(each, Weighing) and each.scope is Scope.PART
            for code in each.covers
        }
        found = _summed(
            (each.party, each.weight)
            for each in reckoned.bags
            if each.weight is not None and each.code not in covered and not each.is_natural
        )
    else:
        planted = [each for each in reckoned.activity.facts if isinstance(each, Planting)]
        found = _summed(
            (each.party, Fraction(each.count)) for each in planted if each.count is not None and each.count > 0
        )
    return {organisation: part for organisation, part in found.items() if organisation in confirmed and part}


def _people(reckoned: Reckoned) -> dict[str, Fraction]:
    """People of one organisation only: scanned for it alone, and those of its exact headcount."""
    crowd = reckoned.crowd
    found: defaultdict[str, Fraction] = defaultdict(Fraction)
    for organisations in crowd.persons.values():
        if len(organisations) == 1:
            found[next(iter(organisations))] += 1
    for organisation, parts in crowd.headcounts.items():
        if not organisation or any(each.basis is not Basis.MEASURED for each in parts):
            continue
        closed = crowd.sealed.get(organisation)
        if closed is not None:
            found[organisation] += closed.rest.best or 0
        else:
            found[organisation] += total(each.amount.best or 0 for each in parts)
    return dict(found)


def _summed(pairs: Iterable[tuple[str, Fraction]]) -> dict[str, Fraction]:
    found: defaultdict[str, Fraction] = defaultdict(Fraction)
    for organisation, part in pairs:
        found[organisation] += part
    return dict(found)
