"""Plan a meeting, change what is known of it, record that it was held or will not be."""

from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.models import Cycle
from thidua.campaigns.services.words import check_lengths
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.refusals import noted
from thidua.common.versions import require_version
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.core.voting.settings import shipped_settings
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind, MeetingState, PartOfDay, QuorumRule
from thidua.meetings.errors import MeetingRuleError
from thidua.meetings.models import Attendance, Meeting
from thidua.meetings.policies.meetings import (
    may_cancel,
    may_change_ground,
    may_edit_meeting,
    may_plan_meeting,
    may_record_held,
)
from thidua.meetings.services.shared import VoiceFacts, clean_line, local_day, lock, require_same_agency, words_of
from thidua.meetings.services.steps import credit_step
from thidua.organisations.models import Bloc, Person
from thidua.organisations.queries import members_of
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.services import take_down

UNKNOWN_DAY = PartialDate()


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What is known of a meeting. `held_on` may be a month, a year or nothing; `step` is the step it satisfies.

    `quorum_rule` is a code of `QuorumRule`; share and basis belong to the body's own rule. Empty: no rule.
    """

    kind: MeetingKind
    title: str
    held_on: PartialDate = UNKNOWN_DAY
    part_of_day: PartOfDay | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    chair: Person | None = None
    chair_words: str = ""
    secretary: Person | None = None
    secretary_words: str = ""
    cycle: Cycle | None = None
    step: str = ""
    quorum_rule: str = ""
    quorum_share: Fraction | None = None
    quorum_basis: str = ""


@transaction.atomic
def plan_meeting(*, actor: Actor, bloc: Bloc, facts: MeetingFacts, now: datetime) -> Meeting:
    """Call a meeting and invite the member units of its year. The same call made twice gives the first meeting."""
    bloc = lock(bloc)
    require(may_plan_meeting(actor, bloc))
    same = Meeting.objects.filter(
        bloc=bloc, kind=facts.kind, title=clean_line(facts.title), held_on=facts.held_on.code
    ).exclude(state=MeetingState.CANCELLED)
    if (existing := same.first()) is not None:
        return existing
    meeting = Meeting(agency_id=bloc.agency_id, bloc=bloc)
    _write(meeting, facts, now)
    meeting.save()
    _invite_members(meeting)
    record(actor, "meeting.planned", meeting, agency=meeting.agency_id, after=_told(meeting))
    return meeting


@transaction.atomic
def edit_meeting(*, actor: Actor, meeting: Meeting, facts: MeetingFacts, version: int, now: datetime) -> Meeting:
    """Change what is known of a meeting. Raises `StaleVersionError` when somebody saved first, `MeetingRuleError` for a
    change of that on which a vote stands.
    """
    meeting = lock(meeting)
    require(may_edit_meeting(actor, meeting))
    require_version(meeting, version)
    before = _told(meeting)
    ground = _ground(meeting)
    _write(meeting, facts, now)
    _require_ground(meeting, [name for name, value in _ground(meeting).items() if value != ground[name]])
    if meeting.state != MeetingState.PLANNED:
        _require_past(meeting, local_day(now))
    meeting.save()
    record(actor, "meeting.edited", meeting, agency=meeting.agency_id, before=before, after=_told(meeting))
    return meeting


@transaction.atomic
def record_held(*, actor: Actor, meeting: Meeting, now: datetime) -> Meeting:
    """Record that the meeting took place. Whose attendance was not seen is unknown from now on, not absent."""
    meeting = lock(meeting)
    require(may_record_held(actor, meeting, local_day(now)))
    meeting.state = MeetingState.HELD
    meeting.version += 1
    meeting.save()
    invited = Attendance.objects.filter(meeting=meeting, state=AttendanceState.INVITED)
    invited.update(state=AttendanceState.UNKNOWN)
    record(actor, "meeting.held", meeting, agency=meeting.agency_id, after={"held_on": meeting.held_on.code})
    credit_step(actor=actor, meeting=meeting, now=now)
    return meeting


@transaction.atomic
def cancel_meeting(*, actor: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Record that the meeting will not take place, and why."""
    meeting = lock(meeting)
    require(may_cancel(actor, meeting))
    if not (reason := clean_line(reason)):
        raise MeetingRuleError(_("Anh/chị chưa ghi lý do không họp."), field="reason")
    meeting.state = MeetingState.CANCELLED
    meeting.cancelled_because = reason
    check_lengths(meeting)
    meeting.version += 1
    meeting.save()
    record(actor, "meeting.cancelled", meeting, agency=meeting.agency_id, reason=reason)
    take_down(actor=actor, kind=SnapshotKind.CONFERENCE, subject=meeting.pk, because=reason[:250], now=clock.now())
    return meeting


def _write(meeting: Meeting, facts: MeetingFacts, now: datetime) -> None:
    """Put `facts` into the row, unsaved, checked."""
    _check(meeting, facts)
    meeting.kind = facts.kind
    meeting.title = clean_line(facts.title)
    meeting.held_on = facts.held_on
    meeting.part_of_day = facts.part_of_day or ""
    meeting.starts_at = facts.starts_at
    meeting.ends_at = facts.ends_at
    meeting.place = clean_line(facts.place)
    meeting.cycle = facts.cycle
    meeting.step = facts.step
    _write_quorum(meeting, facts)
    meeting.chair = facts.chair
    meeting.chair_words = words_of(meeting, VoiceFacts(person=facts.chair, words=facts.chair_words), now)
    meeting.secretary = facts.secretary
    meeting.secretary_words = words_of(meeting, VoiceFacts(person=facts.secretary, words=facts.secretary_words), now)
    check_lengths(meeting)


def _check(meeting: Meeting, facts: MeetingFacts) -> None:
    if not clean_line(facts.title):
        raise MeetingRuleError(_("Anh/chị chưa nhập tên cuộc họp."), field="title")
    if facts.cycle is not None and facts.cycle.bloc_id != meeting.bloc_id:
        raise MeetingRuleError(_("Năm thi đua này là của khối khác."), field="cycle")
    if facts.step and facts.cycle is None:
        raise MeetingRuleError(_("Chọn năm thi đua trước khi chọn bước của năm."), field="cycle")
    if facts.chair is not None and facts.chair == facts.secretary:
        raise MeetingRuleError(_("Chủ trì và thư ký phải là hai người khác nhau."), field="secretary")
    if facts.starts_at is not None and facts.ends_at is not None and facts.ends_at <= facts.starts_at:
        raise MeetingRuleError(_("Giờ kết thúc phải sau giờ bắt đầu."), field="ends_at")
    _check_quorum(facts)
    require_same_agency(meeting, facts.chair, facts.secretary)


def _check_quorum(facts: MeetingFacts) -> None:
    """A rule of its own says how many and by what; without a rule neither is written."""
    if facts.quorum_rule and facts.quorum_rule not in QuorumRule.values:
        raise MeetingRuleError(_("Chọn lại trong danh sách."), field="quorum_rule")
    if not facts.quorum_rule and (facts.quorum_share is not None or clean_line(facts.quorum_basis)):
        raise MeetingRuleError(
            _(
                "Anh/chị ghi mức cần có mặt nhưng chưa chọn quy tắc. "
                "Chọn “Mức theo quy chế của khối, cụm hoặc Hội đồng”."
            ),
            field="quorum_rule",
        )
    if facts.quorum_rule != QuorumRule.OWN:
        return
    if facts.quorum_share is None:
        raise MeetingRuleError(_("Anh/chị chưa ghi mức cần có mặt theo quy chế."), field="quorum_share")
    if not 0 < facts.quorum_share <= 1:
        raise MeetingRuleError(_("Mức thành phần cần có phải lớn hơn 0 và không quá 1."), field="quorum_share")
    if not clean_line(facts.quorum_basis):
        raise MeetingRuleError(
            _("Anh/chị chưa ghi căn cứ của mức này, ví dụ: Điều 8 Quy chế hoạt động của Khối."), field="quorum_basis"
        )


def _write_quorum(meeting: Meeting, facts: MeetingFacts) -> None:
    """The rule with its share: the one of its source, or the body's own."""
    meeting.quorum_rule = facts.quorum_rule
    is_own = facts.quorum_rule == QuorumRule.OWN
    levels = shipped_settings().present
    share = facts.quorum_share if is_own else levels[facts.quorum_rule].share if facts.quorum_rule else None
    meeting.quorum_numerator, meeting.quorum_denominator = share.as_integer_ratio() if share else (None, None)
    meeting.quorum_basis = clean_line(facts.quorum_basis) if is_own else ""


def _invite_members(meeting: Meeting) -> None:
    """A line for each unit that is a member of the meeting's year on its day (where the day is not known: all of the
    year); a council's session invites its people by hand.
    """
    if meeting.kind == MeetingKind.COUNCIL_SESSION:
        return
    year = meeting.cycle.year if meeting.cycle else meeting.held_on.year
    if year is None:
        return
    Attendance.objects.bulk_create(
        Attendance(
            agency_id=meeting.agency_id,
            meeting=meeting,
            role=AttendanceRole.MEMBER,
            unit=unit,
            words=unit.name,
            position=position,
        )
        for position, unit in enumerate(members_of(meeting.bloc_id, year, meeting.exact_day), start=1)
    )


def _require_past(meeting: Meeting, today: date) -> None:
    first = meeting.held_on.earliest
    if first is not None and first > today:
        raise MeetingRuleError(
            _("Ngày họp %(day)s chưa tới. Sửa ngày họp nếu đã họp sớm hơn.") % {"day": f"{first:%d/%m/%Y}"},
            field="held_on",
        )


def _ground(meeting: Meeting) -> dict[str, Any]:
    """That on which votes of the meeting stand."""
    return {
        "kind": meeting.kind,
        "cycle": meeting.cycle_id,
        "held_on": meeting.held_on.code,
        "quorum": (meeting.quorum_rule, meeting.quorum_share, meeting.quorum_basis),
    }


def _require_ground(meeting: Meeting, changed: list[str]) -> None:
    """Raise, and keep the try, when a vote stands on what was changed."""
    answer = may_change_ground(meeting, changed)
    if not answer:
        field = "quorum_rule" if changed[0] == "quorum" else changed[0]
        raise noted(MeetingRuleError(answer.reason, field=field, remedy=answer.remedy))


def _told(meeting: Meeting) -> dict[str, Any]:
    """What the history keeps."""
    return {
        "kind": meeting.kind,
        "title": meeting.title,
        "held_on": meeting.held_on.code,
        "part_of_day": meeting.part_of_day,
        "starts_at": str(meeting.starts_at or ""),
        "ends_at": str(meeting.ends_at or ""),
        "place": meeting.place,
        "chair": meeting.chair_words,
        "secretary": meeting.secretary_words,
        "cycle": meeting.cycle_id,
        "step": meeting.step,
        "quorum_rule": meeting.quorum_rule,
        "quorum": str(meeting.quorum_share or ""),
        "basis": meeting.quorum_basis,
    }
