"""What those who attended want changed, and what the secretary makes of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.services.words import check_lengths
from thidua.common.actor import Actor, person_of
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.meetings.enums import AmendmentState, MinutesSection, VersionCause
from thidua.meetings.errors import MinutesRuleError
from thidua.meetings.models import Amendment, Minutes, MinutesLine
from thidua.meetings.policies.minutes import may_decide_amendment, may_propose_amendment, may_withdraw_amendment
from thidua.meetings.policies.people import attended_as, user_of
from thidua.meetings.services.minutes import LAST
from thidua.meetings.services.shared import clean_line, clean_text, local_day, lock
from thidua.meetings.services.versions import keep_version, lock_minutes, name_of, put_in_order


@transaction.atomic
def propose_amendment(
    *,
    actor: Actor,
    minutes: Minutes,
    section: MinutesSection,
    text: str,
    reason: str,
    line: MinutesLine | None = None,
    now: datetime,
) -> Amendment:
    """Ask that a sentence say `text`, or (no `line`) that `text` be added to a section. Sent twice, it stands once."""
    minutes = lock_minutes(minutes)
    require(may_propose_amendment(actor, minutes, local_day(now)))
    text, reason = clean_text(text), clean_line(reason)
    if not text:
        raise MinutesRuleError(_("Anh/chị chưa ghi câu muốn sửa thành."), field="text")
    if not reason:
        raise MinutesRuleError(_("Anh/chị chưa ghi lý do đề nghị sửa."), field="reason")
    if line is not None:
        line = lock(line)
        if line.minutes_id != minutes.pk:
            raise MinutesRuleError(_("Câu này thuộc biên bản khác."))
        if line.text == text:
            raise MinutesRuleError(_("Câu đề nghị giống câu đang có."), field="text")
    same = Amendment.objects.filter(
        minutes=minutes, line=line, text=text, proposed_by_user=user_of(actor), state=AmendmentState.PROPOSED
    ).first()
    if same is not None:
        return same
    seat = attended_as(actor).filter(meeting=minutes.meeting_id).select_related("unit").order_by("pk")[0]
    amendment = Amendment(
        agency_id=minutes.agency_id,
        minutes=minutes,
        section=line.section if line else section,
        line=line,
        line_text=line.text if line else "",
        text=text,
        reason=reason,
        proposed_by_id=person_of(actor),
        proposed_by_user=user_of(actor),
        proposed_by_words=", ".join(filter(None, [name_of(actor), seat.unit.name if seat.unit else ""])),
        unit=seat.unit,
        proposed_at=now,
    )
    check_lengths(amendment)
    amendment.save()
    record(
        actor,
        "amendment.proposed",
        amendment,
        agency=amendment.agency_id,
        before={"text": amendment.line_text},
        after={"text": text, "section": amendment.section},
        reason=reason,
    )
    return amendment


@transaction.atomic
def withdraw_amendment(*, actor: Actor, amendment: Amendment, now: datetime) -> Amendment:
    """Take an amendment back while it waits."""
    amendment = _lock(amendment)
    require(may_withdraw_amendment(actor, amendment))
    _close(amendment, AmendmentState.WITHDRAWN, actor, "", now)
    record(actor, "amendment.withdrawn", amendment, agency=amendment.agency_id)
    return amendment


@transaction.atomic
def accept_amendment(
    *, actor: Actor, amendment: Amendment, line_version: int | None, reason: str = "", now: datetime
) -> Amendment:
    """Take the proposed text into the minutes. `line_version`: the sentence as the secretary had read it.

    Raises `StaleVersionError` when the sentence changed since he opened the page. If the sentence is gone, the text
    is added at the end of its section.
    """
    amendment = _lock(amendment)
    require(may_decide_amendment(actor, amendment))
    minutes = amendment.minutes
    line = MinutesLine.objects.select_for_update(no_key=True).filter(amendments=amendment).first()
    before = ""
    if line is None:
        line = MinutesLine(agency_id=minutes.agency_id, minutes=minutes, section=amendment.section, position=LAST)
    else:
        require_version(line, line_version or 0)
        before = line.text
    line.text = amendment.text
    line.save()
    amendment.line = line
    _close(amendment, AmendmentState.ACCEPTED, actor, reason, now)
    put_in_order(minutes)
    keep_version(minutes, VersionCause.AMENDED, actor, now)
    record(
        actor,
        "amendment.accepted",
        amendment,
        agency=amendment.agency_id,
        before={"text": before},
        after={"text": line.text},
        reason=clean_line(reason),
    )
    return amendment


@transaction.atomic
def reject_amendment(*, actor: Actor, amendment: Amendment, reason: str, now: datetime) -> Amendment:
    """Leave the minutes as they are, and say why."""
    amendment = _lock(amendment)
    require(may_decide_amendment(actor, amendment))
    if not clean_line(reason):
        raise MinutesRuleError(_("Anh/chị chưa ghi lý do không tiếp thu."), field="reason")
    _close(amendment, AmendmentState.REJECTED, actor, reason, now)
    record(actor, "amendment.rejected", amendment, agency=amendment.agency_id, reason=clean_line(reason))
    return amendment


def _lock(amendment: Amendment) -> Amendment:
    minutes = lock_minutes(amendment.minutes)
    amendment = lock(amendment)
    amendment.minutes = minutes
    return amendment


def _close(amendment: Amendment, state: AmendmentState, actor: Actor, reason: str, now: datetime) -> None:
    amendment.state = state
    amendment.decided_by = name_of(actor)
    amendment.decided_at = now
    amendment.decision_reason = clean_line(reason)
    amendment.version += 1
    check_lengths(amendment)
    amendment.save()
