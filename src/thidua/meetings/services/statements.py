"""What was read or said: reports, opinions, the superior's direction, praise."""

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
from thidua.meetings.enums import StatementKind
from thidua.meetings.errors import MeetingRuleError
from thidua.meetings.models import Meeting, Statement
from thidua.meetings.policies.meetings import may_add_statement, may_edit_statement
from thidua.meetings.services.shared import (
    NOBODY,
    VoiceFacts,
    clean_line,
    clean_text,
    lock,
    lock_part,
    next_position,
    require_same_agency,
    write_voice,
)
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What is known of it. `title`: name of the report, or the deed praised; `about_*`: whose deed."""

    voice: VoiceFacts = NOBODY
    content: str = ""
    title: str = ""
    about_unit: Unit | None = None
    about_words: str = ""


@transaction.atomic
def add_statement(
    *, actor: Actor, meeting: Meeting, kind: StatementKind, facts: StatementFacts, now: datetime
) -> Statement:
    """Record what was read or said, after what was said before. The same sent twice is recorded once."""
    meeting = lock(meeting)
    require(may_add_statement(actor, meeting, kind))
    statement = Statement(agency_id=meeting.agency_id, meeting=meeting, kind=kind)
    _write(statement, facts, now)
    same = Statement.objects.filter(
        meeting=meeting, kind=kind, words=statement.words, title=statement.title, content=statement.content
    ).first()
    if same is not None:
        return same
    statement.position = next_position(Statement, meeting=meeting, kind=kind)
    statement.save()
    record(actor, "statement.added", statement, agency=statement.agency_id, after=_told(statement))
    return statement


@transaction.atomic
def edit_statement(
    *, actor: Actor, statement: Statement, facts: StatementFacts, version: int, now: datetime
) -> Statement:
    """Change what was recorded. Raises `StaleVersionError` when somebody saved first."""
    statement = lock_part(statement)
    require(may_edit_statement(actor, statement))
    require_version(statement, version)
    before = _told(statement)
    _write(statement, facts, now)
    statement.save()
    record(actor, "statement.edited", statement, agency=statement.agency_id, before=before, after=_told(statement))
    return statement


def _write(statement: Statement, facts: StatementFacts, now: datetime) -> None:
    write_voice(statement, statement.meeting, facts.voice, now)
    require_same_agency(statement.meeting, facts.about_unit)
    statement.content = clean_text(facts.content)
    statement.title = clean_line(facts.title)
    statement.about_unit = facts.about_unit
    statement.about_words = clean_line(facts.about_words)
    check_lengths(statement)
    if statement.kind in (StatementKind.OPINION, StatementKind.DIRECTION):
        if not statement.words:
            raise MeetingRuleError(_("Ghi ai phát biểu: chọn người, đơn vị, hoặc ghi bằng chữ."), field="words")
        if not statement.content:
            raise MeetingRuleError(_("Anh/chị chưa ghi nội dung phát biểu."), field="content")
    if statement.kind == StatementKind.REPORT and not (statement.title or statement.content):
        raise MeetingRuleError(_("Ghi tên báo cáo hoặc nội dung báo cáo."), field="title")
    if statement.kind == StatementKind.PRAISE and not (statement.title or statement.content):
        raise MeetingRuleError(_("Ghi việc được biểu dương."), field="title")


def _told(statement: Statement) -> dict[str, Any]:
    return {
        "meeting": statement.meeting_id,
        "kind": statement.kind,
        "who": statement.words,
        "title": statement.title,
        "content": statement.content,
        "about": statement.about_words or str(statement.about_unit or ""),
    }
