"""The ranking in words: ranks, ties and what broke each; totals over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.common.language import page_language
from thidua.core.scoring.awards import Proposal
from thidua.core.scoring.scheme import ScoringScheme
from thidua.core.scoring.scoring import UnitResult
from thidua.core.scoring.wording import say_tie
from thidua.scorecards.enums import Layer, SchemeState
from thidua.scorecards.facts.places import print_apart
from thidua.scorecards.facts.results import result_of
from thidua.scorecards.models import LayerResult, Scheme, Scorecard
from thidua.scorecards.queries.cards import cards_of


@dataclass(frozen=True, slots=True)
class Place:
    """One unit in the ranking. `tie` says in words what told it from its equals, or what is still to do."""

    card: Scorecard
    result: UnitResult
    rank: int | None
    tie: str
    proposals: tuple[Proposal, ...]
    total: str | None
    """The total with as many decimals as tell it from the others of its group; None while unknown."""


@dataclass(frozen=True, slots=True)
class RankedGroup:
    """Units ranked among themselves; those without a rank come last."""

    name: str
    places: tuple[Place, ...]
    is_provisional: bool


def ranking_of(scheme: Scheme, layer: Layer) -> list[RankedGroup]:
    """The ranking, scored now, one list a group."""
    cards = cards_of(scheme.pk)
    result = result_of(scheme, layer, cards)
    names = {str(card.pk): card.unit.name for card in cards}
    by_group: dict[str, list[Place]] = {}
    totals = _printed(result.units, result.scheme.rounding.total)
    for card, unit in zip(cards, result.units, strict=True):
        rank = unit.standing.rank if unit.standing is not None else None
        by_group.setdefault(unit.group, []).append(
            Place(card, unit, rank, say_standing(unit, names, result.scheme), unit.proposals, totals[unit.unit])
        )
    return [
        RankedGroup(
            group,
            tuple(sorted(places, key=lambda place: (place.rank is None, place.rank or 0, place.card.position))),
            any(place.result.standing is not None and place.result.standing.is_provisional for place in places),
        )
        for group, places in by_group.items()
    ]


def _printed(units: Sequence[UnitResult], places: int | None) -> dict[str, str | None]:
    """Unit → its total as printed beside those of its group."""
    printed: dict[str, str | None] = {}
    for group in {unit.group for unit in units}:
        members = [unit for unit in units if unit.group == group]
        texts = print_apart((unit.total for unit in members), places)
        printed |= {unit.unit: text for unit, text in zip(members, texts, strict=True)}
    return printed


def say_standing(unit: UnitResult, names: Mapping[str, str], table: ScoringScheme) -> str:
    """What told a unit from its equals, or what is still to do, in words; empty where it has no equal."""
    standing = unit.standing
    if unit.disqualified:
        return unit.disqualified
    if standing is None or standing.rank is None:
        return _("chưa đủ số liệu để tính tổng điểm")
    told: list[str] = []
    if standing.broken_by:
        step = say_tie(standing.broken_by, table, page_language())
        told.append(_("Bằng điểm; phân hạng bằng: %(step)s.") % {"step": step})
    if standing.tied_with:
        others = ", ".join(names[each] for each in standing.tied_with)
        told.append(_("Đồng hạng với %(others)s.") % {"others": others})
    if standing.awaits_vote:
        told.append(_("Chờ bỏ phiếu."))
    if standing.lacks:
        field = table.inputs.get(standing.lacks)
        lacks = field.label if field is not None and field.label else standing.lacks
        told.append(_("Thiếu số liệu “%(name)s” để xét tiếp.") % {"name": lacks})
    return " ".join(told)


def years_of(scheme: Scheme) -> list[tuple[int, dict[int, Fraction]]]:
    """Year → unit id → total, of every published year of the bloc and of this one: two queries."""
    schemes = [
        each
        for each in Scheme.objects.filter(cycle__bloc=scheme.cycle.bloc_id).select_related("cycle")
        if each.state == SchemeState.PUBLISHED or each.pk == scheme.pk
    ]
    order = {str(layer): place for place, layer in enumerate(Layer)}
    found: dict[int, dict[int, tuple[int, Fraction]]] = {each.cycle.year: {} for each in schemes}
    rows = LayerResult.objects.filter(scorecard__scheme__in=schemes, total__isnull=False).values_list(
        "scorecard__scheme__cycle__year", "scorecard__unit", "layer", "total"
    )
    for year, unit, layer, total in rows:
        kept = found[year].get(unit)
        if kept is None or order[layer] > kept[0]:
            found[year][unit] = (order[layer], Fraction(total or 0))
    return [(year, {unit: total for unit, (_place, total) in units.items()}) for year, units in sorted(found.items())]
