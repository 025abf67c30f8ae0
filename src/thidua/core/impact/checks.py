"""Days, hours and hands that cannot be: found and told, nothing is set aside for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from thidua.core.impact.amounts import Amount
from thidua.core.impact.desk import Desk
from thidua.core.impact.facts import (
    Bag,
    Bulky,
    Claim,
    Fact,
    ItemCount,
    Planting,
    State,
    TreeCheck,
    WasteHandover,
    Weighing,
)
from thidua.core.impact.figure import Figure, FindingKind

FIELD: Final = (Bag, Bulky, ItemCount, Weighing)
"""Facts that only somebody in the field can have noted."""
LATER: Final = (Claim, TreeCheck, WasteHandover, Planting)
"""Facts that have a day of their own, or may come long after."""


def check_activity(desk: Desk) -> None:
    """Hours, state, parties and the day of each fact."""
    activity, on = desk.activity, desk.knowledge.on
    if activity.starts_at is not None and activity.ends_at is not None and activity.ends_at <= activity.starts_at:
        desk.find(
            FindingKind.ENDS_BEFORE_START,
            starts=activity.starts_at.isoformat("minutes"),
            ends=activity.ends_at.isoformat("minutes"),
        )
    first = activity.held_on.earliest
    if activity.state is not State.HELD:
        if activity.facts:
            desk.find(FindingKind.FACTS_BUT_NOT_HELD, facts=len(activity.facts), state=activity.state.value)
    elif first is not None and first > on:
        desk.find(FindingKind.IN_THE_FUTURE, day=str(activity.held_on))
    for party in activity.parties:
        if not party.is_confirmed and party.organisation != activity.home:
            desk.find(FindingKind.PARTY_NOT_CONFIRMED, organisation=party.organisation)
    for fact in activity.facts:
        if fact.noted_at is None:
            continue
        day = fact.noted_at.date()
        if day > on:
            desk.find(FindingKind.IN_THE_FUTURE, fact.code, day=day.isoformat())
        elif first is not None and day < first and not isinstance(fact, LATER):
            desk.find(FindingKind.BEFORE_THE_DAY, fact.code, day=day.isoformat(), first=first.isoformat())
    for claim in desk.of(Claim):
        if claim.published_on is not None and claim.published_on > on:
            desk.find(FindingKind.IN_THE_FUTURE, claim.code, day=claim.published_on.isoformat())


def check_hands(desk: Desk, people: Figure | None) -> None:
    """More hands noted facts in the field than people are said to have been there."""
    hands = len(set(_hands(desk.activity.facts)))
    if people is not None and Amount.exactly(hands).is_surely_above(people.amount):
        desk.find(FindingKind.FEWER_THAN_RECORDERS, hands=hands, people=people.amount)


def _hands(facts: Iterable[Fact]) -> Iterable[str]:
    return (each.by for each in facts if each.by and isinstance(each, FIELD))
