"""What published tables came to: who stands where, by which total, under which name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.organisations.models import UnitName
from thidua.organisations.models.dated import OLDEST_FIRST
from thidua.scorecards.enums import Layer, SchemeState
from thidua.scorecards.models import LayerResult, Scheme, Scorecard


@dataclass(frozen=True, slots=True)
class Outcome:
    """A card with the result that counts; None where nothing was ever reckoned."""

    card: Scorecard
    result: LayerResult | None


def outcomes_of(scheme_ids: Collection[int]) -> dict[int, list[Outcome]]:
    """Scheme id → its cards in the bloc's own order with what they score in the end: two queries for all."""
    order = list(Layer)
    last: dict[int, LayerResult] = {}
    for result in LayerResult.objects.filter(scorecard__scheme__in=list(scheme_ids)):
        kept = last.get(result.scorecard_id)
        if kept is None or order.index(Layer(result.layer)) > order.index(Layer(kept.layer)):
            last[result.scorecard_id] = result
    found: dict[int, list[Outcome]] = {}
    for card in Scorecard.objects.filter(scheme__in=list(scheme_ids)).select_related("unit"):
        found.setdefault(card.scheme_id, []).append(Outcome(card, last.get(card.pk)))
    return found


def names_of_units(days: Mapping[int, date], units: Iterable[int]) -> dict[tuple[int, int], str]:
    """Scheme id and unit id → how the unit was called on the day that `days` has for the scheme, as far as the days of
    its names are known: one query.
    """
    found: dict[tuple[int, int], str] = {}
    for row in UnitName.objects.filter(unit__in=set(units)).order_by(*OLDEST_FIRST):
        for scheme, day in days.items():
            if row.holds_on(day):
                found[scheme, row.unit_id] = row.name
    return found


def published_schemes(cycle_ids: Collection[int]) -> dict[int, Scheme]:
    """Year → its table where that is published inside the bloc, without the long document: one query."""
    rows = Scheme.objects.filter(cycle__in=list(cycle_ids), state=SchemeState.PUBLISHED).defer("document")
    return {scheme.cycle_id: scheme for scheme in rows}


def has_provisional_ranks(scheme: Scheme) -> bool:
    """Whether some unit of the table has no total yet in what counts in the end, so that its ranks are not final: two
    queries.
    """
    found = outcomes_of([scheme.pk]).get(scheme.pk, [])
    return any(each.result is not None and each.result.is_provisional for each in found)
