"""Which figures something is still asked about: what a reader outside is told of questions, without what they say."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from thidua.activities.enums import FactKind
from thidua.activities.models import FieldFact
from thidua.core.impact.figure import FigureKind as Kind
from thidua.core.impact.figure import FindingKind

EVERY: Final = frozenset(Kind)
MASSES: Final = frozenset(
    {
        Kind.MASS,
        Kind.NATURAL_MASS,
        Kind.NOT_HANDED_OVER,
        Kind.MASS_PER_PERSON,
        Kind.MASS_PER_PERSON_HOUR,
        Kind.MASS_PER_100_M,
    }
)
HOURS: Final = frozenset({Kind.PERSON_HOURS, Kind.MASS_PER_PERSON_HOUR})
CROWD: Final = frozenset({Kind.PEOPLE, Kind.ATTENDANCES, Kind.MASS_PER_PERSON}) | HOURS
BAGS: Final = frozenset({Kind.BAGS, Kind.VOLUME}) | MASSES
LENGTHS: Final = frozenset({Kind.METRES, Kind.MASS_PER_100_M, Kind.ITEMS_PER_100_M})
HANDED: Final = frozenset({Kind.HANDED_OVER, Kind.NOT_HANDED_OVER})
MONEY: Final = frozenset({Kind.MONEY_IN, Kind.MONEY_OUT})
TREES: Final = frozenset({Kind.TREES_PLANTED, Kind.TREES_ALIVE, Kind.TREE_SURVIVAL})

ABOUT: Final[Mapping[FindingKind, frozenset[Kind]]] = {
    FindingKind.POSSIBLY_SAME_ACTIVITY: EVERY,
    FindingKind.POSSIBLY_SAME_FACT: LENGTHS | HANDED | MONEY | TREES,
    FindingKind.POSSIBLY_SAME_WEIGHING: MASSES,
    FindingKind.POSSIBLY_SAME_MONEY: MONEY,
    FindingKind.TARE_MISSING: MASSES,
    FindingKind.TARE_ABOVE_GROSS: MASSES,
    FindingKind.WHOLES_DIFFER: MASSES,
    FindingKind.WEIGHED_TWICE: MASSES,
    FindingKind.BAG_TOO_HEAVY: MASSES,
    FindingKind.SAMPLE_INCOMPLETE: MASSES,
    FindingKind.SAMPLE_TOO_SMALL: MASSES,
    FindingKind.SUM_MISMATCH: MASSES,
    FindingKind.IMPLAUSIBLE_MASS: MASSES | CROWD,
    FindingKind.MORE_HANDED_OVER: MASSES | HANDED,
    FindingKind.HEADCOUNTS_DIFFER: CROWD,
    FindingKind.FEWER_THAN_SCANNED: CROWD,
    FindingKind.FEWER_THAN_RECORDERS: CROWD,
    FindingKind.MINUTES_DIFFER: HOURS,
    FindingKind.LONGER_THAN_ACTIVITY: HOURS,
    FindingKind.ENDS_BEFORE_START: HOURS,
    FindingKind.MORE_ALIVE_THAN_PLANTED: TREES,
}
"""What is found → the figures that it is about."""
OF_FIGURE: Final[Mapping[str, frozenset[Kind]]] = {Kind.BAGS: BAGS, Kind.MASS: MASSES, Kind.PEOPLE: CROWD}
"""The figure that a finding names → that one, and what is made of it."""
OF_FACT: Final[Mapping[str, frozenset[Kind]]] = {
    FactKind.PRESENCE: CROWD,
    FactKind.HEADCOUNT: CROWD,
    FactKind.ZONE: LENGTHS,
    FactKind.BAG: BAGS,
    FactKind.BULKY: MASSES | {Kind.BULKY},
    FactKind.WEIGHING: MASSES,
    FactKind.ITEMS: frozenset({Kind.ITEMS, Kind.ITEMS_PER_100_M}),
    FactKind.HANDOVER: HANDED | {Kind.MONEY_IN},
    FactKind.MONEY: MONEY,
    FactKind.PLANTING: TREES,
    FactKind.TREE_CHECK: TREES,
}
"""The kind of the entry that a finding is about → the figures that it is in."""
SETTLED: Final = frozenset(
    {
        FindingKind.SAME_FACT_TWICE,
        FindingKind.SLIP_TWICE,
        FindingKind.SUPERSEDED_MISSING,
        FindingKind.MERGED_INTO_MISSING,
        FindingKind.PARENT_MISSING,
        FindingKind.PARTY_NOT_CONFIRMED,
        FindingKind.FACTS_BUT_NOT_HELD,
        FindingKind.CLAIM_DIFFERS,
        FindingKind.CLAIMS_DIFFER,
    }
)
"""What changes no figure, was counted once already, or is told by itself: numbers printed elsewhere stand beside."""


def doubted_figures(said: Mapping[str, Any]) -> frozenset[str]:
    """Kinds of the figures of a report about which something is open. Findings of which only the number was kept may be
    about any.
    """
    if said["questions"] + said["problems"] > len(said["findings"]):
        return frozenset(EVERY)
    found: set[str] = set()
    by_fact: set[str] = set()
    for finding in said["findings"]:
        kind, named = FindingKind(finding["kind"]), finding["data"].get("figure")
        if kind in SETTLED:
            continue
        if isinstance(named, str):
            found |= OF_FIGURE.get(named, {named})
        elif kind in ABOUT:
            found |= ABOUT[kind]
        elif finding["fact"]:
            by_fact.add(finding["fact"])
        else:
            found |= EVERY
    if not by_fact:
        return frozenset(found)
    for kind_of_fact in FieldFact.objects.filter(code__in=_codes(by_fact)).values_list("kind", flat=True):
        found |= OF_FACT.get(kind_of_fact, frozenset())
    return frozenset(found)


def _codes(texts: set[str]) -> list[UUID]:
    return [UUID(each) for each in sorted(texts)]
