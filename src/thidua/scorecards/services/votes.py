"""A vote among units with equal totals enters the ranking, where the table's chain asks for one."""

from collections.abc import Mapping

from django.db import transaction

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.scorecards.enums import SchemeState
from thidua.scorecards.models import Scheme, Scorecard
from thidua.scorecards.services.acting import fitting, lock
from thidua.scorecards.services.recomputing import recompute


@transaction.atomic
def record_tie_votes(*, actor: Actor, scheme: Scheme, votes: Mapping[int, int], source: str) -> bool:
    """Keep what a vote gave each unit (by its id), and rank anew; whether that was still possible.

    The caller is a vote that was counted: its own policy was asked. A published table is never changed; then the vote
    stands in the meeting's record alone.
    """
    scheme = lock(scheme.pk)
    if scheme.state == SchemeState.PUBLISHED:
        return False
    cards = list(Scorecard.objects.filter(scheme=scheme).select_related("unit").order_by("pk"))
    before = [card.votes for card in cards]
    _write(cards, votes, fitting(source, "source"))
    Scorecard.objects.bulk_update(cards, ["votes", "votes_from", "version"])
    recompute(scheme)
    audit.record(
        actor,
        "ranking.tie_voted",
        scheme,
        agency=scheme.agency_id,
        before={"votes": before},
        after={"units": [card.unit_id for card in cards], "votes": [card.votes for card in cards]},
        reason=source,
    )
    return True


def _write(cards: list[Scorecard], votes: Mapping[int, int], source: str) -> None:
    """A first vote keeps its figures. A later one only tells apart what the earlier ones left equal: then the order of
    all is kept.
    """
    is_first = all(card.votes is None for card in cards)
    keys = {card.pk: (card.votes if card.votes is not None else -1, votes.get(card.unit_id, -1)) for card in cards}
    order = sorted(set(keys.values()))
    for card in cards:
        card.version += 1
        if card.unit_id in votes:
            card.votes = votes[card.unit_id] if is_first else order.index(keys[card.pk])
            card.votes_from = source
        elif not is_first and card.votes is not None:
            card.votes = order.index(keys[card.pk])
