"""Roles within a scope, delegation, and an administrator's time-limited staff sessions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.common.actor import Role
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Bloc, Unit

ROLE_LABELS = {
    Role.ADMINISTRATOR: _("Quản trị hệ thống"),
    Role.STANDING_OFFICE: _("Cơ quan thường trực"),
    Role.BLOC_SECRETARY: _("Thư ký khối"),
    Role.UNIT_OFFICER: _("Cán bộ thi đua của đơn vị"),
    Role.UNIT_HEAD: _("Thủ trưởng đơn vị"),
    Role.COUNCIL_MEMBER: _("Ủy viên Hội đồng"),
    Role.OBSERVER: _("Đại diện cấp trên"),
    Role.READER: _("Người xem"),
}


class RoleGrant(Versioned):
    """A user holds a role over an agency, or over one of its units or blocs, between two dates (both included)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, label) for role, label in ROLE_LABELS.items()])
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) | models.Q(bloc__isnull=True), name="grant_over_unit_or_bloc"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="grant_dates_in_order",
            ),
        ]
        indexes = [models.Index(fields=["user", "until"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} – {self.unit or self.bloc or self.agency}"


class Delegation(models.Model):
    """The holder of a grant lets another act for him between two dates. It ends with the grant it came from."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    grant = models.ForeignKey(RoleGrant, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=250)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="delegation_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.grant} → {self.delegate}"


class StaffSession(models.Model):
    """An administrator acts on content for a stated reason and a short time; every entry made meanwhile names it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff_sessions")
    reason = models.CharField(max_length=250)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user}: {self.reason}"
