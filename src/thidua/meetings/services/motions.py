"""Prepare what is put to the vote: the question, its list, its rules, who takes no part."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.services.words import check_lengths
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.meetings.enums import POSTS, BallotState, MotionForm, MotionPurpose, MotionState
from thidua.meetings.errors import BallotRuleError
from thidua.meetings.facts.ballots import MUST_FILL, levels
from thidua.meetings.facts.ties import scheme_of, tied_units
from thidua.meetings.models import Ballot, BallotBox, Meeting, Motion, MotionOption, Recusal, WrittenVote
from thidua.meetings.policies.ballots import (
    may_add_motion,
    may_edit_motion,
    may_elect_at,
    may_run_round,
    may_void_motion,
)
from thidua.meetings.queries.choices import electable_units
from thidua.meetings.queries.records import roll_of
from thidua.meetings.queries.seats import seats_of
from thidua.meetings.services.sealing import forget_states
from thidua.meetings.services.shared import clean_line, lock, lock_part, next_position, require_same_agency
from thidua.organisations.models import Unit
from thidua.scorecards.enums import SchemeState


@dataclass(frozen=True, slots=True)
class OptionFacts:
    """One line of the list: a unit, or words."""

    unit: Unit | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class MotionFacts:
    """A question. `threshold`, `attendance` (may be empty) and `rounds` are codes of `core.voting.settings`."""

    title: str
    purpose: MotionPurpose
    form: MotionForm
    options: Sequence[OptionFacts]
    most: int = 1
    seats: int | None = None
    year: int | None = None
    award_code: str = ""
    award_name: str = ""
    threshold: str = "majority_of_members"
    attendance: str = ""
    rounds: str = "two"
    basis: str = ""
    recused_count: bool | None = None
    hides_figures: bool = False


@transaction.atomic
def add_motion(*, actor: Actor, meeting: Meeting, facts: MotionFacts) -> Motion:
    """Put something to the vote. Raises `BallotRuleError` for a question nobody could answer, or one asked already."""
    meeting = lock(meeting)
    require(may_add_motion(actor, meeting))
    motion = Motion(agency_id=meeting.agency_id, meeting=meeting)
    motion.position = next_position(Motion, meeting=meeting)
    _write(motion, facts)
    record(actor, "motion.added", motion, agency=motion.agency_id, after=told(motion))
    return motion


@transaction.atomic
def edit_motion(*, actor: Actor, motion: Motion, facts: MotionFacts, version: int) -> Motion:
    """Change a question whose first round has not opened. Whoever was recused from a unit that stays, stays recused."""
    motion = lock_part(motion)
    require(may_edit_motion(actor, motion))
    require_version(motion, version)
    before = told(motion)
    _write(motion, facts)
    record(actor, "motion.edited", motion, agency=motion.agency_id, before=before, after=told(motion))
    return motion


@transaction.atomic
def void_motion(*, actor: Actor, motion: Motion, reason: str) -> Motion:
    """Declare a vote void, with its open round; the papers in the box are destroyed unread."""
    motion = lock_part(motion)
    require(may_void_motion(actor, motion))
    if not (reason := clean_line(reason)):
        raise BallotRuleError(_("Anh/chị chưa ghi lý do hủy."), field="reason")
    for ballot in Ballot.objects.filter(motion=motion, state=BallotState.OPEN):
        _void(ballot, reason)
    motion.state = MotionState.VOID
    motion.void_because = reason
    motion.version += 1
    check_lengths(motion)
    motion.save()
    record(actor, "motion.voided", motion, agency=motion.agency_id, reason=reason)
    return motion


@transaction.atomic
def void_round(*, actor: Actor, ballot: Ballot, reason: str) -> Ballot:
    """Stop an open round without counting it; the question waits for another one."""
    motion = lock_part(ballot.motion)
    BallotBox.objects.select_for_update(no_key=True).filter(ballot=ballot).first()
    ballot = Ballot.objects.select_related("motion__meeting__bloc").get(pk=ballot.pk)
    require(may_run_round(actor, ballot))
    if not (reason := clean_line(reason)):
        raise BallotRuleError(_("Anh/chị chưa ghi lý do hủy."), field="reason")
    _void(ballot, reason)
    motion.state = MotionState.BETWEEN
    motion.version += 1
    motion.save()
    record(actor, "ballot.voided", ballot, agency=ballot.agency_id, reason=reason)
    return ballot


@transaction.atomic
def recuse(*, actor: Actor, option: MotionOption, line_id: int, reason: str) -> Recusal:
    """A seat takes no part in one line of a list. Of a choice or a ranking nobody can leave out one line."""
    motion = lock_part(option.motion)
    require(may_edit_motion(actor, motion))
    if motion.form != MotionForm.APPROVE:
        raise BallotRuleError(
            _("Chỉ danh sách “đồng ý hoặc không” mới có người không biểu quyết từng tên."),
            remedy=_("Đổi cách bỏ phiếu, hoặc bỏ tên này ra thành một nội dung riêng."),
        )
    if not (reason := clean_line(reason)):
        raise BallotRuleError(_("Anh/chị chưa ghi lý do không biểu quyết."), field="reason")
    seats = {seat.line.pk: seat for seat in seats_of(motion.meeting, roll_of(motion.meeting_id))}
    if line_id not in seats:
        raise BallotRuleError(_("Chọn một thành viên có quyền biểu quyết."), field="line")
    recusal, is_new = Recusal.objects.get_or_create(
        agency_id=motion.agency_id, option=option, line_id=line_id, defaults={"reason": reason}
    )
    if is_new:
        check_lengths(recusal)
        told_of = {"seat": seats[line_id].words, "option": option.words}
        record(actor, "motion.recused", motion, agency=motion.agency_id, after=told_of, reason=reason)
    return recusal


@transaction.atomic
def end_recusal(*, actor: Actor, recusal: Recusal) -> None:
    """The seat takes part after all."""
    motion = lock_part(recusal.option.motion)
    require(may_edit_motion(actor, motion))
    told_of = {"seat": recusal.line.words, "option": recusal.option.words}
    recusal.delete()
    record(actor, "motion.recusal_ended", motion, agency=motion.agency_id, before=told_of)


def _void(ballot: Ballot, reason: str) -> None:
    WrittenVote.objects.filter(entry__ballot=ballot).delete()
    BallotBox.objects.filter(ballot=ballot).delete()
    forget_states()
    ballot.state = BallotState.VOID
    ballot.void_because = reason
    ballot.version += 1
    check_lengths(ballot)
    ballot.save()


def _write(motion: Motion, facts: MotionFacts) -> None:
    _check(motion.meeting, facts)
    _check_only_one(motion, facts)
    motion.title = clean_line(facts.title)
    motion.purpose, motion.form = facts.purpose, facts.form
    motion.most = facts.most if facts.form == MotionForm.CHOOSE else 1
    motion.seats = facts.seats
    motion.year = facts.year
    is_award = facts.purpose == MotionPurpose.AWARD
    motion.award_code = facts.award_code if is_award else ""
    motion.award_name = clean_line(facts.award_name) if is_award else ""
    motion.threshold, motion.attendance, motion.rounds = facts.threshold, facts.attendance, facts.rounds
    motion.basis = clean_line(facts.basis)
    motion.recused_count = facts.recused_count
    motion.hides_figures = facts.hides_figures
    check_lengths(motion)
    motion.save()
    _write_options(motion, facts.options)
    if motion.form != MotionForm.APPROVE:
        Recusal.objects.filter(option__motion=motion).delete()


def _write_options(motion: Motion, options: Sequence[OptionFacts]) -> None:
    """The list anew; a name that was in it keeps its row, and so who is recused from it."""
    standing = {option.unit_id or option.words: option for option in motion.options.all()}
    keep = {facts.unit.pk if facts.unit else clean_line(facts.words) for facts in options}
    for key, option in standing.items():
        if key in keep:  # out of the way of the codes that follow
            MotionOption.objects.filter(pk=option.pk).update(code=f"x{option.pk % 1_000_000}")
        else:
            option.delete()
    for place, facts in enumerate(options, start=1):
        row = standing.get(facts.unit.pk if facts.unit else clean_line(facts.words))
        row = row or MotionOption(agency_id=motion.agency_id, motion=motion, unit=facts.unit)
        row.code, row.position = str(place), place
        row.words = clean_line(facts.words) or str(facts.unit or "")
        check_lengths(row)
        row.save()


def _check(meeting: Meeting, facts: MotionFacts) -> None:
    if not clean_line(facts.title):
        raise BallotRuleError(_("Anh/chị chưa ghi tên nội dung bỏ phiếu."), field="title")
    known = levels()
    if facts.threshold not in known.threshold or facts.rounds not in known.rounds:
        raise BallotRuleError(_("Chọn tỷ lệ đạt và số vòng trong danh sách."), field="threshold")
    if facts.attendance and facts.attendance not in known.attendance:
        raise BallotRuleError(_("Chọn tỷ lệ có mặt trong danh sách."), field="attendance")
    _check_options(meeting, facts)
    if facts.purpose == MotionPurpose.TIE_BREAK:
        _check_tie(meeting)
        if facts.form != MotionForm.RANK and facts.seats is None:
            raise BallotRuleError(
                _("Phân định điểm thì ghi số được chọn, hoặc xếp thứ tự cả danh sách."), field="seats"
            )
    if facts.purpose in (*POSTS, MotionPurpose.AWARD) and facts.year is None:
        raise BallotRuleError(_("Anh/chị chưa ghi năm."), field="year")
    if not (answer := may_elect_at(meeting, facts.purpose)):
        raise BallotRuleError(answer.reason, field="purpose", remedy=answer.remedy)
    if facts.purpose in POSTS:
        _check_members(meeting, facts)
    if facts.purpose in POSTS and facts.seats != 1:
        raise BallotRuleError(_("Bầu Khối trưởng, Khối phó thì chọn đúng một đơn vị."), field="seats")
    if facts.purpose == MotionPurpose.AWARD and not clean_line(facts.award_name):
        raise BallotRuleError(_("Anh/chị chưa ghi tên hình thức khen thưởng."), field="award_name")
    if facts.form == MotionForm.RANK and known.threshold[facts.threshold].threshold is not None:
        raise BallotRuleError(
            _("Xếp thứ tự thì tính theo tổng thứ hạng, không theo tỷ lệ: chọn “Nhiều phiếu hơn”."), field="threshold"
        )


def _check_only_one(motion: Motion, facts: MotionFacts) -> None:
    """One post of one year is put to the vote once in a meeting: a second vote would leave two winners."""
    if facts.purpose not in POSTS:
        return
    others = Motion.objects.filter(meeting_id=motion.meeting_id, purpose=facts.purpose, year=facts.year)
    other = others.exclude(state=MotionState.VOID).exclude(pk=motion.pk).first()
    if other is not None:
        raise BallotRuleError(
            _("Hội nghị đã có nội dung “%(title)s” cho chức danh này.") % {"title": other.title},
            field="purpose",
            remedy=_("Bầu đã xong. Đơn vị được bầu không nhận thì quyết định công nhận ghi đơn vị khác, kèm lý do.")
            if other.state == MotionState.SETTLED
            else _("Mở vòng tiếp theo của nội dung đó, hoặc hủy nó (ghi lý do) rồi thêm nội dung mới."),
        )


def _check_members(meeting: Meeting, facts: MotionFacts) -> None:
    """Who stands for a post is a member in its year, or in the meeting's own while that has no members yet."""
    known = electable_units(meeting, facts.year or 0)
    for option in facts.options:
        if known and option.unit is not None and option.unit.pk not in known:
            raise BallotRuleError(
                _("%(unit)s không phải đơn vị thành viên của khối.") % {"unit": option.unit}, field="options"
            )


def _check_tie(meeting: Meeting) -> None:
    """A vote among equals changes a ranking: there must be one, and it must not be published yet."""
    scheme = scheme_of(meeting)
    if scheme is None:
        raise BallotRuleError(_("Năm của hội nghị này chưa chấm điểm nên chưa có đơn vị bằng điểm."), field="purpose")
    if scheme.state == SchemeState.PUBLISHED:
        raise BallotRuleError(
            _("Bảng điểm đã công bố nên xếp hạng không đổi được nữa."),
            field="purpose",
            remedy=_("Chọn “Nội dung khác” nếu hội nghị vẫn cần biểu quyết."),
        )
    if not tied_units(meeting):
        raise BallotRuleError(
            _("Xếp hạng hiện không có đơn vị nào chờ bỏ phiếu phân định."),
            field="purpose",
            remedy=_("Bảng điểm phải có bước “bỏ phiếu” khi bằng điểm, và phải có đơn vị còn bằng điểm."),
        )


def _check_options(meeting: Meeting, facts: MotionFacts) -> None:
    units = [each.unit for each in facts.options if each.unit is not None]
    require_same_agency(meeting, *units)
    if len({unit.pk for unit in units}) < len(units):
        raise BallotRuleError(_("Có đơn vị ghi hai lần trong danh sách."), field="options")
    if any(each.unit is None and not clean_line(each.words) for each in facts.options):
        raise BallotRuleError(_("Có dòng trong danh sách chưa ghi tên."), field="options")
    least = 2 if facts.form == MotionForm.RANK else 1
    if len(facts.options) < least:
        raise BallotRuleError(_("Danh sách cần ít nhất %(least)s tên.") % {"least": least}, field="options")
    if facts.form == MotionForm.CHOOSE and not 1 <= facts.most <= len(facts.options):
        raise BallotRuleError(
            _("Mỗi phiếu chọn nhiều nhất từ 1 đến %(count)s tên.") % {"count": len(facts.options)}, field="most"
        )
    if facts.seats is not None and not 1 <= facts.seats <= len(facts.options):
        raise BallotRuleError(_("Số được chọn phải từ 1 đến %(count)s.") % {"count": len(facts.options)}, field="seats")
    if facts.purpose in MUST_FILL and any(each.unit is None for each in facts.options):
        raise BallotRuleError(
            _("Bầu Khối trưởng, Khối phó và phân định điểm thì mỗi dòng là một đơn vị."), field="options"
        )


def told(motion: Motion) -> dict[str, Any]:
    """What the history keeps of a question."""
    return {
        "title": motion.title,
        "purpose": str(motion.purpose),
        "form": str(motion.form),
        "options": [option.words for option in motion.options.order_by("position")],
        "most": motion.most,
        "seats": motion.seats,
        "year": motion.year,
        "award": motion.award_name,
        "threshold": motion.threshold,
        "attendance": motion.attendance,
        "rounds": motion.rounds,
        "basis": motion.basis,
        "recused_count": motion.recused_count,
        "hides_figures": motion.hides_figures,
    }
