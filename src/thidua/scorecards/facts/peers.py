"""What units gave each other crosswise: the mean of what was sent for each item; branches are sums of their parts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from thidua.core.scoring.derivation import Step
from thidua.core.scoring.numbers import exact_sum
from thidua.core.scoring.scheme import ROOT, ScoreItem, ScoringScheme
from thidua.scorecards.enums import STAGES_OF, ChangeKind, Layer
from thidua.scorecards.models import PeerScore, Scheme
from thidua.scorecards.queries.cards import written

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


def aside_on(table: ScoringScheme, card_id: int) -> frozenset[str]:
    """What peers are not asked for on a card: `aside_of` what its unit says does not apply: one query."""
    reasons = written([card_id], STAGES_OF[Layer.SELF])[ChangeKind.NOT_APPLICABLE].get(card_id, {})
    return aside_of(table, [item for item, why in reasons.items() if why])


def aside_of(table: ScoringScheme, apart: Collection[str]) -> frozenset[str]:
    """The items `apart`, which do not apply to a unit, with all that stands under them and the branches left empty."""
    if not apart:
        return frozenset()
    items = list(table.root.walk())
    found = {part.code for item in items if item.code in apart for part in item.walk()}
    for branch in reversed(items):
        if branch.parts and all(part.code in found for part in branch.parts):
            found.add(branch.code)
    return frozenset(found)


def peer_items(table: ScoringScheme, aside: Collection[str]) -> list[ScoreItem]:
    """The items that a peer scores on a card, in the order of the table."""
    return [item for item in table.root.walk() if not item.parts and item.code != ROOT and item.code not in aside]


def peer_points(table: ScoringScheme, given: Given, aside: Collection[str] = ()) -> dict[str, Fraction]:
    """Item → points on one card, as far as they are known; a branch is the sum of those of its parts that apply."""
    points = {code: exact_sum(each) / len(each) for code, each in given.items() if code not in aside}
    for branch in reversed(list(table.root.walk())):
        parts = _applying(branch, aside)
        if parts and all(part.code in points for part in parts):
            points[branch.code] = exact_sum(points[part.code] for part in parts)
    return points


def _applying(branch: ScoreItem, aside: Collection[str]) -> list[ScoreItem]:
    return [part for part in branch.parts if part.code not in aside]


def peer_figure(
    item: ScoreItem, given: Given, points: Mapping[str, Fraction], aside: Collection[str] = ()
) -> PeerFigure:
    """How one item of a card has its points from peers."""
    found = points.get(item.code)
    if item.parts:
        parts = _applying(item, aside)
        unknown = next((part.code for part in parts if part.code not in points), None)
        if found is None or unknown is not None:
            return PeerFigure(None, (Step("part_unknown", {"item": unknown or item.code}),))
        return PeerFigure(found, (Step("sum", {"count": len(parts), "base": found}),))
    if found is None:
        return PeerFigure(None, (Step("peer_waits", {}),))
    each = given[item.code]
    return PeerFigure(found, (Step("peer_mean", {"count": len(each), "sum": exact_sum(each), "points": found}),))
