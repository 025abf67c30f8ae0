"""Build the minutes from the records, keep them in step with the records, and let the secretary write in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.meetings.enums import MeetingState, MinutesSection, MinutesState, VersionCause
from thidua.meetings.errors import MinutesRuleError
from thidua.meetings.facts.minutes_lines import BuiltLine
from thidua.meetings.facts.minutes_text import build_lines
from thidua.meetings.models import Meeting, Minutes, MinutesLine
from thidua.meetings.policies.minutes import may_build_minutes, may_edit_minutes, may_open_for_amendment
from thidua.meetings.queries.records import records_of
from thidua.meetings.services.shared import clean_text, local_day, lock
from thidua.meetings.services.versions import ORDER, keep_version, lock_minutes, put_in_order

LAST = 1_000_000
"""Where a new sentence waits until all are numbered."""


@dataclass(frozen=True, slots=True)
class LineEdit:
    """A sentence as the secretary wants it, with the version he had read. Empty text leaves the sentence out."""

    line: int
    version: int
    text: str


@transaction.atomic
def build_minutes(*, actor: Actor, meeting: Meeting, now: datetime) -> Minutes:
    """Draft the minutes from the records of a meeting that was held."""
    meeting = lock(meeting)
    require(may_build_minutes(actor, meeting))
    minutes = Minutes.objects.create(agency_id=meeting.agency_id, meeting=meeting)
    built = sorted(build_lines(records_of(meeting.pk)), key=lambda line: ORDER[line.section])
    for position, line in enumerate(built, start=1):
        _add_built(minutes, line, position)
    meeting.state = MeetingState.MINUTES_DRAFT
    meeting.version += 1
    meeting.save()
    version = keep_version(minutes, VersionCause.BUILT, actor, now)
    record(actor, "minutes.built", minutes, agency=minutes.agency_id, after={"digest": version.digest})
    return minutes


@transaction.atomic
def refresh_minutes(*, actor: Actor, minutes: Minutes, now: datetime) -> Minutes:
    """Take over what changed in the records since. Sentences that a person wrote or changed keep their text."""
    minutes = lock_minutes(minutes)
    require(may_edit_minutes(actor, minutes))
    built = build_lines(records_of(minutes.meeting_id))
    old = {line.slot: line for line in minutes.lines.select_for_update(no_key=True).exclude(slot="").order_by("pk")}
    changed = 0
    for line in built:
        kept = old.pop(line.slot, None)
        if kept is None:
            _add_built(minutes, line, LAST)
        elif kept.built_text != line.text:
            _bring_up_to_date(kept, line)
        else:
            continue
        changed += 1
    for vanished in old.values():
        _let_go(vanished)
        changed += 1
    if changed:
        put_in_order(minutes, [line.slot for line in built])
        version = keep_version(minutes, VersionCause.BUILT, actor, now)
        after = {"sentences": changed, "digest": version.digest}
        record(actor, "minutes.refreshed", minutes, agency=minutes.agency_id, after=after)
    return minutes


@transaction.atomic
def edit_minutes(
    *,
    actor: Actor,
    minutes: Minutes,
    edits: Iterable[LineEdit],
    added: Iterable[tuple[MinutesSection, str]] = (),
    now: datetime,
) -> Minutes:
    """Write in the minutes. A sentence that somebody else changed meanwhile raises `StaleVersionError`; then nothing
    is written. A sentence that already says the same is left alone."""
    minutes = lock_minutes(minutes)
    require(may_edit_minutes(actor, minutes))
    lines = {line.pk: line for line in minutes.lines.select_for_update(no_key=True).order_by("pk")}
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for edit in edits:
        line = lines.get(edit.line)
        if line is None:
            raise MinutesRuleError(_("Một câu vừa bị bỏ khỏi biên bản. Tải lại trang rồi sửa tiếp."))
        text = clean_text(edit.text)
        if text == line.text:
            continue
        require_version(line, edit.version)
        before[str(line.pk)], after[str(line.pk)] = line.text, text
        _write(line, text)
    for section, given in added:
        text = clean_text(given)
        if text and not any(line.section == section and line.text == text for line in lines.values()):
            line = MinutesLine.objects.create(
                agency_id=minutes.agency_id, minutes=minutes, section=section, position=LAST, text=text
            )
            after[str(line.pk)] = text
    if after:
        put_in_order(minutes)
        keep_version(minutes, VersionCause.EDITED, actor, now)
        record(actor, "minutes.edited", minutes, agency=minutes.agency_id, before=before, after=after)
    return minutes


@transaction.atomic
def open_for_amendment(
    *,
    actor: Actor,
    minutes: Minutes,
    amend_until: date | None,
    is_read_back: bool = False,
    version: int,
    now: datetime,
) -> Minutes:
    """Send the draft to those who attended: they may propose amendments through `amend_until`.

    With `is_read_back` the text was read aloud and agreed at the meeting itself; no day needs to be waited for.
    """
    minutes = lock_minutes(minutes)
    require(may_open_for_amendment(actor, minutes))
    require_version(minutes, version)
    today = local_day(now)
    if amend_until is None and not is_read_back:
        raise MinutesRuleError(
            _("Đặt hạn đề nghị sửa, hoặc ghi biên bản đã đọc lại tại cuộc họp."), field="amend_until"
        )
    if amend_until is not None and amend_until < today:
        raise MinutesRuleError(
            _("Hạn đề nghị sửa phải từ hôm nay, %(day)s, trở đi.") % {"day": f"{today:%d/%m/%Y}"}, field="amend_until"
        )
    before = {"amend_until": minutes.amend_until, "is_read_back": minutes.is_read_back}
    minutes.state = MinutesState.OPEN
    minutes.amend_until = amend_until
    minutes.is_read_back = is_read_back
    minutes.save()
    record(
        actor,
        "minutes.opened",
        minutes,
        agency=minutes.agency_id,
        before=before,
        after={"amend_until": amend_until, "is_read_back": is_read_back},
    )
    return minutes


def _add_built(minutes: Minutes, line: BuiltLine, position: int) -> None:
    MinutesLine.objects.create(
        agency_id=minutes.agency_id,
        minutes=minutes,
        section=line.section,
        position=position,
        text=line.text,
        built_text=line.text,
        slot=line.slot,
        source_kind=line.source_kind,
        source_id=line.source_id,
    )


def _bring_up_to_date(line: MinutesLine, built: BuiltLine) -> None:
    if not line.is_edited:
        line.text = built.text
    line.built_text = built.text
    line.version += 1
    line.save()


def _let_go(line: MinutesLine) -> None:
    """The record is gone: its sentence goes too, unless a person made it his own."""
    if not line.is_edited or not line.text:
        line.delete()
        return
    line.slot = line.source_kind = line.built_text = ""
    line.source_id = None
    line.version += 1
    line.save()


def _write(line: MinutesLine, text: str) -> None:
    """A built sentence without text is left out and remembered; one that a person added goes."""
    if not text and not line.slot:
        line.delete()
        return
    line.text = text
    line.save()
