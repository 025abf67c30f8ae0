"""All activities on record, each once: merged reports are one, children lie in their parents, a fact in one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import Final

from thidua.core.impact.errors import ImpactError
from thidua.core.impact.factors import SAME_ACTIVITY_DISTANCE, shipped_factors
from thidua.core.impact.facts import (
    ActivityFacts,
    Bag,
    Bulky,
    Covers,
    Fact,
    Headcount,
    ItemCount,
    MoneyMoved,
    Party,
    Planting,
    TreeCheck,
    WasteHandover,
    Weighing,
    Zone,
)
from thidua.core.impact.figure import Datum, FigureKind, Finding, FindingKind
from thidua.core.vietnam.names import fold
from thidua.core.vietnam.partial_dates import Precision

Codes = frozenset[str]
"""Codes of activities; unite selections with `|`."""


@dataclass(frozen=True, slots=True)
class Register:
    """Activities by code, after merging. `home_of` leads from every code that was ever given to the record it is in."""

    activities: Mapping[str, ActivityFacts]
    children: Mapping[str, tuple[str, ...]]
    home_of: Mapping[str, str]
    findings: tuple[Finding, ...]

    def one(self, code: str) -> Codes:
        """One activity. Raises KeyError."""
        return frozenset({self.home_of[code]})

    def bloc_year(self, bloc: str, cycle: str) -> Codes:
        """What counts for a year of a bloc."""
        return self._where(lambda each: any((its.bloc, its.cycle) == (bloc, cycle) for its in each.credits))

    def cycle(self, cycle: str) -> Codes:
        """What counts for a year, of whatever bloc: of a ministry or province."""
        return self._where(lambda each: any(its.cycle == cycle for its in each.credits))

    def movement(self, movement: str) -> Codes:
        """What answered a movement."""
        return self._where(lambda each: movement in each.movements)

    def series(self, series: str) -> Codes:
        """All times that something was repeated."""
        return self._where(lambda each: each.series == series)

    def organisation(self, organisation: str) -> Codes:
        """What an organisation keeps the record of, or took part in and confirmed."""
        return self._where(lambda each: organisation in each.confirmed)

    def everything(self) -> Codes:
        """All activities."""
        return frozenset(self.activities)

    def roots(self, codes: Iterable[str]) -> list[str]:
        """The activities of a selection that lie in no other one of it: each is counted there once. Raises KeyError."""
        chosen = {self.home_of[each] for each in codes}
        return sorted(each for each in chosen if not any(above in chosen for above in self.above(each)))

    def above(self, code: str) -> Iterator[str]:
        """Parent, its parent, and so on."""
        parent = self.activities[code].parent
        while parent:
            yield parent
            parent = self.activities[parent].parent

    def tree(self, code: str) -> Iterator[str]:
        """An activity and everything below it."""
        yield code
        for child in self.children.get(code, ()):
            yield from self.tree(child)

    def _where(self, holds: Callable[[ActivityFacts], bool]) -> Codes:
        return frozenset(code for code, each in self.activities.items() if holds(each))


def build_register(activities: Iterable[ActivityFacts]) -> Register:
    """A register of activities in the order in which they came. Raises `ImpactError`: code_twice, circle."""
    given: dict[str, ActivityFacts] = {}
    for each in activities:
        if each.code in given:
            raise ImpactError("code_twice", {"code": each.code})
        given[each.code] = each
    findings: list[Finding] = []
    home_of = {code: _home(code, given, findings) for code in given}
    groups: defaultdict[str, list[ActivityFacts]] = defaultdict(list)
    for code in sorted(given, key=lambda each: each != home_of[each]):
        groups[home_of[code]].append(given[code])
    seen: dict[str, tuple[str, Fact]] = {}
    merged = {code: _merged(group, seen, findings) for code, group in groups.items()}
    merged = {code: _with_parent(each, groups[code], home_of, findings) for code, each in merged.items()}
    children: defaultdict[str, list[str]] = defaultdict(list)
    for code, each in merged.items():
        if each.parent:
            children[each.parent].append(code)
    for code in merged:
        _require_no_circle(code, merged)
    findings += _possibly_same(merged)
    return Register(merged, {code: tuple(sorted(each)) for code, each in children.items()}, home_of, tuple(findings))


def _home(code: str, given: Mapping[str, ActivityFacts], findings: list[Finding]) -> str:
    path = [code]
    while into := given[path[-1]].merged_into:
        if into in path:
            raise ImpactError("circle", {"codes": " → ".join([*path, into])})
        if into not in given:
            if len(path) == 1:
                findings.append(Finding(FindingKind.MERGED_INTO_MISSING, code, "", {"other": into}))
            break
        path.append(into)
    return path[-1]


def _merged(group: list[ActivityFacts], seen: dict[str, tuple[str, Fact]], findings: list[Finding]) -> ActivityFacts:
    """One record from the reports of one activity, the home first: the home's day and place, the facts of all, once."""
    home = group[0]
    facts = list(_each_once(home.code, (fact for each in group for fact in each.facts), seen, findings))
    if len(group) == 1:
        return replace(home, facts=tuple(facts))
    parties: dict[str, Party] = {}
    for party in (party for each in group for party in each.parties):
        before = parties.get(party.organisation)
        parties[party.organisation] = replace(before, is_confirmed=True) if before and party.is_confirmed else (
            before or party
        )  # fmt: skip
    standing = {each.code for each in facts}
    findings += _possibly_same_facts(home.code, group, standing)
    findings += _counted_by_several(home.code, group, standing)
    for each in group[1:]:
        if each.home and each.home != home.home:
            parties[each.home] = replace(parties.get(each.home, Party(each.home)), is_confirmed=True)
    return replace(
        home,
        parties=tuple(parties.values()),
        credits=tuple(dict.fromkeys(credit for each in group for credit in each.credits)),
        movements=tuple(dict.fromkeys(movement for each in group for movement in each.movements)),
        series=next((each.series for each in group if each.series), ""),
        parent=next((each.parent for each in group if each.parent), ""),
        facts=tuple(facts),
        origins={fact.code: each.code for each in reversed(group) for fact in each.facts},
    )


def _each_once(
    activity: str, facts: Iterable[Fact], seen: dict[str, tuple[str, Fact]], findings: list[Finding]
) -> Iterator[Fact]:
    """Facts that stand: sent again, they are one; a corrected one gives way; one of another activity stays there."""
    mine: dict[str, Fact] = {}
    for fact in facts:
        if fact.code not in seen:
            seen[fact.code] = (activity, fact)
            mine[fact.code] = fact
            continue
        where, before = seen[fact.code]
        if where != activity:
            findings.append(Finding(FindingKind.FACT_IN_TWO_ACTIVITIES, activity, fact.code, {"other": where}))
        elif before == fact:
            findings.append(Finding(FindingKind.SAME_FACT_TWICE, activity, fact.code))
        else:
            findings.append(Finding(FindingKind.CONFLICTING_FACT, activity, fact.code))
    gone = set()
    for fact in mine.values():
        if fact.supersedes:
            gone.add(fact.supersedes)
            if fact.supersedes not in mine:
                data: dict[str, Datum] = {"other": fact.supersedes}
                findings.append(Finding(FindingKind.SUPERSEDED_MISSING, activity, fact.code, data))
    standing = [fact for fact in mine.values() if fact.code not in gone and not fact.is_void]
    return iter(_with_references(standing, mine) if gone else standing)


def _with_references(standing: list[Fact], mine: Mapping[str, Fact]) -> list[Fact]:
    """What points at a corrected fact (a bag, a stretch …) points at its correction; a corrected bag stays what chance
    had said of it.
    """
    heirs: dict[str, str] = {}
    for fact in mine.values():
        if fact.supersedes and not fact.is_void:
            heirs.setdefault(fact.supersedes, fact.code)
    kept = {fact.code for fact in standing}

    def heir(code: str) -> str:
        path = {code}
        last = code
        while (later := heirs.get(last)) is not None and later not in path:
            path.add(later)
            last = later
        return last if last in kept else code

    def pointed(fact: Fact) -> Fact:
        if isinstance(fact, Weighing):
            return replace(fact, covers=tuple(heir(each) for each in fact.covers)) if fact.covers else fact
        if isinstance(fact, TreeCheck):
            return replace(fact, planting=heir(fact.planting))
        if isinstance(fact, ItemCount) and (fact.bag or fact.zone):
            return replace(fact, bag=fact.bag and heir(fact.bag), zone=fact.zone and heir(fact.zone))
        if isinstance(fact, Bag | Bulky) and fact.zone:
            fact = replace(fact, zone=heir(fact.zone))
        if isinstance(fact, Bag) and fact.supersedes:
            first = _first_of(fact, mine)
            return replace(fact, is_drawn=first.is_drawn) if isinstance(first, Bag) else fact
        return fact

    return [pointed(fact) for fact in standing]


def _first_of(fact: Fact, mine: Mapping[str, Fact]) -> Fact:
    """What was noted first of that which this fact corrects, as far as it is on record."""
    path = {fact.code}
    while (before := mine.get(fact.supersedes)) is not None and before.code not in path:
        path.add(before.code)
        fact = before
    return fact


ALIKE: Final = (Planting, WasteHandover, Zone, MoneyMoved)
"""What two reports of one activity may well tell twice; bags, people and pieces have codes of their own."""


def _possibly_same_facts(activity: str, group: list[ActivityFacts], standing: set[str]) -> Iterator[Finding]:
    """Two reports that were merged tell the same thing under two codes: a person is asked whether it happened once."""
    told: dict[Fact, tuple[str, str]] = {}
    for each in group:
        for fact in each.facts:
            if not isinstance(fact, ALIKE) or fact.code not in standing:
                continue
            bare = replace(fact, code="", noted_at=None, by="", supersedes="")
            report, other = told.setdefault(bare, (each.code, fact.code))
            if report != each.code and other != fact.code:
                yield Finding(FindingKind.POSSIBLY_SAME_FACT, activity, fact.code, {"other": other})


def _counted_by_several(activity: str, group: list[ActivityFacts], standing: set[str]) -> Iterator[Finding]:
    """Two merged reports both noted bags, or counted people of one organisation: they may be the same ones."""
    reports: defaultdict[tuple[FigureKind, str], dict[str, None]] = defaultdict(dict)
    for each in group:
        for fact in each.facts:
            if fact.code not in standing:
                continue
            if isinstance(fact, Bag):
                reports[FigureKind.BAGS, ""][each.code] = None
            elif isinstance(fact, Headcount) and fact.covers is Covers.WITHOUT_CODE:
                reports[FigureKind.PEOPLE, fact.organisation][each.code] = None
    for (kind, organisation), codes in sorted(reports.items()):
        if len(codes) > 1:
            data: dict[str, Datum] = {"figure": kind.value, "organisation": organisation, "reports": tuple(codes)}
            yield Finding(FindingKind.COUNTED_BY_TWO_REPORTS, activity, "", data)


def _with_parent(
    activity: ActivityFacts, group: list[ActivityFacts], home_of: Mapping[str, str], findings: list[Finding]
) -> ActivityFacts:
    """The parent as the record it is in now; one merged into its own parent has none."""
    if not activity.parent:
        return activity
    parent = home_of.get(activity.parent)
    if parent is None:
        findings.append(Finding(FindingKind.PARENT_MISSING, activity.code, "", {"other": activity.parent}))
    if parent == activity.code:
        parent = next(
            (
                home_of[each.parent]
                for each in group
                if each.parent and home_of.get(each.parent, "") not in ("", activity.code)
            ),
            None,
        )
    return replace(activity, parent=parent or "")


def _require_no_circle(code: str, merged: Mapping[str, ActivityFacts]) -> None:
    path = [code]
    while parent := merged[path[-1]].parent:
        if parent in path:
            raise ImpactError("circle", {"codes": " → ".join([*path, parent])})
        path.append(parent)


# --- Is it one activity? ---------------------------------------------------------------------------------------------

METRES_OF_A_DEGREE: Final = Fraction(111_320)
"""A degree of latitude; for a question within a kilometre that is near enough."""
HALF_TURN: Final = Fraction(355, 113)


def _possibly_same(activities: Mapping[str, ActivityFacts]) -> Iterator[Finding]:
    """Two organisations entered the same day and place, and nobody has said yet whether it is one activity."""
    by_day: defaultdict[str, list[ActivityFacts]] = defaultdict(list)
    for each in activities.values():
        if each.held_on.precision is Precision.DAY:
            by_day[each.held_on.code].append(each)
    for _day, same_day in sorted(by_day.items()):
        for one, other in combinations(sorted(same_day, key=lambda each: each.code), 2):
            if one.home == other.home or one.code == other.parent or other.code == one.parent:
                continue
            if _is_near(one, other):
                data: dict[str, Datum] = {"other": other.code, "day": str(one.held_on), "homes": (one.home, other.home)}
                yield Finding(FindingKind.POSSIBLY_SAME_ACTIVITY, one.code, "", data)


def is_one_place(one: str, other: str) -> bool:
    """Whether two descriptions may be of one place: the words of one stand, in their order, in the other.

    >>> is_one_place("Bãi biển Sầm Sơn", "Đền Độc Cước, bãi biển SẦM SƠN, Thanh Hóa")
    True
    >>> is_one_place("Sầm Sơn", "Hạ Long")
    False
    """
    short, long = sorted((_words(one), _words(other)), key=len)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


@lru_cache(maxsize=4096)
def _words(place: str) -> tuple[str, ...]:
    return tuple("".join(each if each.isalnum() else " " for each in fold(place)).split())


def _is_near(one: ActivityFacts, other: ActivityFacts) -> bool:
    if is_one_place(one.place, other.place):
        return True
    if one.point is None or other.point is None:
        return False
    limit = shipped_factors()[SAME_ACTIVITY_DISTANCE].on(date.max).value
    assert limit is not None
    north = (one.point[0] - other.point[0]) * METRES_OF_A_DEGREE
    angle = one.point[0] * HALF_TURN / 180
    cosine = 1 - angle**2 / 2 + angle**4 / 24
    east = (one.point[1] - other.point[1]) * METRES_OF_A_DEGREE * cosine
    return north**2 + east**2 <= limit**2
