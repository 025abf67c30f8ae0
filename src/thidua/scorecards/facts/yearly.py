"""What the year already holds that may prove an item: the unit's targets and tasks, activities, meetings, visits."""

from django.db.models import F, Q

from thidua.campaigns.policies.targets import targets_visible_to
from thidua.common.actor import Actor
from thidua.common.references import Card, Reference, candidates, describe
from thidua.documents.queries.evidence import evidence_of
from thidua.scorecards.facts.sheet import LINE
from thidua.scorecards.models import ScoreLine


def evidence_on(line: ScoreLine) -> set[str]:
    """What of the year proves an item already, by the keys of `things_of_year`: one query."""
    parent = Reference(LINE, line.pk)
    return {f"{piece.about_kind}:{piece.about_id}" for piece in evidence_of([parent])[parent] if piece.about_kind}


def things_of_year(actor: Actor, line: ScoreLine) -> dict[str, list[tuple[str, Card]]]:
    """By kind in words: a key for a form and the card; entered once in the year, used again here."""
    cycle = line.scorecard.scheme.cycle
    targets = (
        targets_visible_to(actor)
        .filter(Q(unit=line.scorecard.unit_id) | Q(unit=None), pledge__cycle=cycle)
        .order_by(F("unit").desc(nulls_last=True), "position", "pk")
    )
    promised = [Reference("target", pk) for pk in targets.values_list("pk", flat=True)]
    cards = describe(promised)
    found: dict[str, list[tuple[str, Card]]] = {}
    for card in [*(cards[each] for each in promised), *candidates(actor, bloc=cycle.bloc_id, year=cycle.year)]:
        key = f"{card.reference.kind}:{card.reference.id}"
        found.setdefault(card.kind_label, []).append((key, card))
    return found
