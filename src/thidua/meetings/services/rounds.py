"""Open a round with a frozen roll, count it, and see what follows."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from thidua.audit.services import record
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.refusals import noted
from thidua.common.versions import require_version
from thidua.core.voting.errors import VoteError
from thidua.core.voting.outcome import Next, Outcome
from thidua.core.voting.record import result_of, write_record
from thidua.core.voting.tally import Tally, check_tally, count_slips
from thidua.meetings.enums import POSTS, BallotMethod, BallotState, MotionForm, MotionState
from thidua.meetings.errors import BallotRuleError
from thidua.meetings.facts.ballots import (
    RoundPlan,
    next_round,
    outcome_of,
    question_of,
    record_of,
    rules_of,
    what_follows,
)
from thidua.meetings.facts.few_papers import FEWEST_PAPERS
from thidua.meetings.models import Ballot, BallotBox, Motion, RollEntry, WrittenVote
from thidua.meetings.policies.ballots import may_open_round, may_run_round
from thidua.meetings.queries.ballots import awaited_of, motion_with_parts
from thidua.meetings.queries.choices import electable_units
from thidua.meetings.queries.records import roll_of
from thidua.meetings.queries.seats import Seat, seats_of
from thidua.meetings.services.casting import longest_slip
from thidua.meetings.services.elections import posts_under_way
from thidua.meetings.services.results import lock_scheme_of, settle
from thidua.meetings.services.sealing import Box, forget_states, open_box, seal_box
from thidua.meetings.services.shared import clean_line, lock, lock_part
from thidua.organisations.models import Person


@transaction.atomic
def open_round(
    *,
    actor: Actor,
    motion: Motion,
    method: BallotMethod,
    version: int,
    now: datetime,
    tellers: Sequence[Person] = (),
) -> Ballot:
    """Open the next round: the roll is frozen as it stands, the rules are kept, the box is empty.

    A round on paper names its two tellers. Raises `BallotRuleError`, `RefusedError` (quorum, attendance, state) and
    `StaleVersionError`.
    """
    motion = _locked(motion)
    require(may_open_round(actor, motion))
    require_version(motion, version)
    if method == BallotMethod.PAPER and len({each.pk for each in tellers}) != 2:
        raise BallotRuleError(_("Bỏ phiếu giấy cần tổ kiểm phiếu đúng hai người."), field="tellers")
    if motion.rules is None:
        motion.rules = rules_of(motion)
    motion.state = MotionState.VOTING
    motion.save()
    ballot = _new_round(actor, motion, method, now)
    if method == BallotMethod.PAPER:
        ballot.tellers.set(tellers)
    if method == BallotMethod.SCREEN:
        sealed = seal_box(ballot.pk, Box(), longest_slip(question_of(ballot)))
        BallotBox.objects.create(agency_id=ballot.agency_id, ballot=ballot, sealed=sealed)
    after = {
        "method": str(method),
        "round": ballot.number,
        "options": _names(motion, ballot.options),
        "members": ballot.members,
        "present": ballot.present,
        "tellers": [str(each) for each in tellers],
    }
    record(actor, "ballot.opened", ballot, agency=ballot.agency_id, after=after)
    return ballot


@sensitive_variables()
@transaction.atomic
def close_round(*, actor: Actor, ballot: Ballot, now: datetime, reason: str = "") -> Ballot:
    """Count a round on screen and publish its codes and slips in two random orders; the box is gone.

    Raises `BallotRuleError` when so few have voted that the count would tell how, and when somebody present is awaited
    and no `reason` is given.
    """
    motion = _locked(ballot.motion)
    row = BallotBox.objects.select_for_update(no_key=True).filter(ballot=ballot).first()
    ballot = Ballot.objects.get(pk=ballot.pk)
    ballot.motion = motion
    require(may_run_round(actor, ballot))
    if ballot.method != BallotMethod.SCREEN or row is None:
        raise BallotRuleError(_("Vòng này không bỏ phiếu trên màn hình: kết quả do tổ kiểm phiếu nhập."))
    box = open_box(ballot.pk, bytes(row.sealed))
    papers = len(box.codes)
    if papers != RollEntry.objects.filter(ballot=ballot, has_voted=True).count():
        raise noted(
            BallotRuleError(
                _("Số phiếu trong hòm khác số người đã bỏ phiếu: dữ liệu đã bị sửa từ bên ngoài."),
                remedy=_("Hủy vòng này và bỏ phiếu lại; báo quản trị kiểm tra lịch sử."),
            )
        )
    is_awaiting = bool(awaited_of(ballot))
    ballot.closed_because = clean_line(reason) if is_awaiting else ""
    if is_awaiting and not ballot.closed_because:
        raise BallotRuleError(
            _("Còn thành viên có mặt chưa bỏ phiếu. Ghi lý do kết thúc mà không chờ."), field="reason"
        )
    published = box.reshuffled()
    slips, codes = list(published.slips), list(published.codes)
    tally = count_slips(question_of(ballot), slips, papers)
    require_enough_slips(ballot, tally)
    WrittenVote.objects.filter(entry__ballot=ballot).delete()
    row.delete()
    forget_states()
    return finish_round(actor, ballot, tally, now, slips=slips, codes=codes)


@transaction.atomic
def record_hands(*, actor: Actor, motion: Motion, tally: Tally, version: int, now: datetime) -> Ballot:
    """Record a vote by show of hands with its counts: opened and counted at once."""
    motion = _locked(motion)
    require(may_open_round(actor, motion))
    require_version(motion, version)
    if motion.rules is None:
        motion.rules = rules_of(motion)
    motion.state = MotionState.VOTING
    motion.save()
    ballot = _new_round(actor, motion, BallotMethod.HANDS, now)
    if tally.papers > ballot.present:
        raise BallotRuleError(
            _("Có %(papers)s ý kiến, nhiều hơn %(present)s thành viên có mặt.")
            % {"papers": tally.papers, "present": ballot.present}
        )
    check_count(ballot, tally)
    return finish_round(actor, ballot, tally, now)


def finish_round(
    actor: Actor,
    ballot: Ballot,
    tally: Tally,
    now: datetime,
    *,
    slips: list[str] | None = None,
    codes: list[str] | None = None,
) -> Ballot:
    """Write the result of a locked round down, publish what may be published, and go on with its question."""
    outcome = outcome_of(ballot, tally)
    hides = ballot.motion.hides_figures
    ballot.papers = tally.papers
    ballot.counts = {**result_of(tally, outcome), "invalid": tally.invalid}
    ballot.state = BallotState.CLOSED
    ballot.closed_at = now
    ballot.closed_by_name = _name(actor)
    ballot.version += 1
    if slips is not None and codes is not None:
        ballot.codes = codes
        ballot.slips = None if hides else slips
    if slips is not None and codes is not None and not hides:
        published = write_record(record_of(ballot, slips, codes, tally, outcome))
        ballot.published = json.dumps(published, ensure_ascii=False, indent=1)
        ballot.digest = hashlib.sha256(ballot.published.encode()).hexdigest()
    ballot.save()
    after: dict[str, Any] = {"round": ballot.number, "papers": tally.papers, "digest": ballot.digest}
    if not hides:
        after["counts"] = [[each.option, each.agree, each.disagree, each.abstain] for each in tally.counts]
    if ballot.closed_because:
        after["reason"] = ballot.closed_because
    after["chosen"] = _names(ballot.motion, outcome.chosen)
    after["tied"] = _names(ballot.motion, outcome.tied)
    record(actor, "ballot.counted", ballot, agency=ballot.agency_id, after=after)
    _go_on(actor, ballot, outcome, now)
    return ballot


def require_enough_slips(ballot: Ballot, tally: Tally) -> None:
    """Raise `BallotRuleError` when so few said something about a name that the figures would tell who said what."""
    if tally.papers < FEWEST_PAPERS:
        raise noted(
            BallotRuleError(
                _("Mới có %(papers)s phiếu. Kiểm khi chưa đủ %(least)s phiếu thì lộ ai bỏ thế nào.")
                % {"papers": tally.papers, "least": FEWEST_PAPERS},
                remedy=_("Chờ thêm phiếu, hoặc hủy vòng này."),
            )
        )
    if ballot.motion.form != MotionForm.APPROVE:
        return
    names = {option.code: option.words for option in ballot.motion.options.all()}
    for each in tally.counts:
        if each.agree + each.disagree + each.abstain < FEWEST_PAPERS:
            raise BallotRuleError(
                _("“%(name)s” chỉ có %(count)s người biểu quyết nên kiểm kín thì lộ ai bỏ thế nào.")
                % {"name": names[each.option], "count": each.agree + each.disagree + each.abstain},
                remedy=_("Hủy vòng này; tên đó giơ tay hoặc lập nội dung riêng."),
            )


def check_count(ballot: Ballot, tally: Tally) -> None:
    """Raise `BallotRuleError` in the core's words for figures that cannot be."""
    try:
        check_tally(question_of(ballot), tally)
    except VoteError as error:
        raise BallotRuleError(error.say(get_language() or "vi")) from None
    _require_no_say_of_the_recused(ballot, tally)


def _require_no_say_of_the_recused(ballot: Ballot, tally: Tally) -> None:
    """On paper and by hands nobody holds a hand back: more marks on a name than there are people with a say on it."""
    names = {option.code: option.words for option in ballot.motion.options.all()}
    for each in tally.counts:
        marks = each.agree + each.disagree + each.abstain
        aside = ballot.recused.get(each.option, {}).get("present", 0)
        if aside and marks > ballot.present - aside:
            raise BallotRuleError(
                _("“%(name)s” có %(marks)s ý kiến, nhiều hơn %(voters)s người được biểu quyết về tên này.")
                % {"name": names[each.option], "marks": marks, "voters": ballot.present - aside},
                remedy=_("Ý kiến của người đã ghi là không biểu quyết về tên này thì không tính. Đếm lại dòng ấy."),
            )


def _go_on(actor: Actor, ballot: Ballot, outcome: Outcome, now: datetime) -> None:
    motion = ballot.motion
    match what_follows(ballot, outcome).kind:
        case Next.ROUND:
            motion.state = MotionState.BETWEEN
        case Next.OTHERS_DECIDE:
            motion.state = MotionState.UNDECIDED
        case Next.DONE:
            settle(actor, motion, now)
            return
    motion.version += 1
    motion.save()


def _require_posts_free(motion: Motion) -> None:
    """Head and deputy are elected one after the other, at whichever meetings of the bloc: who holds one post does not
    stand for the other, and one post is not voted on at two meetings at once. The bloc is locked meanwhile.
    """
    if motion.purpose not in POSTS:
        return
    lock(motion.meeting.bloc)
    other = posts_under_way(motion.meeting.bloc_id, motion.year or 0).exclude(pk=motion.pk)
    if (standing := other.first()) is not None:
        raise BallotRuleError(
            _("“%(title)s” chưa xong. Bầu lần lượt: đơn vị giữ chức này không ứng cử chức kia.")
            % {"title": standing.title},
            remedy=_("Kiểm phiếu hoặc hủy nội dung đó trước: %(meeting)s.") % {"meeting": standing.meeting.title},
        )


def _require_members(motion: Motion, plan: RoundPlan) -> None:
    """Who stands for a post is still a member when the round opens. Not asked again: see `write_election`."""
    if motion.purpose not in POSTS or not (known := electable_units(motion.meeting, motion.year or 0)):
        return
    for option in motion.options.all():
        if option.code in plan.options and option.unit_id not in known:
            raise BallotRuleError(
                _("%(unit)s không còn là đơn vị thành viên của khối.") % {"unit": option.words},
                remedy=_("Hủy nội dung này rồi lập nội dung mới với danh sách đúng."),
            )


def _new_round(actor: Actor, motion: Motion, method: BallotMethod, now: datetime) -> Ballot:
    _require_posts_free(motion)
    plan = planned_round(motion)
    _require_members(motion, plan)
    seats = seats_of(motion.meeting, roll_of(motion.meeting_id))
    recused = _recused(motion, plan)
    ballot = Ballot.objects.create(
        agency_id=motion.agency_id,
        motion=motion,
        number=plan.number,
        method=method,
        options=list(plan.options),
        most=plan.most,
        seats=plan.seats,
        members=len(seats),
        present=sum(seat.is_present is True for seat in seats),
        recused=_recused_counts(recused, seats),
        opened_at=now,
        opened_by_name=_name(actor),
    )
    RollEntry.objects.bulk_create(_entry(ballot, seat, place, recused) for place, seat in enumerate(seats, start=1))
    return ballot


def planned_round(motion: Motion) -> RoundPlan:
    """The round that may be opened now. Raises `BallotRuleError` when too few names are left to vote on."""
    plan = next_round(motion)
    if len(plan.options) < (2 if motion.form == MotionForm.RANK else 1):
        raise BallotRuleError(_("Không còn ai trong danh sách để bỏ phiếu vòng này."))
    return plan


def _recused(motion: Motion, plan: RoundPlan) -> dict[int, list[str]]:
    """The codes of options in which a seat takes no part, by its line."""
    found: dict[int, list[str]] = {}
    for option in motion.options.all():
        if option.code in plan.options:
            for recusal in option.recusals.all():
                found.setdefault(recusal.line_id, []).append(option.code)
    return found


def _recused_counts(recused: dict[int, list[str]], seats: list[Seat]) -> dict[str, dict[str, int]]:
    """By option: how many seats take no part in it, and how many of these are present."""
    there = {seat.line.pk for seat in seats if seat.is_present}
    counts: dict[str, dict[str, int]] = {}
    seated = {seat.line.pk for seat in seats}
    for line, codes in recused.items():
        for code in codes if line in seated else ():
            count = counts.setdefault(code, {"members": 0, "present": 0})
            count["members"] += 1
            count["present"] += int(line in there)
    return counts


def _entry(ballot: Ballot, seat: Seat, place: int, recused: dict[int, list[str]]) -> RollEntry:
    return RollEntry(
        agency_id=ballot.agency_id,
        ballot=ballot,
        line=seat.line,
        unit=seat.unit,
        voter=seat.voter,
        words=seat.words,
        position=place,
        is_present=seat.is_present is True,
        recused=recused.get(seat.line.pk, []),
    )


def _locked(motion: Motion) -> Motion:
    """The question as it is stored now, with its parts, its meeting locked before it."""
    locked = lock_part(motion)
    whole = motion_with_parts(locked.pk)
    whole.meeting = locked.meeting
    lock_scheme_of(whole)
    return whole


def _names(motion: Motion, codes: Sequence[str]) -> list[str]:
    names = {option.code: option.words for option in motion.options.all()}
    return [names[code] for code in codes]


def _name(actor: Actor) -> str:
    return actor.name if isinstance(actor, PersonActor) else ""
