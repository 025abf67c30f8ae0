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
from thidua.meetings.models import Ballot, RollEntry, TellerSheet
from thidua.meetings.policies.ballots import may_count
from thidua.meetings.queries.ballots import motion_with_parts
from thidua.meetings.services.results import lock_scheme_of
from thidua.meetings.services.rounds import check_count, finish_round, require_enough_slips
from thidua.meetings.services.shared import lock_part


@transaction.atomic
def enter_sheet(*, actor: Actor, ballot: Ballot, issued: int, tally: Tally, now: datetime, letters: int = 0) -> bool:
    """Enter what one teller counted; whether the round is counted with it.

    The first sheet waits unseen. The second is compared: equal sheets close the round; of different ones neither is
    kept, only the names of the lines that differ, so that nobody finds the other's figures by trying.

    `issued` slips went to those present, `letters` came from absent members and lie in the same box: what is found is
    at most both together, and the letters are as many as were noted when they arrived.
    """
    locked = lock_part(ballot.motion)
    ballot = Ballot.objects.select_related("motion__meeting__bloc").get(pk=ballot.pk)
    require(may_count(actor, ballot))
    assert isinstance(actor, PersonActor)
    motion = motion_with_parts(locked.pk)
    motion.meeting, ballot.motion = locked.meeting, motion
    lock_scheme_of(motion)
    _check_numbers(ballot, issued, letters, tally)
    check_count(ballot, tally)
    mine = _figures(ballot, issued, letters, tally)
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
    if other is None:
        return False
    if other.figures != mine:
        ballot.differ = _differing(ballot, other.figures, mine)
        ballot.save()
        TellerSheet.objects.filter(ballot=ballot).delete()
        return False
    require_enough_slips(ballot, tally)
    ballot.differ = []
    finish_round(actor, ballot, tally, now)
    return True


def _differing(ballot: Ballot, one: dict[str, Any], two: dict[str, Any]) -> list[str]:
    """Where two counts differ, by the names of the lines, without a figure."""
    words = {
        "issued": _("Số phiếu phát ra"),
        "letters": _("Phiếu gửi của người vắng"),
        "papers": _("Số phiếu thu về"),
        "blank": _("Phiếu trắng"),
        "invalid": _("Phiếu không hợp lệ"),
    }
    names = {option.code: option.words for option in ballot.motion.options.all()}
    pairs = zip(one["counts"], two["counts"], strict=True)
    return [
        *(words[key] for key in words if one.get(key, 0) != two.get(key, 0)),
        *(names[first["option"]] for first, second in pairs if first != second),
    ]


def _check_numbers(ballot: Ballot, issued: int, letters: int, tally: Tally) -> None:
    noted = RollEntry.objects.filter(ballot=ballot, is_written=True).count()
    there = ballot.present - noted
    if issued > there:
        raise BallotRuleError(
            _("Phát ra %(issued)s phiếu, nhiều hơn %(present)s thành viên có mặt.")
            % {"issued": issued, "present": there},
            field="issued",
            remedy=_("Danh sách đã chốt khi mở vòng. Phiếu của người vắng thì thư ký ghi nhận ở trang điều hành."),
        )
    if letters != noted:
        raise BallotRuleError(
            _("Đếm được %(letters)s phiếu gửi, thư ký ghi nhận %(noted)s.") % {"letters": letters, "noted": noted},
            field="letters",
            remedy=_("Hai bên đối chiếu phong bì; thư ký sửa ghi nhận ở trang điều hành nếu sai."),
        )
    if tally.papers > issued + letters:
        raise BallotRuleError(
            _("Thu về %(papers)s phiếu, nhiều hơn %(issued)s phiếu phát ra và %(letters)s phiếu gửi cộng lại.")
            % {"papers": tally.papers, "issued": issued, "letters": letters},
            field="papers",
        )


def _figures(ballot: Ballot, issued: int, letters: int, tally: Tally) -> dict[str, Any]:
    counted = result_of(tally, outcome_of(ballot, tally))
    return {
        "issued": issued,
        "letters": letters,
        "papers": tally.papers,
        "blank": tally.blank,
        "invalid": tally.invalid,
        "counts": counted["counts"],
    }
