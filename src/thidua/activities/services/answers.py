"""A party answers for itself, or a paper does."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import PartyState
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, ActivityParty
from thidua.activities.policies import may_confirm_party, may_decline_party, may_put_on_paper
from thidua.activities.services.activities import lock
from thidua.activities.services.figures import record_has_changed
from thidua.activities.services.passes import end_passes_of
from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import Answer, require
from thidua.core.vietnam.names import normalise


@transaction.atomic
def confirm_party(*, actor: Actor, party: ActivityParty, now: datetime) -> ActivityParty:
    """The party says that it takes part: from now on it counts. A second time is refused."""
    return _answer(actor, party, may_confirm_party, PartyState.CONFIRMED, now)


@transaction.atomic
def decline_party(*, actor: Actor, party: ActivityParty, reason: str, now: datetime) -> ActivityParty:
    """The party says that it does not take part, and why; also after it had confirmed. Raises `ActivityError`."""
    reason = normalise(reason)[:250]
    if not reason:
        raise ActivityError(_("Anh/chị chưa ghi lý do không tham gia."), code="no_reason", field="reason")
    return _answer(actor, party, may_decline_party, PartyState.DECLINED, now, reason=reason)


@transaction.atomic
def put_party_on_paper(*, actor: Actor, party: ActivityParty, paper: str, now: datetime) -> ActivityParty:
    """Who keeps the record writes by which paper a silent party took part. Raises `ActivityError` without one."""
    paper = normalise(paper)[:250]
    if not paper:
        raise ActivityError(
            _("Anh/chị chưa ghi giấy tờ nào cho biết bên này tham gia."), code="no_paper", field="paper"
        )
    return _answer(actor, party, may_put_on_paper, PartyState.ON_PAPER, now, paper=paper)


def put_answer(
    party: ActivityParty, actor: Actor, state: PartyState, now: datetime, *, reason: str = "", paper: str = ""
) -> None:
    """Write the answer into the row; the caller saves it."""
    party.state = state
    party.reason, party.paper = reason, paper
    party.answered_by_id = actor.user if isinstance(actor, PersonActor) else None
    party.answered_by_name = actor.name if isinstance(actor, PersonActor) else ""
    party.answered_at = now


def _answer(
    actor: Actor,
    party: ActivityParty,
    may: Callable[[Actor, ActivityParty], Answer],
    state: PartyState,
    now: datetime,
    **words: str,
) -> ActivityParty:
    activity = lock(party.activity)
    party = _stored(activity, party)
    require(may(actor, party))
    before = _facts(party)
    put_answer(party, actor, state, now, **words)
    party.save()
    audit.record(
        actor,
        f"activity.party_{ACTS[state]}",
        activity,
        agency=activity.agency_id,
        before=before,
        after=_facts(party),
    )
    if not party.counts:
        end_passes_of(actor, party, now)
    record_has_changed(actor, activity)
    return party


ACTS = {PartyState.CONFIRMED: "confirmed", PartyState.DECLINED: "declined", PartyState.ON_PAPER: "on_paper"}


def _stored(activity: Activity, party: ActivityParty) -> ActivityParty:
    """The party as it is now; raises `ActivityError` for one that was taken out meanwhile."""
    stored = activity.parties.select_related("bloc", "unit", "partner_agency").filter(pk=party.pk).first()
    if stored is None:
        raise ActivityError(_("Bên này vừa được bỏ khỏi hoạt động."), code="party_gone")
    stored.activity = activity
    return stored


def _facts(party: ActivityParty) -> dict[str, Any]:
    return {
        "name": party.name,
        "role": party.role,
        "state": party.state,
        "reason": party.reason,
        "paper": party.paper,
    }
