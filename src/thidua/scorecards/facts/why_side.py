"""Where the bonus or the penalty of a total came from: every item that gave some, with its rules and caps."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.common.language import page_language
from thidua.core.scoring.scheme import ROOT, ScoreItem
from thidua.core.scoring.scoring import Result
from thidua.core.scoring.story import Side, contributions
from thidua.scorecards.enums import Layer
from thidua.scorecards.facts.history import HistoryLine, history_of
from thidua.scorecards.facts.places import print_points
from thidua.scorecards.facts.results import result_of
from thidua.scorecards.facts.saying import say_steps
from thidua.scorecards.facts.why import named_layers
from thidua.scorecards.models import LayerResult, Scorecard
from thidua.scorecards.queries.cards import results_on


@dataclass(frozen=True, slots=True)
class SideStory:
    """The bonus or the penalty of one card in one layer; `points` is what the rows add up to."""

    card: Scorecard
    layer: Layer
    side: Side
    points: Fraction
    is_known: bool
    rows: tuple[tuple[ScoreItem, Fraction, tuple[str, ...]], ...]
    layers: tuple[tuple[str, Fraction | None], ...]
    history: tuple[HistoryLine, ...]

    piece = "scorecards/_why_side.html"

    @property
    def crumb(self) -> str:
        """What the page is called under the card."""
        return _("Điểm thưởng") if self.side is Side.BONUS else _("Điểm trừ")

    @property
    def question(self) -> str:
        """The title of the derivation."""
        points = {"points": print_points(self.points)}
        if self.side is Side.BONUS:
            return _("Vì sao %(points)s điểm thưởng?") % points
        return _("Vì sao %(points)s điểm trừ?") % points


def why_side(card: Scorecard, layer: Layer, side: Side, result: Result | None = None) -> SideStory:
    """Scored now from what is written."""
    result = result or result_of(card.scheme, layer)
    unit, language = str(card.pk), page_language()
    cell = result.cell(unit, ROOT)
    found = contributions(result, unit, side)
    stored = results_on(card.pk)
    names = {name for each in found for rule in each.item.rules for name in rule.names()}
    names |= {name for each in found if each.item.is_bonus for name in each.item.names()}
    return SideStory(
        card=card,
        layer=layer,
        side=side,
        points=cell.bonus if side is Side.BONUS else cell.penalty,
        is_known=cell.points is not None,
        rows=tuple((each.item, each.points, say_steps(each.steps, result.scheme, language, {})) for each in found),
        layers=tuple((words, _stored(stored[each], side)) for each, words in named_layers(card)),
        history=tuple(history_of(card, result.scheme, names)),
    )


def _stored(result: LayerResult | None, side: Side) -> Fraction | None:
    text = "" if result is None else result.bonus_exact if side is Side.BONUS else result.penalty_exact
    return Fraction(text) if text else None
