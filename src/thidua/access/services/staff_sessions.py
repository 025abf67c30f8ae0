"""An administrator acts on content: for a stated reason, an hour at most, and every entry made meanwhile names it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.access import policies
from thidua.access.errors import EndedError, StaffSessionError
from thidua.access.models import StaffSession
from thidua.access.queries import session_in_force
from thidua.accounts.models import User
from thidua.audit.services import record
from thidua.common.actor import Actor, PersonActor, Role
from thidua.common.policy import require
from thidua.organisations.models import Agency

LONGEST = 60
"""Minutes."""
REASON_AT_LEAST = 10
"""Characters: “sửa lỗi” says nothing to whoever reads it in a year."""


@transaction.atomic
def start_staff_session(*, actor: Actor, agency: Agency, reason: str, minutes: int, now: datetime) -> StaffSession:
    """Let the actor act as the standing office of `agency` for `minutes`."""
    require(policies.may_start_staff_session(actor))
    if not isinstance(actor, PersonActor) or agency.pk not in policies.agencies_kept_by(actor, Role.ADMINISTRATOR):
        raise StaffSessionError(_("Anh/chị không quản trị cơ quan này. Chọn cơ quan khác."), field="agency")
    user = User.objects.select_for_update(no_key=True).get(pk=actor.user)
    if session_in_force(user, now) is not None:
        raise StaffSessionError(_("Anh/chị đang trong một phiên quản trị. Kết thúc phiên đó trước."))
    if not 1 <= minutes <= LONGEST:
        raise StaffSessionError(_("Phiên quản trị dài từ 1 đến {most} phút.").format(most=LONGEST), field="minutes")
    if len(reason.strip()) < REASON_AT_LEAST:
        raise StaffSessionError(_("Ghi lý do cho rõ: việc gì, ai nhờ, để người sau đọc hiểu."), field="reason")
    session = StaffSession.objects.create(
        agency=agency,
        user=user,
        reason=reason.strip(),
        started_at=now,
        ends_at=now + timedelta(minutes=minutes),
    )
    after = {"ends_at": session.ends_at.isoformat()}
    record(actor, "staff_session.started", session, agency=agency.pk, after=after, reason=session.reason)
    return session


@transaction.atomic
def end_staff_session(*, actor: Actor, session: StaffSession, now: datetime) -> StaffSession:
    """End it before its time."""
    require(policies.may_end_staff_session(actor, session, now))
    session = (
        StaffSession.objects.select_for_update(of=("self",), no_key=True).select_related("user").get(pk=session.pk)
    )
    if session.ended_at is not None:
        raise EndedError(_("Phiên này đã kết thúc."))
    session.ended_at = now
    session.save(update_fields=["ended_at"])
    record(actor, "staff_session.ended", session, agency=session.agency_id, after={"ended_at": now.isoformat()})
    return session
