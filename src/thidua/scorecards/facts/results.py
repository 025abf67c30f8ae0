"""What a bloc's cards give by its table: the exact result with its derivations, from what was written on the cards."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from thidua.core.scoring.cards import Given
from thidua.core.scoring.cards import Scorecard as Figures
from thidua.core.scoring.scheme import ScoringScheme
from thidua.core.scoring.scoring import Result, score
from thidua.scorecards.enums import STAGES_OF, ChangeKind, HoldEffect, Layer
from thidua.scorecards.facts.answers import load_answer
from thidua.scorecards.models import Hold, Scheme, Scorecard, SignedPaper
from thidua.scorecards.queries.cards import cards_of, standing_holds, written
from thidua.scorecards.queries.tables import table_of


def figures_of(
    table: ScoringScheme,
    cards: Sequence[Scorecard],
    layer: Layer,
    stopped: dict[int, str] | None = None,
    *,
    with_papers: bool = False,
) -> list[Figures]:
    """The cards as the core scores them, keyed by card id (as text): one query, one more with what people signed.

    `stopped`: unit id → why.
    """
    stands = written([card.pk for card in cards], STAGES_OF[layer])
    given = papers_of(table, [card.pk for card in cards]) if with_papers else {}
    answers, reasons = stands[ChangeKind.ANSWER], stands[ChangeKind.NOT_APPLICABLE]
    return [
        Figures(
            unit=str(card.pk),
            answers={
                name: load_answer(table.inputs[name], value)
                for name, value in answers.get(card.pk, {}).items()
                if value is not None and name in table.inputs
            },
            group=card.group,
            not_applicable={item: reason for item, reason in reasons.get(card.pk, {}).items() if reason is not None},
            stopped=(stopped or {}).get(card.unit_id, ""),
            given=tuple(given.get(card.pk, ())),
            votes=card.votes,
        )
        for card in cards
    ]


def stopped_units(scheme: Scheme, standing: Mapping[int, Sequence[Hold]] | None = None) -> dict[int, str]:
    """Unit id → the words of the papers that stop it in the year: one query, unless the `standing` holds are given."""
    return {
        unit: "; ".join(hold.text for hold in holds if hold.effect == HoldEffect.STOPS)
        for unit, holds in (standing_holds(scheme.cycle_id) if standing is None else standing).items()
        if any(hold.effect == HoldEffect.STOPS for hold in holds)
    }


def result_of(
    scheme: Scheme,
    layer: Layer,
    cards: Sequence[Scorecard] | None = None,
    standing: Mapping[int, Sequence[Hold]] | None = None,
) -> Result:
    """The whole result of a layer, scored now: three queries. Units are named by the ids of their cards."""
    table = table_of(scheme)
    cards = cards_of(scheme.pk) if cards is None else cards
    return score(table, figures_of(table, cards, layer, stopped_units(scheme, standing), with_papers=True))


def papers_of(table: ScoringScheme, cards: Sequence[int]) -> dict[int, list[Given]]:
    """Card id → what people signed on it: one query."""
    found: dict[int, list[Given]] = {}
    for paper in SignedPaper.objects.filter(scorecard__in=cards):
        given = Given(
            by=paper.name,
            items={code: Fraction(points) for code, points in paper.items.items()},
            total=Fraction(paper.total_exact) if paper.total_exact else None,
            answers={
                name: load_answer(table.inputs[name], value)
                for name, value in paper.answers.items()
                if name in table.inputs
            },
            same_as=paper.same_as,
        )
        found.setdefault(paper.scorecard_id, []).append(given)
    return found


def exact(value: Fraction | None) -> str:
    """A number as it is stored; empty when unknown."""
    return "" if value is None else str(value)
