"""Figures of a selection of activities, for a page or a paper: each activity and each fact once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from thidua.core.impact.amounts import UNKNOWN, Amount
from thidua.core.impact.classes import LAW, in_law, latest
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.facts import Claim, State
from thidua.core.impact.figure import (
    RATIOS,
    Basis,
    Datum,
    Figure,
    FigureKind,
    Finding,
    FindingKind,
    Part,
    Rule,
    Step,
    figure,
    merge,
    no_data,
)
from thidua.core.impact.reckoning import Key, Reckoned, in_order, reckon
from thidua.core.impact.register import Register

CLAIMED: Final = "CLAIMED"
"""Detail of a number of activities that was printed elsewhere, beside those on record."""


@dataclass(frozen=True, slots=True)
class Joint:
    """An activity that several hold together: told with each of them, added up once (“cùng tổ chức, không cộng”)."""

    activity: str
    blocs: tuple[str, ...]
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a selection comes to. `roots` are counted; what lies in one of them (`inside`) was counted there."""

    roots: tuple[str, ...]
    inside: tuple[str, ...]
    figures: Mapping[Key, Figure]
    findings: tuple[Finding, ...]
    joint: tuple[Joint, ...]

    def figure(self, kind: FigureKind, detail: str = "") -> Figure:
        """One figure; openly unknown where nobody noted any."""
        return self.figures.get((kind, detail)) or no_data(kind, detail=detail)


@dataclass(slots=True)
class _Reckoner:
    register: Register
    knowledge: Knowledge
    done: dict[str, Reckoned] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def of(self, code: str) -> Reckoned:
        if code not in self.done:
            self.done[code] = reckon(self.register.activities[code], self.knowledge)
        return self.done[code]


def report(register: Register, codes: Iterable[str], knowledge: Knowledge) -> Report:
    """The figures of a selection (`register.bloc_year(…)`, `.movement(…)`, any codes). Raises KeyError.

    A sum over blocs or units is the report of their selections united with `|`, never a sum of their reports.
    """
    reckoner = _Reckoner(register, knowledge)
    held = [each for each in codes if register.activities[register.home_of[each]].state is State.HELD]
    roots = register.roots(held)
    trees = [_tree(reckoner, each) for each in roots]
    chosen = {register.home_of[each] for each in held}
    below = {each for root in roots for each in register.tree(root)}
    figures = _alone(reckoner, roots[0], trees[0]) if len(roots) == 1 else _sum(trees)
    figures.update(_people(reckoner, roots, trees))
    claimed = figures.pop((FigureKind.ACTIVITIES, ""), None)
    if claimed is not None:
        figures[FigureKind.ACTIVITIES, CLAIMED] = replace(claimed, detail=CLAIMED)
    figures[FigureKind.ACTIVITIES, ""] = _activities(register, below, len(roots))
    everything = below | {register.home_of[each] for each in codes}
    findings = [*reckoner.findings, *(each for code in sorted(everything) for each in reckoner.of(code).findings)]
    findings = [each for each in register.findings if _concerns(register, each, everything)] + findings
    return Report(
        tuple(roots),
        tuple(sorted(chosen - set(roots))),
        in_order(figures),
        tuple(findings),
        tuple(_joint(register, below)),
    )


def _concerns(register: Register, finding: Finding, codes: set[str]) -> bool:
    """Whether a finding is about one of the activities, or asks whether another is the same as one of them."""
    other = finding.data.get("other")
    both = finding.kind is FindingKind.POSSIBLY_SAME_ACTIVITY and isinstance(other, str) and other in codes
    return both or register.home_of.get(finding.activity) in codes


def _tree(reckoner: _Reckoner, code: str) -> dict[Key, Figure]:
    """Figures of an activity with all below it: its own extra and those of its children, each once.

    A number printed for a parent stands for its children where nobody noted a fact in them; it is never added to them.
    """
    own = reckoner.of(code)
    kids = [
        _tree(reckoner, each)
        for each in reckoner.register.children.get(code, ())
        if reckoner.register.activities[each].state is State.HELD
    ]
    if not kids:
        return {key: each for key, each in own.figures.items() if key[0] not in RATIOS}
    found: dict[Key, Figure] = {}
    keys = {key for each in (own.noted, *kids) for key in each} | {(kind, "") for kind in own.claimed}
    for key in keys:
        kind, detail = key
        of_kids = [each[key] for each in kids if key in each]
        claim = own.claimed.get(kind) if not detail else None
        noted = own.noted.get(key)
        if claim is not None and not any(each.has_facts for each in of_kids):
            step = Step("children_inside", Rule.CHILDREN, {"children": len(kids)})
            _ask_about_parts(reckoner, code, kind, claim, of_kids)
            found[key] = Figure(kind, detail, claim.amount, claim.parts, (*claim.steps, step))
            continue
        of_all = [*([noted] if noted is not None else []), *of_kids]
        together = _added(kind, detail, of_all)
        step = Step("children", Rule.CHILDREN, {"children": len(of_kids), "own": noted.amount if noted else UNKNOWN})
        steps = (step, *(claim.steps if claim is not None else ()))
        found[key] = Figure(kind, detail, together.amount, together.parts, (*together.steps, *steps))
        if claim is not None:
            _ask_about_parts(reckoner, code, kind, claim, [together])
    return found


def _ask_about_parts(reckoner: _Reckoner, code: str, kind: FigureKind, claim: Figure, parts: list[Figure]) -> None:
    if not parts:
        return
    together = _added(kind, "", parts).amount
    if together.is_surely_above(claim.amount):
        data: dict[str, Datum] = {"whole": claim.amount, "parts": together, "figure": kind.value}
        reckoner.findings.append(Finding(FindingKind.PARTS_ABOVE_WHOLE, code, "", data))


def _alone(reckoner: _Reckoner, root: str, tree: dict[Key, Figure]) -> dict[Key, Figure]:
    """A single activity keeps its ratios; a parent, whose parts are unlike, has none."""
    if reckoner.register.children.get(root):
        return dict(tree)
    return {**tree, **{each.key: each for each in reckoner.of(root).ratios}}


def _sum(trees: list[dict[Key, Figure]]) -> dict[Key, Figure]:
    keys = {key for each in trees for key in each}
    return {key: _added(*key, [each[key] for each in trees if key in each]) for key in keys}


def _added(kind: FigureKind, detail: str, figures: list[Figure]) -> Figure:
    """Figures of different activities added up, with what of the sum is known in which way."""
    if len(figures) == 1:
        return figures[0]
    parts = merge(part for each in figures for part in each.parts)
    without = sum(1 for each in figures if each.amount.best is None)
    step = Step("summed", Rule.ONCE, {"activities": len(figures), "without": without})
    return figure(kind, parts, [step], detail)


def _people(reckoner: _Reckoner, roots: list[str], trees: list[dict[Key, Figure]]) -> dict[Key, Figure]:
    """Turns of people (lượt người) are added up; people who came twice are one, as far as they were scanned."""
    people, turn = (FigureKind.PEOPLE, ""), (FigureKind.ATTENDANCES, "")
    turns = [found for each in trees if (found := _turns(each.get(people), each.get(turn))) is not None]
    below = [each for root in roots for each in reckoner.register.tree(root)]
    if not turns or (len(roots) == 1 and (len(below) == 1 or not turns[0].has_facts)):
        return {}
    summed = _added(FigureKind.ATTENDANCES, "", turns)
    steps = (*summed.steps, Step("turns", Rule.PEOPLE, {}))
    amount = _people_apart(reckoner, below, turns, summed.amount)
    basis, reason = (Basis.MEASURED, "") if amount.best is not None else (Basis.UNKNOWN, "not_told_apart")
    part = Part(basis, "person", len(below), amount, reason)
    step = Step("people_apart", Rule.PEOPLE, {"activities": len(below), "people": amount})
    return {
        turn: Figure(FigureKind.ATTENDANCES, "", summed.amount, summed.parts, steps),
        people: Figure(FigureKind.PEOPLE, "", amount, (part,), (step,)),
    }


def _turns(people: Figure | None, claimed: Figure | None) -> Figure | None:
    """People of one activity, or the turns that were printed of it where nobody counted people."""
    return people if claimed is None or (people is not None and people.has_facts) else claimed


def _people_apart(reckoner: _Reckoner, below: list[str], turns: list[Figure], summed: Amount) -> Amount:
    """How many different people: persons who were scanned are told apart, those who were only counted are not."""
    scanned = [reckoner.of(each).crowd.persons.keys() for each in below]
    apart = Fraction(len(set().union(*scanned)))
    again = sum(len(each) for each in scanned) - apart
    parts = [part for each in turns for part in each.parts]
    if all(each.what == "person" for each in parts):
        return Amount(apart, apart, apart)
    key = (FigureKind.PEOPLE, "")
    figures = [found for each in below if (found := reckoner.of(each).noted.get(key)) is not None]
    figures += [each for each in turns if each.key == key and not each.has_facts]
    low = max([apart, *(each.amount.low for each in figures if each.amount.low is not None)])
    has_claims = any(each.what == "claim" for each in parts)
    high = summed.high if summed.high is None or has_claims else summed.high - again
    return Amount(low or None, None, high)


def _activities(register: Register, below: Iterable[str], roots: int) -> Figure:
    """How many were held; a record that only joins its children is none of them."""
    number = 0
    for code in below:
        activity = register.activities[code]
        has_children = any(register.activities[each].state is State.HELD for each in register.children.get(code, ()))
        has_own = any(not isinstance(each, Claim) for each in activity.facts)
        number += activity.state is State.HELD and (has_own or not has_children)
    amount = Amount.exactly(number)
    step = Step("activities", Rule.ONCE, {"activities": number, "records": roots})
    return Figure(FigureKind.ACTIVITIES, "", amount, (Part(Basis.MEASURED, "activity", number, amount),), (step,))


def _joint(register: Register, codes: Iterable[str]) -> Iterable[Joint]:
    for code in sorted(codes):
        activity = register.activities[code]
        blocs = tuple(dict.fromkeys(each.bloc for each in activity.credits))
        organisations = tuple(sorted(activity.confirmed))
        if len(blocs) > 1 or len(organisations) > 1:
            yield Joint(code, blocs, organisations)


def mass_in_law(found: Report, knowledge: Knowledge) -> dict[str, Figure]:
    """Kilograms by the law's classes as they are now: code → figure; under "" what cannot be said in them, or was not
    sorted.

    A class that covers parts of several of the law's is not converted, nor one of an older version that nobody mapped.
    """
    schemes = knowledge.schemes
    by_class: dict[str, list[Figure]] = {}
    for (kind, detail), each in found.figures.items():
        if kind is not FigureKind.MASS or not detail:
            continue
        scheme, _colon, class_code = detail.partition(":")
        by_class.setdefault(in_law(schemes, scheme, class_code) or "", []).append(each)
    law = latest(schemes, LAW)
    return {code: _added(FigureKind.MASS, f"{law}:{code}", each) for code, each in sorted(by_class.items())}
