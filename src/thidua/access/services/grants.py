"""Giving and ending roles."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.access import policies
from thidua.access.enums import HELD_OVER, OVER_LABELS, ROLE_LABELS, Over
from thidua.access.errors import (
    AlreadyHeldError,
    EndedError,
    LastAdministratorError,
    UserError,
    WrongDatesError,
    WrongScopeError,
)
from thidua.access.models import Delegation, RoleGrant
from thidua.access.queries import agencies_over
from thidua.accounts.models import User
from thidua.audit.services import record
from thidua.common.actor import Actor, Role
from thidua.common.components.texts import short_date
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.organisations.models import Agency, Bloc, Unit


@transaction.atomic
def grant_role(
    *,
    actor: Actor,
    user: User,
    role: Role,
    agency: Agency,
    unit: Unit | None = None,
    bloc: Bloc | None = None,
    since: date,
    until: date | None = None,
    basis: str = "",
    now: datetime,
) -> RoleGrant:
    """Give `user` a role over `agency`, or over one of its units or blocs, from `since` to `until`, both included."""
    require(policies.may_grant_role(actor, user, role, agency))
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not user.is_active:
        raise UserError(_("Tài khoản này đã ngừng. Mở lại tài khoản rồi cấp quyền."))
    _require_scope(role, agency, unit, bloc)
    if until is not None and until < since:
        raise WrongDatesError(_("Ngày kết thúc trước ngày bắt đầu. Xem lại hai ngày."), field="until")
    _refuse_double(user, role, agency, unit, bloc, since, until)
    grant = RoleGrant.objects.create(
        agency=agency,
        user=user,
        role=role,
        unit=unit,
        bloc=bloc,
        since=since,
        until=until,
        basis=basis.strip(),
        granted_at=now,
    )
    record(actor, "role.granted", grant, agency=agency.pk, after=_told(grant))
    return grant


@transaction.atomic
def end_grant(
    *, actor: Actor, grant: RoleGrant, last_day: date | None, reason: str, version: int, now: datetime
) -> RoleGrant:
    """End a role after `last_day`; without one, at once. Delegations of it end with it."""
    require(policies.may_end_grant(actor, grant))
    lock_administrators()
    grant = (
        RoleGrant.objects.select_for_update(of=("self",), no_key=True).select_related("agency", "user").get(pk=grant.pk)
    )
    require_version(grant, version)
    if grant.ended_at is not None:
        raise EndedError(_("Quyền này đã kết thúc."))
    today = timezone.localtime(now).date()
    if not reason.strip():
        raise WrongDatesError(_("Anh/chị chưa ghi lý do kết thúc."), field="reason")
    if last_day is not None and last_day < max(grant.since, today):
        raise WrongDatesError(
            _("Ngày cuối phải từ {day} trở đi. Muốn thôi ngay thì để trống.").format(
                day=short_date(max(grant.since, today))
            ),
            field="last_day",
        )
    if grant.role == Role.ADMINISTRATOR:
        require_other_administrator(grant.agency_id, without=[grant.pk])
    before = _told(grant)
    if last_day is None:
        grant.ended_at = now
    else:
        grant.until = last_day
    grant.ended_because = reason.strip()
    grant.save()
    Delegation.objects.filter(
        grant=grant, ended_at=None, **({} if last_day is None else {"since__gt": last_day})
    ).update(ended_at=now)
    record(actor, "role.ended", grant, agency=grant.agency_id, before=before, after=_told(grant), reason=reason.strip())
    return grant


def require_other_administrator(agency: int, *, without: list[int]) -> None:
    """Raise unless somebody else administers `agency` (or one above it) for good. Call with administrators locked."""
    others = RoleGrant.objects.filter(
        role=Role.ADMINISTRATOR,
        agency__in=agencies_over(agency),
        user__is_active=True,
        until=None,
        ended_at=None,
    ).exclude(pk__in=without)
    if not others.exists():
        raise LastAdministratorError(
            _("Đây là quản trị hệ thống cuối cùng. Cấp quyền quản trị cho người khác trước, rồi mới thôi người này.")
        )


def lock_administrators() -> None:
    """Two administrators who end each other at the same moment do so one after the other."""
    list(
        RoleGrant.objects.select_for_update(no_key=True)
        .filter(role=Role.ADMINISTRATOR)
        .order_by("pk")
        .values_list("pk")
    )


def _require_scope(role: Role, agency: Agency, unit: Unit | None, bloc: Bloc | None) -> None:
    if unit is not None and bloc is not None:
        raise WrongScopeError(_("Chọn một đơn vị hoặc một khối, không chọn cả hai."))
    over = Over.UNIT if unit is not None else Over.BLOC if bloc is not None else Over.AGENCY
    if over not in HELD_OVER[role]:
        raise WrongScopeError(
            _("Quyền “{role}” được cấp theo phạm vi: {over}.").format(
                role=ROLE_LABELS[role], over=", ".join(str(OVER_LABELS[each]) for each in HELD_OVER[role])
            )
        )
    thing = unit or bloc
    if thing is not None and thing.agency_id != agency.pk:
        raise WrongScopeError(_("{thing} không thuộc {agency}.").format(thing=thing, agency=agency))


def _refuse_double(
    user: User, role: Role, agency: Agency, unit: Unit | None, bloc: Bloc | None, since: date, until: date | None
) -> None:
    same = RoleGrant.objects.filter(user=user, role=role, agency=agency, unit=unit, bloc=bloc, ended_at=None)
    overlapping = same.filter(Q(until=None) | Q(until__gte=since))
    if until is not None:
        overlapping = overlapping.filter(since__lte=until)
    held = overlapping.first()
    if held is not None:
        raise AlreadyHeldError(
            _("{user} đang giữ quyền này từ {since}. Kết thúc quyền cũ trước, hoặc chọn ngày khác.").format(
                user=user, since=short_date(held.since)
            ),
            field="since",
        )


def _told(grant: RoleGrant) -> dict[str, object]:
    return {
        "user": grant.user_id,
        "role": grant.role,
        "unit": grant.unit_id,
        "bloc": grant.bloc_id,
        "since": grant.since.isoformat(),
        "until": grant.until.isoformat() if grant.until else None,
        "ended_at": grant.ended_at.isoformat() if grant.ended_at else None,
        "basis": grant.basis,
    }
