"""The agenda: items added and changed, or all drafted from the last meeting of the same kind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.services.words import check_lengths
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.meetings.enums import MeetingKind, MeetingState
from thidua.meetings.errors import MeetingRuleError
from thidua.meetings.models import AgendaItem, Meeting
from thidua.meetings.policies.meetings import may_edit_meeting, may_edit_part
from thidua.meetings.services.shared import (
    NOBODY,
    VoiceFacts,
    clean_line,
    clean_text,
    lock,
    lock_part,
    next_position,
    write_voice,
)

CONFERENCE_AGENDA = (
    ("Tuyên bố lý do, giới thiệu đại biểu", 10),
    ("Báo cáo tổng kết công tác thi đua, khen thưởng trong năm và phương hướng, nhiệm vụ năm tới", 30),
    ("Ý kiến phát biểu của các đơn vị", 60),
    ("Phát biểu chỉ đạo của đại diện cấp trên", 20),
    ("Bầu Khối trưởng, Khối phó năm tới", 20),
    ("Kết luận và bế mạc", 10),
)
"""What a bloc's year-end conference usually does; a start where there is no earlier agenda to take over."""


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """What is known of an item."""

    title: str
    presenter: VoiceFacts = NOBODY
    planned_minutes: int | None = None
    outcome: str = ""


@transaction.atomic
def add_agenda_item(*, actor: Actor, meeting: Meeting, facts: AgendaFacts, now: datetime) -> AgendaItem:
    """Put an item at the end. The same item sent twice is one item."""
    meeting = lock(meeting)
    require(may_edit_meeting(actor, meeting))
    item = AgendaItem(agency_id=meeting.agency_id, meeting=meeting)
    _write(item, facts, now)
    same = AgendaItem.objects.filter(meeting=meeting, title=item.title, words=item.words).first()
    if same is not None:
        return same
    item.position = next_position(AgendaItem, meeting=meeting)
    item.save()
    record(actor, "agenda_item.added", item, agency=item.agency_id, after=_told(item))
    return item


@transaction.atomic
def edit_agenda_item(*, actor: Actor, item: AgendaItem, facts: AgendaFacts, version: int, now: datetime) -> AgendaItem:
    """Change an item. Raises `StaleVersionError` when somebody saved first."""
    item = lock_part(item)
    require(may_edit_part(actor, item))
    require_version(item, version)
    before = _told(item)
    _write(item, facts, now)
    item.save()
    record(actor, "agenda_item.edited", item, agency=item.agency_id, before=before, after=_told(item))
    return item


@transaction.atomic
def draft_agenda(*, actor: Actor, meeting: Meeting) -> list[AgendaItem]:
    """Fill an empty agenda from the bloc's last meeting of the same kind, else with the usual one of a conference."""
    meeting = lock(meeting)
    require(may_edit_meeting(actor, meeting))
    if AgendaItem.objects.filter(meeting=meeting).exists():
        return list(AgendaItem.objects.filter(meeting=meeting))
    earlier = (
        Meeting.objects.filter(bloc=meeting.bloc_id, kind=meeting.kind, agenda__isnull=False)
        .exclude(pk=meeting.pk)
        .exclude(state=MeetingState.CANCELLED)
        .first()
    )
    if earlier is not None:
        rows: list[tuple[str, int | None]] = list(earlier.agenda.values_list("title", "planned_minutes"))
    elif meeting.kind == MeetingKind.CONFERENCE:
        rows = list(CONFERENCE_AGENDA)
    else:
        raise MeetingRuleError(_("Chưa có chương trình của cuộc họp trước để làm mẫu. Thêm từng nội dung."))
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            agency_id=meeting.agency_id, meeting=meeting, position=position, title=title, planned_minutes=minutes
        )
        for position, (title, minutes) in enumerate(rows, start=1)
    )
    record(
        actor,
        "agenda.drafted",
        meeting,
        agency=meeting.agency_id,
        after={"from": earlier.pk if earlier else None, "titles": [title for title, _minutes in rows]},
    )
    return items


def _write(item: AgendaItem, facts: AgendaFacts, now: datetime) -> None:
    title = clean_line(facts.title)
    if not title:
        raise MeetingRuleError(_("Anh/chị chưa nhập nội dung."), field="title")
    item.title = title
    item.planned_minutes = facts.planned_minutes
    item.outcome = clean_text(facts.outcome)
    write_voice(item, item.meeting, facts.presenter, now)
    check_lengths(item)


def _told(item: AgendaItem) -> dict[str, Any]:
    return {
        "meeting": item.meeting_id,
        "title": item.title,
        "presenter": item.words,
        "planned_minutes": item.planned_minutes,
        "outcome": item.outcome,
    }
