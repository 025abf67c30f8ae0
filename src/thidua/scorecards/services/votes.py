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
    cards = list(Scorecard.objects.filter(scheme=scheme, unit__in=votes).select_related("unit").order_by("pk"))
    before = {str(card.unit_id): card.votes for card in cards}
    for card in cards:
        card.votes, card.votes_from = votes[card.unit_id], fitting(source, "source")
        card.version += 1
    Scorecard.objects.bulk_update(cards, ["votes", "votes_from", "version"])
    recompute(scheme)
    audit.record(
        actor,
        "ranking.tie_voted",
        scheme,
        agency=scheme.agency_id,
        before={"votes": [before[str(card.unit_id)] for card in cards]},
        after={"units": [card.unit_id for card in cards], "votes": [card.votes for card in cards]},
        reason=source,
    )
    return True
