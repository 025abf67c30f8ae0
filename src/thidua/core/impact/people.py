"""People: a person is one however many organisations he came for; headcounts beside them, by organisation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from thidua.core.impact.amounts import NOTHING, UNKNOWN, Amount, added
from thidua.core.impact.desk import Desk
from thidua.core.impact.facts import Counting, Covers, Headcount, Presence
from thidua.core.impact.figure import Basis, Figure, FigureKind, FindingKind, Part, Rule, Step, figure

BASES: Mapping[Counting, Basis] = {
    Counting.COUNTED: Basis.MEASURED,
    Counting.STATED: Basis.STATED,
    Counting.ESTIMATED: Basis.ESTIMATED,
}
"""How a count came about → how its amount is known."""


class Sealed(NamedTuple):
    """A count of everyone of an organisation: how many of them were not scanned, and how long each stayed."""

    rest: Amount
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who was there: persons scanned with their organisations, and what was counted beside them.

    `by_organisation` is what headcounts give for each: those without a code, or those of a sealed count of everyone.
    """

    persons: Mapping[str, frozenset[str]]
    minutes: Mapping[str, Amount]
    headcounts: Mapping[str, tuple[Part, ...]]
    sealed: Mapping[str, Sealed]
    """Organisations whose headcount holds their scanned persons already."""
    figures: tuple[Figure, ...] = field(default=())


def counted_amount(desk: Desk, fact: Headcount, reason: str = "estimate_without_range") -> tuple[Amount, Basis, str]:
    """What a count of people gives; a guess without a range gives nothing."""
    count, low, high = (desk.whole(fact, each) for each in (fact.count, fact.low, fact.high))
    if fact.counting is Counting.ESTIMATED:
        if low is None and high is None:
            return UNKNOWN, Basis.UNKNOWN, reason
        try:
            return Amount.between(low, count, high), Basis.ESTIMATED, ""
        except ValueError:
            return UNKNOWN, Basis.UNKNOWN, "bad_range"
    if count is None:
        return UNKNOWN, Basis.UNKNOWN, "not_counted"
    return Amount.exactly(count), BASES[fact.counting], ""


def crowd(desk: Desk) -> Crowd:
    """Who was there, from presences and headcounts, with the figures of people and person-hours."""
    persons, minutes = _scanned(desk)
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    sealed: defaultdict[str, list[Headcount]] = defaultdict(list)
    for fact in desk.of(Headcount):
        if fact.covers is Covers.EVERYONE:
            sealed[fact.organisation].append(fact)
        else:
            amount, basis, reason = counted_amount(desk, fact)
            parts[fact.organisation].append(Part(basis, "headcount", 1, amount, reason))
    counted: set[str] = set()
    closed: dict[str, Sealed] = {}
    shared = 0
    steps = []
    for organisation in sorted(each for each in sealed if each):
        its = {person for person, named in persons.items() if organisation in named}
        scanned_twice = len(its & counted)
        part = _sealed(desk, organisation, sealed[organisation], len(its), parts.get(organisation, []), scanned_twice)
        parts[organisation] = [part]
        rest = part.amount.less(Amount.exactly(len(its - counted)))
        stayed = {each.minutes for each in sealed[organisation]}
        closed[organisation] = Sealed(rest, stayed.pop() if len(stayed) == 1 else None)
        counted |= its
        shared += scanned_twice
    alone = len(persons) - len(counted)
    if persons:
        steps.append(Step("scanned", Rule.PEOPLE, {"persons": len(persons)}))
        if several := sum(1 for each in persons.values() if len(each) > 1):
            steps.append(Step("of_several", Rule.PEOPLE, {"persons": several}))
    for organisation, its_parts in sorted(parts.items()):
        kind = "sealed" if organisation in sealed else "headcount"
        kind = kind if organisation else "headcount_of_none"
        amount = added(each.amount for each in its_parts)
        steps.append(Step(kind, Rule.PEOPLE, {"organisation": organisation, "people": amount}))
    if shared:
        steps.append(Step("sealed_overlap", Rule.PEOPLE, {"persons": shared}))
    all_parts = [Part(Basis.MEASURED, "person", alone, Amount.exactly(alone))] if alone else []
    all_parts += [each for organisation in sorted(parts) for each in parts[organisation]]
    found = Crowd(
        persons,
        minutes,
        {organisation: tuple(each) for organisation, each in parts.items()},
        closed,
    )
    if not all_parts and "" not in sealed:
        return found
    composed = figure(FigureKind.PEOPLE, all_parts, steps)
    people = _everyone(desk, sealed[""], composed) if "" in sealed else composed
    hours = _hours(desk, found, composed, people)
    return Crowd(found.persons, found.minutes, found.headcounts, found.sealed, (people, hours))


def _scanned(desk: Desk) -> tuple[dict[str, frozenset[str]], dict[str, Amount]]:
    """Persons with their organisations, and how long each was there."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    stayed: defaultdict[str, set[int]] = defaultdict(set)
    limit = desk.activity.minutes
    for fact in desk.of(Presence):
        named[fact.person].update(fact.organisations)
        minutes = desk.whole(fact, fact.minutes)
        if minutes is not None:
            stayed[fact.person].add(minutes)
            if limit is not None and minutes > limit:
                desk.find(FindingKind.LONGER_THAN_ACTIVITY, fact.code, minutes=minutes, lasted=limit)
    window = Amount(None, None, None if limit is None else Fraction(limit))
    minutes_of = {}
    amounts: dict[tuple[int, int], Amount] = {}
    for person in named:
        times = sorted(stayed.get(person, ()))
        if len(times) > 1:
            desk.find(FindingKind.MINUTES_DIFFER, person=person, low=times[0], high=times[-1])
        if not times:
            minutes_of[person] = window
            continue
        ends = (times[0], times[-1])
        if ends not in amounts:
            low, high = (Fraction(each) for each in ends)
            amounts[ends] = Amount.exactly(low) if low == high else Amount(low, None, high)
        minutes_of[person] = amounts[ends]
    return {person: frozenset(each) for person, each in named.items()}, minutes_of


def _sealed(
    desk: Desk, organisation: str, counts: list[Headcount], scanned: int, beside: list[Part], scanned_twice: int
) -> Part:
    """A count of everyone of an organisation: it holds the persons scanned for it, and those counted beside them."""
    part = _agreed(desk, organisation, counts)
    least = Amount.exactly(scanned) + (added(each.amount for each in beside) if beside else NOTHING)
    if least.is_surely_above(part.amount):
        desk.find(FindingKind.FEWER_THAN_SCANNED, organisation=organisation, counted=part.amount, scanned=scanned)
        part = Part(Basis.UNKNOWN, "headcount", part.facts, Amount(least.low, None, None), "contradiction")
    elif least.low:
        part = part._replace(amount=part.amount.raised(least.low))
    if scanned_twice:
        part = part._replace(amount=part.amount.less(Amount.exactly(scanned_twice)))
    return part


def _agreed(desk: Desk, organisation: str, counts: list[Headcount]) -> Part:
    """Several sealed counts of the same people: one when they agree, what holds for all when they differ."""
    told = [counted_amount(desk, each) for each in counts]
    amounts = [amount for amount, _basis, _reason in told]
    if len(set(amounts)) == 1:
        amount, basis, reason = told[0]
        return Part(basis, "headcount", 1, amount, reason)
    desk.find(
        FindingKind.HEADCOUNTS_DIFFER, organisation=organisation, counts=tuple(str(each.count) for each in counts)
    )
    hull = amounts[0]
    for each in amounts[1:]:
        hull = hull.hull(each)
    amount = Amount(hull.low, None, hull.high)
    return Part(Basis.UNKNOWN, "headcount", len(counts), amount, "headcounts_differ")


def _everyone(desk: Desk, counts: list[Headcount], composed: Figure) -> Figure:
    """A count of everyone at the activity replaces the counts of its organisations and never adds to them."""
    part = _agreed(desk, "", counts)
    amount = part.amount
    steps = (*composed.steps, Step("everyone", Rule.WHOLE_REPLACES, {"people": amount, "replaced": composed.amount}))
    if composed.amount.is_surely_above(amount):
        name = FigureKind.PEOPLE.value
        desk.find(FindingKind.PARTS_ABOVE_WHOLE, whole=amount, parts=composed.amount, figure=name)
        either = amount.hull(composed.amount)
        part = Part(Basis.UNKNOWN, "headcount", part.facts, Amount(either.low, None, either.high), "contradiction")
    elif composed.amount.low is not None:
        part = part._replace(amount=amount.raised(composed.amount.low))
    return figure(FigureKind.PEOPLE, [part], steps)


def _hours(desk: Desk, found: Crowd, composed: Figure, people: Figure) -> Figure:
    """Person-hours. Where nobody noted how long somebody stayed, no longer than the activity lasted; else unknown."""
    limit = desk.activity.minutes
    window = Amount(None, None, None if limit is None else Fraction(limit))
    alike = Counter(found.minutes.values())
    parts = [_stayed("person", each.times(number), number) for each, number in alike.items()]
    parts += [_stayed("headcount", _minutes(each.minutes, window).by(each.rest)) for each in found.sealed.values()]
    for fact in desk.of(Headcount):
        if fact.covers is Covers.WITHOUT_CODE and fact.organisation not in found.sealed:
            parts.append(_stayed("headcount", counted_amount(desk, fact)[0].by(_minutes(fact.minutes, window))))
    hours = figure(FigureKind.PERSON_HOURS, parts, [Step("hours", Rule.EFFORT, {"minutes": limit})])
    if people.parts == composed.parts:
        return hours
    stayed = {each.minutes for each in desk.of(Headcount) if each.covers is Covers.EVERYONE and not each.organisation}
    part = _stayed("headcount", people.amount.by(_minutes(stayed.pop() if len(stayed) == 1 else None, window)))
    step = Step("hours_of_all", Rule.EFFORT, {"hours": part.amount})
    return figure(FigureKind.PERSON_HOURS, [part], [*hours.steps, step])


def _minutes(minutes: int | None, window: Amount) -> Amount:
    return window if minutes is None or minutes < 0 else Amount.exactly(minutes)


def _stayed(what: str, minutes: Amount, facts: int = 1) -> Part:
    basis = Basis.UNKNOWN if minutes.best is None else Basis.MEASURED
    return Part(
        basis, what, facts, minutes.times(Fraction(1, 60)), "" if basis is Basis.MEASURED else "minutes_unknown"
    )
