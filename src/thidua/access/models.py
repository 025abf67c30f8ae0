"""Roles within a scope, delegation, and an administrator's time-limited staff sessions."""

from datetime import date

from django.conf import settings
from django.db import models

from thidua.access.enums import ROLE_LABELS
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Bloc, Unit


class RoleGrant(Versioned):
    """A user holds a role over an agency, or over one of its units or blocs, between two dates (both included)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, label) for role, label in ROLE_LABELS.items()])
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=250, blank=True)
    """The decision it rests on, if there is one."""
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """Set when it was ended at once, before its last day was over."""
    ended_because = models.CharField(max_length=250, blank=True)

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
        indexes = [
            models.Index(fields=["user", "until"]),
            models.Index(fields=["agency", "role"]),
            models.Index(fields=["unit", "role"]),
            models.Index(fields=["bloc", "role"]),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.over}"

    @property
    def over(self) -> Agency | Unit | Bloc:
        """What the role is held over."""
        return self.unit or self.bloc or self.agency

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on `day`: not ended, and the unit it is held over, if it is over one, still lives."""
        ends = [self.until, self.unit.ended_on if self.unit is not None else None]
        return self.ended_at is None and self.since <= day and all(end is None or day <= end for end in ends)


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
        indexes = [models.Index(fields=["delegate", "until"])]

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

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("started_at")), name="staff_session_times_in_order"
            ),
        ]
        indexes = [models.Index(fields=["user", "ends_at"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.reason}"
