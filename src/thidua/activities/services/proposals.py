"""Proposals of a workshop are written down, changed, taken out; somebody says what became of them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.activities.models import Activity, Proposal
from thidua.activities.policies import (
    may_change_proposal,
    may_propose,
    may_report_proposal,
    party_of,
    proposals_visible_to,
)
from thidua.activities.policies.activities import may_record_for
from thidua.activities.services.activities import lock
from thidua.activities.services.follow_rows import put_again, put_new, take_out
from thidua.activities.services.follow_words import ProposalReport, ProposalWords
from thidua.activities.services.plan_rows import facts_of_row
from thidua.activities.services.rows import rewriting
from thidua.common.actor import Actor
from thidua.common.policy import require


@transaction.atomic
def add_proposal(*, actor: Actor, activity: Activity, words: ProposalWords) -> Proposal:
    """Write down a proposal. Of a party that writes it here the name stands where nobody else is named.

    Raises `ActivityError` for one without words.
    """
    activity = lock(activity)
    require(may_propose(actor, activity))
    proposer = None if may_record_for(actor, activity.home) else party_of(actor, activity)
    proposal = put_new(actor, activity, Proposal(proposer=proposer), words)
    if proposer is not None and not proposal.made_by:
        proposal.made_by = proposer.name
        proposal.save(update_fields=["made_by"])
    return proposal


@transaction.atomic
def change_proposal(*, actor: Actor, proposal: Proposal, version: int, words: ProposalWords) -> Proposal:
    """Change its words, to whom it goes, who sees to it until when."""
    activity = lock(proposal.activity)
    proposal = _stored(actor, proposal)
    require(may_change_proposal(actor, proposal))
    return put_again(actor, activity, proposal, version, words)


@transaction.atomic
def report_proposal(
    *, actor: Actor, proposal: Proposal, version: int, report: ProposalReport, now: datetime
) -> Proposal:
    """Say what became of it. Raises `ActivityError` for days to come and for an answer to what was not sent."""
    activity = lock(proposal.activity)
    proposal = _stored(actor, proposal)
    require(may_report_proposal(actor, proposal))
    with rewriting(actor, "activity.proposal_reported", activity, proposal, version, facts_of_row):
        report.put_on(proposal, timezone.localdate(now))
    return proposal


@transaction.atomic
def remove_proposal(*, actor: Actor, proposal: Proposal) -> None:
    """Take a proposal out; history keeps what it said."""
    activity = lock(proposal.activity)
    require(may_change_proposal(actor, proposal))
    take_out(actor, activity, proposal, ProposalWords.stem)


def _stored(actor: Actor, proposal: Proposal) -> Proposal:
    """The proposal as it is now; the activity is locked, and with it all that hangs on it."""
    return proposals_visible_to(actor).get(pk=proposal.pk)
