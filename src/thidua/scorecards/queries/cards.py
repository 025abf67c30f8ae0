"""Cards of a table, what was written on them, what they score."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, QuerySet

from thidua.scorecards.enums import STAGES_OF, ChangeKind, Layer, Stage
from thidua.scorecards.models import Hold, LayerResult, PeerPair, Scorecard, ScoreChange, ScoreLine

Written = dict[int, dict[str, Any]]
"""Card id → name → value as stored."""


def cards_of(scheme_id: int) -> list[Scorecard]:
    """The cards in the bloc's own order, with their units."""
    return list(Scorecard.objects.filter(scheme=scheme_id).select_related("unit", "scheme__cycle__bloc"))


def unit_names(scheme_id: int) -> dict[str, str]:
    """Card id (as text, as the core calls the units) → name of the unit: one query."""
    return {
        str(card): name for card, name in Scorecard.objects.filter(scheme=scheme_id).values_list("pk", "unit__name")
    }


def written(cards: Iterable[int], stages: Collection[Stage]) -> dict[ChangeKind, Written]:
    """What stands on these cards counting only changes of these stages: one query. A withdrawn value is None."""
    found: dict[ChangeKind, Written] = {kind: {} for kind in ChangeKind}
    rows = ScoreChange.objects.filter(scorecard__in=list(cards), stage__in=stages).order_by("pk")
    for card, kind, name, value in rows.values_list("scorecard", "kind", "name", "value"):
        found[ChangeKind(kind)].setdefault(card, {})[name] = value
    return found


def layers_written(scheme_id: int) -> list[Layer]:
    """The layers in which something was changed, the first always among them: one query."""
    stages = set(
        ScoreChange.objects.filter(scorecard__scheme=scheme_id).order_by().values_list("stage", flat=True).distinct()
    )
    own = {layer: STAGES_OF[layer] for layer in Layer}
    known: list[Layer] = [Layer.SELF]
    before = own[Layer.SELF]
    for layer in (Layer.VERIFIED, Layer.FINAL):
        if stages & {str(stage) for stage in own[layer] - before}:
            known.append(layer)
        before = own[layer]
    return known


def results_of(scheme_id: int, layer: Layer) -> dict[int, LayerResult]:
    """Card id → its result in the highest stored layer up to `layer`: one query."""
    order = list(Layer)
    wanted = order[: order.index(layer) + 1]
    found: dict[int, LayerResult] = {}
    for result in LayerResult.objects.filter(scorecard__scheme=scheme_id, layer__in=wanted):
        kept = found.get(result.scorecard_id)
        if kept is None or order.index(Layer(result.layer)) > order.index(Layer(kept.layer)):
            found[result.scorecard_id] = result
    return found


def results_on(card_id: int) -> dict[Layer, LayerResult | None]:
    """Layer → what the card scores in it, the layer before counting where nothing was changed in it: one query."""
    stored = {Layer(result.layer): result for result in LayerResult.objects.filter(scorecard=card_id)}
    found: dict[Layer, LayerResult | None] = {}
    before: LayerResult | None = None
    for layer in Layer:
        before = found[layer] = stored.get(layer, before)
    return found


def lines_of(card_id: int) -> dict[str, ScoreLine]:
    """The lines of a card by item."""
    return {line.item: line for line in ScoreLine.objects.filter(scorecard=card_id)}


def changes_to(card_id: int, names: Collection[str]) -> QuerySet[ScoreChange]:
    """The history of some inputs of a card (and of the item itself, as not applying), first to last."""
    return ScoreChange.objects.filter(scorecard=card_id, name__in=list(names)).order_by("pk")


def answers_to(card_id: int, names: Collection[str]) -> QuerySet[ScoreChange]:
    """The answers that some inputs of a card were given, first to last."""
    return changes_to(card_id, names).filter(kind=ChangeKind.ANSWER)


def all_changes(card_id: int) -> QuerySet[ScoreChange]:
    """Everything that was ever written on a card, first to last."""
    return ScoreChange.objects.filter(scorecard=card_id).order_by("pk")


def changed_names(cards: Iterable[int], stages: Collection[Stage]) -> dict[int, set[str]]:
    """Card id → the names that were changed in these stages: one query."""
    found: dict[int, set[str]] = {}
    rows = ScoreChange.objects.filter(scorecard__in=list(cards), stage__in=stages).order_by()
    for card, name in rows.values_list("scorecard", "name").distinct():
        found.setdefault(card, set()).add(name)
    return found


def standing_holds(cycle_id: int) -> dict[int, list[Hold]]:
    """Unit id → the holds that stand against it in the year: one query."""
    found: dict[int, list[Hold]] = {}
    for hold in Hold.objects.filter(cycle=cycle_id, lifted_at=None).select_related("unit"):
        found.setdefault(hold.unit_id, []).append(hold)
    return found


def peers_on(card_id: int) -> QuerySet[PeerPair]:
    """Who scores a card crosswise, with what each gave so far: two queries."""
    return PeerPair.objects.filter(scorecard=card_id).select_related("scorer").prefetch_related("scores")


def latest_holds(cycle_id: int) -> list[Hold]:
    """What was entered last in the year: a hold for each unit that the paper names: two queries."""
    last = Hold.objects.filter(cycle=cycle_id).order_by("-pk").first()
    if last is None:
        return []
    return list(Hold.objects.filter(cycle=cycle_id, made_at=last.made_at, paper=last.paper).order_by("pk"))


def stage_counts(scheme_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """Scheme id → stage → number of cards: one query."""
    found: dict[int, dict[str, int]] = {}
    rows = Scorecard.objects.filter(scheme__in=scheme_ids).order_by().values_list("scheme", "stage")
    for scheme, stage, count in rows.annotate(count=Count("pk")):
        found.setdefault(scheme, {})[stage] = count
    return found


def unfinished_peers(card_id: int) -> QuerySet[PeerPair]:
    """The peers of a card that have not sent their scores."""
    return PeerPair.objects.filter(scorecard=card_id, submitted_at=None).select_related("scorer")
