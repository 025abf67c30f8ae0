"""Letters of absent members in a round on paper: noted when they arrive, opened by the tellers among the other slips.

The letter itself is never entered: its slip goes into the box, so that nobody reads it apart from the others.
"""

from django.db import transaction

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.meetings.models import Ballot, RollEntry
from thidua.meetings.policies.ballots import may_note_letter, may_take_letter_back
from thidua.meetings.services.shared import lock, lock_part


@transaction.atomic
def note_letter(*, actor: Actor, entry: RollEntry) -> RollEntry:
    """An absent member's letter has arrived: from now on the member counts among those who vote in this round."""
    entry = _locked(entry)
    require(may_note_letter(actor, entry))
    _count(entry, 1)
    record(actor, "ballot.letter_noted", entry.ballot, agency=entry.agency_id, after={"seat": entry.words})
    return entry


@transaction.atomic
def take_letter_back(*, actor: Actor, entry: RollEntry) -> RollEntry:
    """The letter was noted by mistake."""
    entry = _locked(entry)
    require(may_take_letter_back(actor, entry))
    _count(entry, -1)
    record(actor, "ballot.letter_taken_back", entry.ballot, agency=entry.agency_id, after={"seat": entry.words})
    return entry


def _locked(entry: RollEntry) -> RollEntry:
    """The line as it is stored now, its meeting, question and round locked before it."""
    motion = lock_part(entry.ballot.motion)
    ballot = lock(entry.ballot)
    entry = lock(entry)
    ballot.motion, entry.ballot = motion, ballot
    return entry


def _count(entry: RollEntry, by: int) -> None:
    """Put the seat among those of which a share of the present is taken, or take it out again."""
    entry.is_written = by > 0
    entry.save(update_fields=["is_written"])
    recused = entry.ballot.recused
    for option in entry.recused:
        recused[option]["present"] += by
    present = entry.ballot.present + by
    Ballot.objects.filter(pk=entry.ballot_id).update(present=present, recused=recused)
