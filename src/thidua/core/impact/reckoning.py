"""All figures of one activity by itself, from its facts; parents and sums are made in `register`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from thidua.core.impact.bags import UsableBag, bag_figures, usable_bags
from thidua.core.impact.checks import check_activity, check_hands
from thidua.core.impact.claims import beside, claimed_figure, claims_of
from thidua.core.impact.desk import Desk, Knowledge
from thidua.core.impact.effort import (
    bulky_figures,
    handover_figures,
    item_figures,
    money_figures,
    ratio_figures,
    tree_figures,
    zone_figures,
)
from thidua.core.impact.facts import ActivityFacts, Kind, State
from thidua.core.impact.figure import Figure, FigureKind, Finding, no_data
from thidua.core.impact.mass import mass_figures
from thidua.core.impact.people import Crowd, crowd

Key = tuple[FigureKind, str]

EXPECTED: Final[Mapping[Kind, tuple[FigureKind, ...]]] = {
    Kind.CLEAN_UP: (FigureKind.PEOPLE, FigureKind.PERSON_HOURS, FigureKind.METRES, FigureKind.MASS),
    Kind.TREE_PLANTING: (FigureKind.PEOPLE, FigureKind.PERSON_HOURS, FigureKind.TREES_PLANTED),
}
OF_ANY_KIND: Final = (FigureKind.PEOPLE,)
"""Figures that a reader expects; where nobody noted any, they say “chưa có số liệu”."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The figures of one activity without its children. `claimed` are those that rest on claims alone."""

    activity: ActivityFacts
    noted: Mapping[Key, Figure]
    claimed: Mapping[FigureKind, Figure]
    ratios: tuple[Figure, ...]
    crowd: Crowd
    bags: tuple[UsableBag, ...]
    findings: tuple[Finding, ...]

    @property
    def expected(self) -> tuple[FigureKind, ...]:
        """Kinds of figures that a reader of this activity expects."""
        return EXPECTED.get(self.activity.kind, OF_ANY_KIND)

    @property
    def figures(self) -> dict[Key, Figure]:
        """Every figure: from facts, else from claims, else openly unknown; kinds in their usual order."""
        found = dict(self.noted)
        found.update({(kind, ""): each for kind, each in self.claimed.items()})
        for kind in self.expected:
            found.setdefault((kind, ""), no_data(kind))
        found.update({each.key: each for each in self.ratios})
        return in_order(found)


def reckon(activity: ActivityFacts, knowledge: Knowledge) -> Reckoned:
    """The figures of one activity. Facts of what was only planned, or called off, make none.

    Raises `ImpactError` (unknown_figure) for a claim about something that is no figure.
    """
    desk = Desk(activity, knowledge)
    check_activity(desk)
    if activity.state is not State.HELD:
        return Reckoned(activity, {}, {}, (), Crowd({}, {}, {}, {}), (), tuple(desk.findings))
    bags = usable_bags(desk)
    people = crowd(desk)
    mass = mass_figures(desk, bags)
    collected = next((each for each in mass if each.key == (FigureKind.MASS, "")), None)
    figures = [*people.figures, *zone_figures(desk), *bag_figures(bags), *mass, *bulky_figures(desk)]
    figures += [*item_figures(desk), *handover_figures(desk, collected), *money_figures(desk), *tree_figures(desk)]
    noted = {each.key: each for each in figures}
    claims = claims_of(desk)
    for kind, its_claims in claims.items():
        if (kind, "") in noted:
            noted[kind, ""] = beside(desk, noted[kind, ""], its_claims)
    claimed = {
        kind: claimed_figure(desk, kind, each) for kind, each in claims.items() if (kind, "") not in noted
    }  # fmt: skip
    both = {**noted, **{(kind, ""): each for kind, each in claimed.items()}}
    ratios = ratio_figures(desk, both)
    check_hands(desk, both.get((FigureKind.PEOPLE, "")))
    noted = {key: each for key, each in noted.items() if key[0] is not FigureKind.TREE_SURVIVAL}
    ratios += [each for each in figures if each.kind is FigureKind.TREE_SURVIVAL]
    return Reckoned(activity, noted, claimed, tuple(ratios), people, tuple(bags), tuple(desk.findings))


def in_order(figures: Mapping[Key, Figure]) -> dict[Key, Figure]:
    """Figures in the order of their kinds, the whole before its details."""
    order = list(FigureKind)
    return dict(sorted(figures.items(), key=lambda each: (order.index(each[0][0]), each[0][1])))
