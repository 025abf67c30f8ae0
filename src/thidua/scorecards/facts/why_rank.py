"""Why a unit stands where it stands: its total among the others, then the chain for equals step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.common.components.texts import number
from thidua.common.language import page_language
from thidua.core.scoring.numbers import Number
from thidua.core.scoring.ranking import Comparison
from thidua.core.scoring.scheme import ScoringScheme, TieBreak, TieBreakKind
from thidua.core.scoring.scoring import Result, UnitResult
from thidua.core.scoring.spoken import say_number
from thidua.core.scoring.wording import say_tie
from thidua.scorecards.enums import Layer
from thidua.scorecards.facts.ranking import say_standing
from thidua.scorecards.facts.results import result_of
from thidua.scorecards.facts.why import named_layers
from thidua.scorecards.models import Scorecard
from thidua.scorecards.queries.cards import cards_of, results_on


@dataclass(frozen=True, slots=True)
class TieStep:
    """One step of the chain: what it compared, what each had (unit, words, whether it is this one), what came out."""

    name: str
    rows: tuple[tuple[str, str, bool], ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class RankStory:
    """The rank of one card in one layer. `ladder` is its group in order: rank, card, value in words."""

    card: Scorecard
    layer: Layer
    group: str
    rank: int | None
    is_provisional: bool
    by_share: bool
    ladder: tuple[tuple[int | None, Scorecard, str], ...]
    steps: tuple[TieStep, ...]
    says: str
    layers: tuple[tuple[str, int | None], ...]

    piece = "scorecards/_why_rank.html"

    @property
    def crumb(self) -> str:
        """What the page is called under the card."""
        return _("Thứ hạng")

    @property
    def question(self) -> str:
        """The title of the derivation."""
        if self.rank is None:
            return _("Vì sao không có thứ hạng?")
        return _("Vì sao hạng %(rank)s?") % {"rank": self.rank}


def why_rank(card: Scorecard, layer: Layer, result: Result | None = None) -> RankStory:
    """Scored now from what is written. It tells the points of other units: only for who may see the matrix."""
    cards = cards_of(card.scheme_id)
    result = result or result_of(card.scheme, layer, cards)
    names = {str(each.pk): each.unit.name for each in cards}
    places = dict(zip(names, result.units, strict=True))
    unit = places[str(card.pk)]
    standing = unit.standing
    rows = [(_rank(found), each, _value(result.scheme, found)) for each in cards for found in [places[str(each.pk)]]]
    stored = results_on(card.pk)
    return RankStory(
        card=card,
        layer=layer,
        group=unit.group,
        rank=_rank(unit),
        is_provisional=standing is not None and standing.is_provisional,
        by_share=result.scheme.ranking.by_share,
        ladder=tuple(
            sorted(
                (row for row in rows if places[str(row[1].pk)].group == unit.group),
                key=lambda row: (row[0] is None, row[0] or 0, row[1].position),
            )
        ),
        steps=tuple(
            _tie_step(each, result.scheme, names, str(card.pk))
            for each in (standing.compared if standing is not None else ())
        ),
        says=say_standing(unit, names, result.scheme),
        layers=tuple(
            (words, found.rank if found is not None else None)
            for each, words in named_layers(card)
            for found in [stored[each]]
        ),
    )


def _rank(unit: UnitResult) -> int | None:
    return unit.standing.rank if unit.standing is not None else None


def _value(table: ScoringScheme, unit: UnitResult) -> str:
    """What it is ranked by, exactly."""
    if unit.disqualified:
        return unit.disqualified
    if unit.total is None:
        return _("chưa đủ số liệu")
    total = say_number(unit.total, page_language())
    if not table.ranking.by_share or not unit.standard:
        return total
    share = number(100 * unit.total / unit.standard, 2)
    return f"{total} / {say_number(unit.standard, page_language())} = {share}%"


def _tie_step(taken: Comparison, table: ScoringScheme, names: Mapping[str, str], own: str) -> TieStep:
    known = [value for _unit, value in taken.values if value is not None]
    if len(known) < len(taken.values):
        waits = taken.step.kind is TieBreakKind.VOTE
        outcome = _("Chưa bỏ phiếu.") if waits else _("Thiếu số liệu nên dừng ở bước này.")
    elif len(set(known)) == 1:
        outcome = _("Bằng nhau.")
    elif taken.step.is_smaller_better:
        outcome = _("Số nhỏ hơn đứng trước.")
    else:
        outcome = _("Số lớn hơn đứng trước.") if taken.step.kind is not TieBreakKind.WOMEN else _("Có thì đứng trước.")
    return TieStep(
        say_tie(taken.step, table, page_language()),
        tuple((names[unit], _say_value(taken.step, value), unit == own) for unit, value in taken.values),
        outcome,
    )


def _say_value(step: TieBreak, value: Number | None) -> str:
    if value is None:
        return _("chưa có")
    if step.kind is TieBreakKind.WOMEN:
        share = number(100 * (step.at_least or Fraction(0)))
        words = _("từ %(share)s%% nữ trở lên") if value else _("dưới %(share)s%% nữ")
        return words % {"share": share}
    return say_number(value, page_language())
