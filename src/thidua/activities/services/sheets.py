"""What is typed off a sheet of paper: all of it or nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from thidua.activities.models import Activity
from thidua.activities.services.noting import Kept, Note, note_fact
from thidua.common.actor import Actor


@transaction.atomic
def note_sheet(*, actor: Actor, activity: Activity, notes: Iterable[Note], now: datetime) -> list[Kept]:
    """Keep the rows of a sheet, each a fact as `note_fact` keeps it; raises what that raises, and then keeps none.

    A row that somebody else typed meanwhile stands; this one is kept beside it, and figures ask about the two.
    """
    return [note_fact(actor=actor, activity=activity, note=note, now=now) for note in notes]
