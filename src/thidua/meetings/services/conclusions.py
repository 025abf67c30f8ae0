"""What the meeting decided; each may become a task of the bloc's year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.models import Cycle, Task
from thidua.campaigns.services.tasks import TaskContent, add_task
from thidua.campaigns.services.words import check_lengths
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.meetings.errors import MeetingRuleError
from thidua.meetings.models import Conclusion, Meeting
from thidua.meetings.policies.meetings import may_edit_meeting, may_edit_part, may_make_task
from thidua.meetings.services.shared import (
    clean_line,
    clean_text,
    lock,
    lock_part,
    next_position,
    require_same_agency,
)
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class ConclusionFacts:
    """What was decided, who leads and who helps (or words), until when (None: no day was set)."""

    content: str
    lead: Unit | None = None
    co_units: Sequence[Unit] = ()
    owner_words: str = ""
    due_on: date | None = None


@transaction.atomic
def add_conclusion(*, actor: Actor, meeting: Meeting, facts: ConclusionFacts) -> Conclusion:
    """Record a conclusion after those already there. The same sent twice is recorded once."""
    meeting = lock(meeting)
    require(may_edit_meeting(actor, meeting))
    conclusion = Conclusion(agency_id=meeting.agency_id, meeting=meeting)
    _write(conclusion, facts)
    if (same := Conclusion.objects.filter(meeting=meeting, content=conclusion.content).first()) is not None:
        return same
    conclusion.position = next_position(Conclusion, meeting=meeting)
    conclusion.save()
    conclusion.co_units.set(facts.co_units)
    record(actor, "conclusion.added", conclusion, agency=conclusion.agency_id, after=_told(conclusion))
    return conclusion


@transaction.atomic
def edit_conclusion(*, actor: Actor, conclusion: Conclusion, facts: ConclusionFacts, version: int) -> Conclusion:
    """Change a conclusion. Raises `StaleVersionError` when somebody saved first."""
    conclusion = lock_part(conclusion)
    require(may_edit_part(actor, conclusion))
    require_version(conclusion, version)
    before = _told(conclusion)
    _write(conclusion, facts)
    conclusion.save()
    conclusion.co_units.set(facts.co_units)
    record(actor, "conclusion.edited", conclusion, agency=conclusion.agency_id, before=before, after=_told(conclusion))
    return conclusion


def _write(conclusion: Conclusion, facts: ConclusionFacts) -> None:
    content = clean_text(facts.content)
    if not content:
        raise MeetingRuleError(_("Anh/chị chưa ghi nội dung kết luận."), field="content")
    day = conclusion.meeting.exact_day
    if facts.due_on is not None and day is not None and facts.due_on < day:
        raise MeetingRuleError(
            _("Hạn %(due)s trước ngày họp %(day)s.") % {"due": f"{facts.due_on:%d/%m/%Y}", "day": f"{day:%d/%m/%Y}"},
            field="due_on",
        )
    if facts.lead is not None and facts.lead in facts.co_units:
        raise MeetingRuleError(_("Đơn vị chủ trì không ghi lại ở phần phối hợp."), field="co_units")
    require_same_agency(conclusion.meeting, facts.lead, *facts.co_units)
    conclusion.content = content
    conclusion.lead = facts.lead
    conclusion.owner_words = clean_line(facts.owner_words)
    conclusion.due_on = facts.due_on
    check_lengths(conclusion)


def _told(conclusion: Conclusion) -> dict[str, Any]:
    return {
        "meeting": conclusion.meeting_id,
        "content": conclusion.content,
        "lead": conclusion.lead_id,
        "co_units": sorted(conclusion.co_units.values_list("name", flat=True)),
        "owner_words": conclusion.owner_words,
        "due_on": conclusion.due_on,
    }


@transaction.atomic
def make_task(*, actor: Actor, conclusion: Conclusion, cycle: Cycle) -> Task:
    """Make a task of a year out of a conclusion: the same units lead and help. Asked twice, it is one task."""
    conclusion = lock_part(conclusion)
    require(may_make_task(actor, conclusion))
    if conclusion.task is not None:
        return conclusion.task
    if cycle.bloc_id != conclusion.meeting.bloc_id:
        raise MeetingRuleError(_("Năm thi đua này là của khối khác."), field="cycle")
    task = add_task(
        actor=actor,
        cycle=cycle,
        says=TaskContent(
            title=conclusion.content[:500],
            owner=conclusion.lead,
            co_units=list(conclusion.co_units.all()),
            due_on=conclusion.due_on,
            is_qualitative=True,
        ),
    )
    conclusion.task = task
    conclusion.version += 1
    conclusion.save()
    record(actor, "conclusion.made_task", conclusion, agency=conclusion.agency_id, after={"task": task.pk})
    return task
