"""Did it come back? The same stretch counted again; compared only where both times were recorded so that it can be."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from thidua.core.impact.amounts import Amount
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.facts import ActivityFacts, ItemCount, Zone
from thidua.core.impact.figure import FigureKind, Rule, Step
from thidua.core.impact.reckoning import reckon


@dataclass(frozen=True, slots=True)
class Revisit:
    """Pieces for each 100 m then and now, and now as a share of then; None with the reasons where it cannot be said."""

    before: Amount | None
    after: Amount | None
    share: Fraction | None
    reasons: tuple[str, ...]
    steps: tuple[Step, ...] = ()


def compare(first: ActivityFacts, later: ActivityFacts, zone: str, item_list: str, knowledge: Knowledge) -> Revisit:
    """One fixed stretch (`Zone.name`) at two activities, by one list (`SHORT@1`). A clean-up is not a survey: without a
    fixed transect, its length, the size limit and the effort of both times nothing is compared.
    """
    stretches = [[each for each in at.facts if isinstance(each, Zone) and each.name == zone] for at in (first, later)]
    if any(len(each) != 1 for each in stretches):
        return Revisit(None, None, None, ("zone_missing",))
    before, after = (each[0] for each in stretches)
    reasons = []
    if not (before.is_fixed and after.is_fixed):
        reasons.append("not_fixed")
    if not before.metres or not after.metres or before.metres != after.metres:
        reasons.append("other_length")
    if before.size_limit_mm is None or before.size_limit_mm != after.size_limit_mm:
        reasons.append("other_size_limit")
    counts = [_pieces(at, stretch, item_list) for at, stretch in ((first, before), (later, after))]
    if None in counts:
        reasons.append("not_counted")
    for at in (first, later):
        hours = reckon(at, knowledge).figures.get((FigureKind.PERSON_HOURS, ""))
        if (hours is None or hours.amount.best is None) and "effort_unknown" not in reasons:
            reasons.append("effort_unknown")
    if reasons or before.metres is None:
        return Revisit(None, None, None, tuple(reasons))
    then, now = (Fraction(each or 0) * 100 / Fraction(before.metres) for each in counts)
    step = Step("revisit", Rule.PERSISTENCE, {"before": then, "after": now, "zone": zone})
    return Revisit(Amount.exactly(then), Amount.exactly(now), now / then if then else None, (), (step,))


def _pieces(activity: ActivityFacts, zone: Zone, item_list: str) -> int | None:
    counts = [
        each.count
        for each in activity.facts
        if isinstance(each, ItemCount)
        and each.zone == zone.code
        and f"{each.item_list}@{each.version}" == item_list
        and each.counting == "COUNTED"
    ]
    known = [each for each in counts if each is not None]
    return sum(known) if counts and len(known) == len(counts) else None
