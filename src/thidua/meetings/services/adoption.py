"""Two different people finish the minutes: the secretary signs, the chair adopts; then the text is frozen."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.queries import chain_head
from thidua.audit.services import record
from thidua.common.actor import Actor, person_of
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.meetings.enums import MeetingState, MinutesState, VersionCause
from thidua.meetings.errors import MinutesRuleError
from thidua.meetings.facts.minutes_paper import digest_of, paper_text
from thidua.meetings.models import Minutes
from thidua.meetings.policies.minutes import may_adopt_minutes, may_return_minutes, may_sign_minutes
from thidua.meetings.policies.people import user_of
from thidua.meetings.queries.minutes import lines_of
from thidua.meetings.services.shared import clean_text, local_day
from thidua.meetings.services.versions import keep_version, lock_minutes


@transaction.atomic
def sign_minutes(*, actor: Actor, minutes: Minutes, version: int, now: datetime) -> Minutes:
    """Sign as secretary: records and text lock until the chair adopts or gives them back. Twice is once."""
    minutes = lock_minutes(minutes)
    if minutes.state == MinutesState.SIGNED and _is(actor, minutes.signed_by_user):
        return minutes
    require(may_sign_minutes(actor, minutes, local_day(now)))
    require_version(minutes, version)
    minutes.state = MinutesState.SIGNED
    minutes.signed_by_id = person_of(actor)
    minutes.signed_by_user = user_of(actor)
    minutes.signed_at = now
    minutes.save()
    kept = keep_version(minutes, VersionCause.SIGNED, actor, now)
    record(actor, "minutes.signed", minutes, agency=minutes.agency_id, after={"digest": kept.digest})
    return minutes


@transaction.atomic
def return_minutes(*, actor: Actor, minutes: Minutes, reason: str, version: int) -> Minutes:
    """Give signed minutes back to the secretary, and say why; the signature falls."""
    minutes = lock_minutes(minutes)
    require(may_return_minutes(actor, minutes))
    require_version(minutes, version)
    if not (reason := clean_text(reason)):
        raise MinutesRuleError(_("Anh/chị chưa ghi cần sửa chỗ nào."), field="reason")
    minutes.state = MinutesState.OPEN
    minutes.signed_by = None
    minutes.signed_by_user = None
    minutes.signed_at = None
    minutes.returned_because = reason
    minutes.save()
    record(actor, "minutes.returned", minutes, agency=minutes.agency_id, reason=reason)
    return minutes


@transaction.atomic
def adopt_minutes(*, actor: Actor, minutes: Minutes, version: int, now: datetime) -> Minutes:
    """Adopt as chair what the secretary signed. The text, with the head of the history in it, is frozen and hashed.

    Nothing of the meeting can change from now on. Twice is once.
    """
    minutes = lock_minutes(minutes)
    if minutes.state == MinutesState.ADOPTED and _is(actor, minutes.adopted_by_user):
        return minutes
    require(may_adopt_minutes(actor, minutes))
    require_version(minutes, version)
    head = chain_head(minutes.agency_id)
    minutes.state = MinutesState.ADOPTED
    minutes.adopted_by_id = person_of(actor)
    minutes.adopted_by_user = user_of(actor)
    minutes.adopted_at = now
    minutes.returned_because = ""
    minutes.chain_number, minutes.chain_hash = head.number, head.hash
    minutes.text = paper_text(minutes, lines_of(minutes.pk), head)
    minutes.digest = digest_of(minutes.text)
    minutes.save()
    keep_version(minutes, VersionCause.ADOPTED, actor, now, minutes.text)
    meeting = minutes.meeting
    meeting.state = MeetingState.ADOPTED
    meeting.version += 1
    meeting.save()
    record(
        actor,
        "minutes.adopted",
        minutes,
        agency=minutes.agency_id,
        after={"digest": minutes.digest, "chain_number": head.number, "chain_hash": head.hash},
    )
    return minutes


def _is(actor: Actor, user: int | None) -> bool:
    return user is not None and user_of(actor) == user
