"""What units gave each other crosswise: the mean of what was sent for each item; branches are sums of their parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from thidua.core.scoring.derivation import Step
from thidua.core.scoring.numbers import exact_sum
from thidua.core.scoring.scheme import ScoreItem, ScoringScheme
from thidua.scorecards.models import PeerScore, Scheme

PEERS = "PEERS"
"""What the address calls the cross-scores, which are no layer."""

Given = Mapping[str, list[Fraction]]
"""Item → what each peer gave it, of those that sent."""


@dataclass(frozen=True, slots=True)
class PeerFigure:
    """What one item has of its peers, and how. `points` None: not all of it was sent."""

    points: Fraction | None
    steps: tuple[Step, ...]


def given_by_peers(scheme: Scheme) -> dict[int, dict[str, list[Fraction]]]:
    """Card id → item → what each peer gave, of those that sent: two queries."""
    given: dict[int, dict[str, list[Fraction]]] = {card: {} for card in scheme.cards.values_list("pk", flat=True)}
    rows = PeerScore.objects.filter(pair__scorecard__scheme=scheme, pair__submitted_at__isnull=False)
    for card, item, exact in rows.values_list("pair__scorecard", "item", "exact"):
        given[card].setdefault(item, []).append(Fraction(exact))
    return given


def peer_points(table: ScoringScheme, given: Given) -> dict[str, Fraction]:
    """Item → points on one card, as far as they are known."""
    points = {code: exact_sum(each) / len(each) for code, each in given.items()}
    for branch in reversed(list(table.root.walk())):
        if branch.parts and all(part.code in points for part in branch.parts):
            points[branch.code] = exact_sum(points[part.code] for part in branch.parts)
    return points


def peer_figure(item: ScoreItem, given: Given, points: Mapping[str, Fraction]) -> PeerFigure:
    """How one item of a card has its points from peers."""
    found = points.get(item.code)
    if item.parts:
        unknown = next((part.code for part in item.parts if part.code not in points), None)
        if found is None or unknown is not None:
            return PeerFigure(None, (Step("part_unknown", {"item": unknown or item.code}),))
        return PeerFigure(found, (Step("sum", {"count": len(item.parts), "base": found}),))
    if found is None:
        return PeerFigure(None, (Step("peer_waits", {}),))
    each = given[item.code]
    return PeerFigure(found, (Step("peer_mean", {"count": len(each), "sum": exact_sum(each), "points": found}),))
