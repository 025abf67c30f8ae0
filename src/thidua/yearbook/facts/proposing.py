"""Whom the bloc proposes at the end of the year, and the votes that this rests on."""

from typing import Any

from django.utils.translation import override

from thidua.campaigns.models import Cycle
from thidua.decisions.enums import ProposalState
from thidua.decisions.models import ProposalLine
from thidua.decisions.queries.proposals import proposals_of, votes_on_awards
from thidua.meetings.facts.ballot_words import outcome_words
from thidua.meetings.models import Motion
from thidua.meetings.queries.ballots import rounds_of


def proposal_facts(cycle: Cycle) -> dict[str, Any]:
    """`proposals`: nothing while there is no list, else `lines`, `votes`, `note`, `is_sent`."""
    proposals = proposals_of(cycle.pk)
    if proposals is None:
        return {"proposals": None}
    with override("vi"):
        return {
            "proposals": {
                "lines": [_line(line) for line in proposals.lines.all()],
                "votes": [_vote(motion) for motion in votes_on_awards(cycle.pk)],
                "note": proposals.note,
                "is_sent": proposals.state != ProposalState.DRAFT,
            }
        }


def _line(line: ProposalLine) -> dict[str, Any]:
    votes = f"{line.votes_for}/{line.votes_total}" if line.votes_for is not None else None
    return {
        "unit": line.unit.name,
        "award": f"{line.award_name} ({str(line.get_basis_display()).lower()})" if line.basis else line.award_name,
        "rank": str(line.rank) if line.rank is not None else None,
        "total": line.total or None,
        "votes": votes or ("không nêu" if line.motion_id else "không bỏ phiếu"),
        "source": line.because or str(line.get_source_display()),
    }


def _vote(motion: Motion) -> dict[str, Any]:
    last = [each for each in rounds_of(motion) if each.counts is not None][-1]
    kept = motion.rules["threshold"]
    return {
        "title": motion.title,
        "method": str(last.get_method_display()).lower(),
        "papers": str(last.papers),
        "members": str(last.members),
        "threshold": str(motion.get_threshold_display()).lower(),
        "cites": kept["cites"] or motion.basis,
        "outcome": outcome_words(motion),
    }
