"""The roll: who is expected, who answers the invitation, who came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.services.words import check_lengths
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind
from thidua.meetings.errors import MeetingRuleError
from thidua.meetings.models import Attendance, Meeting
from thidua.meetings.policies.meetings import (
    is_roll_free,
    may_answer_invitation,
    may_edit_part,
    may_keep_roll,
)
from thidua.meetings.services.shared import VoiceFacts, clean_line, lock, lock_part, next_position, write_voice
from thidua.organisations.models import Person


@dataclass(frozen=True, slots=True)
class AttendeeFacts:
    """A line of the roll. `head_count` None: nobody counted."""

    voice: VoiceFacts
    role: AttendanceRole = AttendanceRole.MEMBER
    state: AttendanceState = AttendanceState.INVITED
    reason: str = ""
    head_count: int | None = None


@dataclass(frozen=True, slots=True)
class RollMark:
    """What the secretary saw of one line, with the version of the line on his page."""

    line: int
    version: int
    state: AttendanceState
    reason: str = ""
    head_count: int | None = None


@transaction.atomic
def add_attendee(*, actor: Actor, meeting: Meeting, facts: AttendeeFacts, now: datetime) -> Attendance:
    """Put somebody on the roll. The same person, or the same member unit, is there once: a unit that is only invited so
    far gets the person it sends and what was seen of it; anything else that is there already stays as it is."""
    meeting = lock(meeting)
    require(may_keep_roll(actor, meeting))
    require(is_roll_free(meeting))
    line = Attendance(agency_id=meeting.agency_id, meeting=meeting)
    _write(line, facts, now)
    if (same := _same(line)) is not None:
        return _fill_in(actor, same, facts, now) if _is_bare(same) else same
    line.position = next_position(Attendance, meeting=meeting)
    line.save()
    record(actor, "attendance.added", line, agency=line.agency_id, after=_told(line))
    return line


@transaction.atomic
def edit_attendee(*, actor: Actor, line: Attendance, facts: AttendeeFacts, version: int, now: datetime) -> Attendance:
    """Change a line. Raises `StaleVersionError` when somebody saved first."""
    line = lock_part(line)
    require(may_edit_part(actor, line))
    require_version(line, version)
    before = _told(line)
    _write(line, facts, now)
    if (same := _same(line)) is not None:
        raise MeetingRuleError(_("“%(name)s” đã có trong danh sách.") % {"name": same.words}, field="person")
    line.save()
    record(actor, "attendance.edited", line, agency=line.agency_id, before=before, after=_told(line))
    return line


@transaction.atomic
def mark_roll(*, actor: Actor, meeting: Meeting, marks: Iterable[RollMark]) -> int:
    """Write down who is there, a whole page at once; how many lines changed.

    A line that already says the same is left alone; one that somebody else changed meanwhile to something else raises
    `StaleVersionError`, and then nothing is written.
    """
    meeting = lock(meeting)
    require(may_keep_roll(actor, meeting))
    require(is_roll_free(meeting))
    lines = {
        line.pk: line
        for line in Attendance.objects.select_for_update(no_key=True).filter(meeting=meeting).order_by("pk")
    }
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    changed: list[Attendance] = []
    for mark in marks:
        line = lines.get(mark.line)
        if line is None:
            raise MeetingRuleError(_("Một dòng điểm danh vừa bị bỏ khỏi danh sách. Tải lại trang rồi ghi tiếp."))
        reason = clean_line(mark.reason) if mark.state == AttendanceState.ABSENT else ""
        if (line.state, line.reason, line.head_count) == (mark.state, reason, mark.head_count):
            continue
        require_version(line, mark.version)
        before[str(line.pk)] = _seen(line)
        line.state, line.reason, line.head_count = mark.state, reason, mark.head_count
        check_lengths(line)
        after[str(line.pk)] = _seen(line)
        changed.append(line)
    if changed:
        Attendance.objects.bulk_update(changed, ["state", "reason", "head_count", "version"])
        record(actor, "roll.marked", meeting, agency=meeting.agency_id, before=before, after=after)
    return len(changed)


@transaction.atomic
def answer_invitation(
    *,
    actor: Actor,
    line: Attendance,
    coming: bool,
    person: Person | None = None,
    reason: str = "",
    version: int,
    now: datetime,
) -> Attendance:
    """Say whether the invited unit or person comes, whom it sends, or why it does not. It may be said again.

    Raises `StaleVersionError` when somebody answered, or changed the line, first.
    """
    line = lock_part(line)
    require(may_answer_invitation(actor, line))
    require_version(line, version)
    if not coming and not clean_line(reason):
        raise MeetingRuleError(_("Anh/chị chưa ghi lý do không dự được."), field="reason")
    before = {"coming": line.coming, "who": line.words, "reason": line.reason}
    if person is not None and person.pk != line.person_id:
        write_voice(line, line.meeting, VoiceFacts(person=person, unit=line.unit), now)
        if (same := _same(line)) is not None:
            raise MeetingRuleError(_("“%(name)s” đã có trong danh sách.") % {"name": same.words}, field="person")
    line.coming = coming
    line.reason = "" if coming else clean_line(reason)
    line.answered_at = now
    line.answered_by = actor.name if isinstance(actor, PersonActor) else ""
    check_lengths(line)
    line.save()
    record(
        actor,
        "attendance.answered",
        line,
        agency=line.agency_id,
        before=before,
        after={"coming": coming, "who": line.words, "reason": line.reason},
    )
    return line


def _write(line: Attendance, facts: AttendeeFacts, now: datetime) -> None:
    write_voice(line, line.meeting, facts.voice, now)
    if not line.words:
        raise MeetingRuleError(_("Chọn một đơn vị, một người, hoặc ghi bằng chữ."), field="words")
    line.role = facts.role
    line.state = facts.state
    line.reason = clean_line(facts.reason) if facts.state == AttendanceState.ABSENT else ""
    line.head_count = facts.head_count
    check_lengths(line)


def _is_bare(line: Attendance) -> bool:
    """Whether the line says no more than that a unit is invited."""
    return line.person_id is None and line.answered_at is None and line.state == AttendanceState.INVITED


def _fill_in(actor: Actor, line: Attendance, facts: AttendeeFacts, now: datetime) -> Attendance:
    before = _told(line)
    _write(line, facts, now)
    line.version += 1
    line.save()
    record(actor, "attendance.edited", line, agency=line.agency_id, before=before, after=_told(line))
    return line


def _same(line: Attendance) -> Attendance | None:
    """Another line of the roll for the same person, the same member unit, or in the same words."""
    others = Attendance.objects.filter(meeting=line.meeting).exclude(pk=line.pk)
    if line.person_id is not None and (same := others.filter(person=line.person_id).first()) is not None:
        return same
    counts_units = line.meeting.kind != MeetingKind.COUNCIL_SESSION and line.role == AttendanceRole.MEMBER
    if line.unit_id is not None and counts_units:
        return others.filter(unit=line.unit_id, role=AttendanceRole.MEMBER).first()
    if line.person_id is None:
        return others.filter(person=None, unit=line.unit_id, words=line.words, role=line.role).first()
    return None


def _seen(line: Attendance) -> dict[str, Any]:
    return {"who": line.words, "state": line.state, "reason": line.reason, "head_count": line.head_count}


def _told(line: Attendance) -> dict[str, Any]:
    return {**_seen(line), "role": line.role, "unit": line.unit_id, "person": line.person_id}
