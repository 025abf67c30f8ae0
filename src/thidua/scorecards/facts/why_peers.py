"""What an item, or the whole, has of the peers: who gave what, when it was sent, and the mean."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.common.language import page_language
from thidua.core.scoring.scheme import ScoreItem
from thidua.core.scoring.wording import say_step
from thidua.scorecards.facts.peers import PEERS, aside_on, peer_figure, peer_points
from thidua.scorecards.facts.places import places_of, print_points
from thidua.scorecards.models import Scorecard
from thidua.scorecards.queries.cards import peers_on
from thidua.scorecards.queries.tables import table_of


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One peer: what it gave and why, when and by whom it was sent; `sent_at` None: not yet, and nothing is shown."""

    unit: str
    points: Fraction | None
    note: str
    sent_at: datetime | None
    sent_by: str


@dataclass(frozen=True, slots=True)
class PeerStory:
    """One item of one card as its peers scored it."""

    card: Scorecard
    item: ScoreItem
    points: Fraction | None
    steps: tuple[str, ...]
    places: int | None
    """The decimals to which the table rounds it."""
    parts: tuple[tuple[ScoreItem, Fraction | None, int | None], ...]
    """What it adds up, of what applies to the unit."""
    is_aside: bool
    """Whether it does not apply to the unit, so that no peer is asked."""
    rows: tuple[PeerRow, ...]

    piece = "scorecards/_why_peers.html"
    layer = PEERS

    @property
    def crumb(self) -> str:
        """What the page is called under the card."""
        return self.item.code or _("Tổng điểm")

    @property
    def question(self) -> str:
        """The title of the derivation."""
        if self.is_aside:
            return _("Vì sao mục này không áp dụng?")
        if self.points is None:
            return _("Vì sao chưa có điểm chấm chéo?")
        return _("Vì sao chấm chéo %(points)s điểm?") % {"points": print_points(self.points, self.places)}


def why_peers(card: Scorecard, code: str) -> PeerStory | None:
    """The derivation of one item in the cross-scores; None when the table has no such item."""
    table = table_of(card.scheme)
    item = table.item(code)
    if item is None:
        return None
    pairs = list(peers_on(card.pk))
    given: dict[str, list[Fraction]] = {}
    for pair in pairs:
        for score in pair.scores.all() if pair.submitted_at is not None else ():
            given.setdefault(score.item, []).append(Fraction(score.exact))
    aside = aside_on(table, card.pk)
    points = peer_points(table, given, aside)
    figure = peer_figure(item, given, points, aside)
    rows: list[PeerRow] = []
    for pair in pairs:
        sent = list(pair.scores.all()) if pair.submitted_at is not None else []
        own = peer_points(table, {score.item: [Fraction(score.exact)] for score in sent}, aside)
        rows.append(
            PeerRow(
                pair.scorer.name,
                own.get(code),
                next((score.note for score in sent if score.item == code), ""),
                pair.submitted_at,
                pair.submitted_by_name,
            )
        )
    return PeerStory(
        card=card,
        item=item,
        points=figure.points,
        steps=() if code in aside else tuple(say_step(step, table, page_language()) for step in figure.steps),
        places=places_of(table, item),
        parts=tuple(
            (part, points.get(part.code), places_of(table, part)) for part in item.parts if part.code not in aside
        ),
        is_aside=code in aside,
        rows=tuple(rows),
    )
