"""Handing one's own role to another for a time."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.access import policies
from thidua.access.errors import AlreadyHeldError, DelegationError, EndedError, WrongDatesError
from thidua.access.models import Delegation, RoleGrant
from thidua.access.queries import colleagues_for, name_of
from thidua.accounts.models import User
from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.policy import require


@transaction.atomic
def delegate(
    *, actor: Actor, grant: RoleGrant, to: User, since: date, until: date, reason: str, now: datetime
) -> Delegation:
    """Let `to` act for the actor in this role from `since` to `until`, both included."""
    require(policies.may_delegate(actor, grant))
    grant = (
        RoleGrant.objects.select_for_update(of=("self",), no_key=True).select_related("agency", "user").get(pk=grant.pk)
    )
    today = timezone.localtime(now).date()
    if not grant.holds_on(today):
        raise EndedError(_("Quyền này không còn hiệu lực."))
    if not colleagues_for(grant, today).filter(pk=to.pk).exists():
        raise DelegationError(
            _("Chỉ ủy quyền được cho người cùng đơn vị hoặc cùng khối, đang có tài khoản."), field="to"
        )
    _require_dates(grant, since, until, today)
    if not reason.strip():
        raise DelegationError(_("Anh/chị chưa ghi lý do ủy quyền."), field="reason")
    if Delegation.objects.filter(grant=grant, delegate=to, ended_at=None, since__lte=until, until__gte=since).exists():
        raise AlreadyHeldError(
            _("{name} đã được ủy quyền này trong những ngày đó.").format(name=name_of(to)), field="to"
        )
    delegation = Delegation.objects.create(
        agency_id=grant.agency_id,
        grant=grant,
        delegate=to,
        since=since,
        until=until,
        reason=reason.strip(),
        made_at=now,
    )
    record(
        actor,
        "role.delegated",
        delegation,
        agency=grant.agency_id,
        after={"grant": grant.pk, "delegate": to.pk, "since": since.isoformat(), "until": until.isoformat()},
        reason=reason.strip(),
    )
    return delegation


@transaction.atomic
def end_delegation(*, actor: Actor, delegation: Delegation, now: datetime) -> Delegation:
    """End it now."""
    require(policies.may_end_delegation(actor, delegation))
    delegation = (
        Delegation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("grant__user", "grant__agency", "delegate")
        .get(pk=delegation.pk)
    )
    if delegation.ended_at is not None:
        raise EndedError(_("Lần ủy quyền này đã kết thúc."))
    delegation.ended_at = now
    delegation.save(update_fields=["ended_at"])
    record(
        actor,
        "role.delegation_ended",
        delegation,
        agency=delegation.agency_id,
        before={"until": delegation.until.isoformat()},
        after={"ended_at": now.isoformat()},
    )
    return delegation


def _require_dates(grant: RoleGrant, since: date, until: date, today: date) -> None:
    if since < today:
        raise WrongDatesError(_("Ủy quyền có hiệu lực từ hôm nay trở đi."), field="since")
    if until < since:
        raise WrongDatesError(_("Ngày cuối trước ngày đầu. Xem lại hai ngày."), field="until")
    if grant.until is not None and until > grant.until:
        raise WrongDatesError(
            _("Quyền của anh/chị hết ngày {day}; chỉ ủy quyền được đến ngày đó.").format(day=short_date(grant.until)),
            field="until",
        )
