"""A round on paper: two tellers count, enter apart, and must agree."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.core.voting.record import result_of
from thidua.core.voting.tally import Tally
from thidua.meetings.errors import BallotRuleError
from thidua.meetings.facts.ballots import outcome_of
from thidua.meetings.models import Ballot, TellerSheet
from thidua.meetings.policies.ballots import may_count
from thidua.meetings.queries.ballots import motion_with_parts
from thidua.meetings.services.rounds import check_count, finish_round
from thidua.meetings.services.shared import lock_part


@transaction.atomic
def enter_sheet(*, actor: Actor, ballot: Ballot, issued: int, tally: Tally, now: datetime) -> bool:
    """Enter what one teller counted; whether the round is counted with it.

    The first sheet waits unseen. The second is compared: equal sheets close the round, different ones raise
    `BallotRuleError`, which names what differs without the figures, and neither counts until both agree.
    """
    locked = lock_part(ballot.motion)
    ballot = Ballot.objects.select_related("motion__meeting__bloc").get(pk=ballot.pk)
    require(may_count(actor, ballot))
    assert isinstance(actor, PersonActor)
    motion = motion_with_parts(locked.pk)
    motion.meeting, ballot.motion = locked.meeting, motion
    _check_numbers(ballot, issued, tally)
    check_count(ballot, tally)
    mine = _figures(ballot, issued, tally)
    TellerSheet.objects.update_or_create(
        agency_id=ballot.agency_id,
        ballot=ballot,
        teller_id=actor.user,
        defaults={"teller_name": actor.name, "figures": mine, "entered_at": now},
    )
    other = TellerSheet.objects.filter(ballot=ballot).exclude(teller_id=actor.user).first()
    after: dict[str, Any] = {"round": ballot.number}
    if other is not None:
        after["agree"] = other.figures == mine
    record(actor, "ballot.sheet_entered", ballot, agency=ballot.agency_id, after=after)
    if other is None or other.figures != mine:
        return False
    finish_round(actor, ballot, tally, now)
    return True


def differing_lines(ballot: Ballot) -> list[str]:
    """Where two sheets differ, by the names of the lines, without a figure; empty while fewer than two are in."""
    sheets = list(ballot.sheets.all())
    if len(sheets) < 2:
        return []
    one, two = (sheet.figures for sheet in sheets[:2])
    words = {"issued": _("Số phiếu phát ra"), "papers": _("Số phiếu thu về"), "blank": _("Phiếu trắng"),
             "invalid": _("Phiếu không hợp lệ")}  # fmt: skip
    names = {option.code: option.words for option in ballot.motion.options.all()}
    differ = [words[key] for key in words if one[key] != two[key]]
    return differ + [
        names[first["option"]] for first, second in zip(one["counts"], two["counts"], strict=True) if first != second
    ]


def _check_numbers(ballot: Ballot, issued: int, tally: Tally) -> None:
    if issued > ballot.members:
        raise BallotRuleError(
            _("Phát ra %(issued)s phiếu, nhiều hơn %(members)s thành viên.")
            % {"issued": issued, "members": ballot.members},
            field="issued",
        )
    if tally.papers > issued:
        raise BallotRuleError(
            _("Thu về %(papers)s phiếu, nhiều hơn %(issued)s phiếu phát ra.")
            % {"papers": tally.papers, "issued": issued},
            field="papers",
        )


def _figures(ballot: Ballot, issued: int, tally: Tally) -> dict[str, Any]:
    counted = result_of(tally, outcome_of(ballot, tally))
    return {
        "issued": issued,
        "papers": tally.papers,
        "blank": tally.blank,
        "invalid": tally.invalid,
        "counts": counted["counts"],
    }
