"""Of several numbers printed elsewhere a person chooses one, and says why; the others stay beside it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import FactKind
from thidua.activities.errors import ActivityError
from thidua.activities.models import FieldFact
from thidua.activities.policies import may_choose_claim
from thidua.activities.queries import standing_facts
from thidua.activities.services.activities import lock
from thidua.activities.services.noting import Kept, Note, note_fact
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise


@transaction.atomic
def choose_claim(*, actor: Actor, fact: FieldFact, reason: str, now: datetime) -> Kept:
    """Choose this number: a correction of what was noted, as is that of the number that had been chosen before."""
    activity = lock(fact.activity)
    fact.activity = activity
    require(may_choose_claim(actor, fact))
    reason = normalise(reason)[:250]
    if not reason:
        raise ActivityError(_("Anh/chị chưa nêu lý do chọn số này."), code="no_reason", field="reason")
    for other in standing_facts(activity.pk).filter(kind=FactKind.CLAIM).exclude(pk=fact.pk):
        if other.body.get("figure") == fact.body.get("figure") and other.body.get("chosen_because"):
            body = {key: value for key, value in other.body.items() if key != "chosen_because"}
            note = Note(FactKind.CLAIM, body, supersedes=other.code)
            note_fact(actor=actor, activity=activity, note=note, now=now)
    note = Note(FactKind.CLAIM, fact.body | {"chosen_because": reason}, supersedes=fact.code)
    return note_fact(actor=actor, activity=activity, note=note, now=now)
