"""Who holds which role. Reads for all apps above: for “who may do it”, for reminders, for lists."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.access.enums import ROLE_LABELS
from thidua.access.models import Delegation, RoleGrant, StaffSession
from thidua.accounts.models import User
from thidua.common.actor import Role
from thidua.organisations.models import Agency, BlocMembership, Person


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role on a day. `on_behalf_of` is the name of whoever delegated it, else empty."""

    user: int
    person: int | None
    name: str
    email: str
    role: Role
    on_behalf_of: str = ""


def grants_in_force(day: date) -> QuerySet[RoleGrant]:
    """Grants in force on `day`; none over a unit that had ended by then: a role ends with what it is held over."""
    return RoleGrant.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), _lives(day), since__lte=day, ended_at=None
    )


def _lives(day: date, path: str = "") -> Q:
    """The condition that what a grant is held over has not ended before `day`; `path` leads to the grant."""
    unit = f"{path}unit"
    return (
        Q(**{f"{unit}__isnull": True}) | Q(**{f"{unit}__ended_on__isnull": True}) | Q(**{f"{unit}__ended_on__gte": day})
    )


def delegations_in_force(day: date) -> QuerySet[Delegation]:
    """Delegations in force on `day`; none outlives its grant, none speaks for an account that was stopped."""
    return Delegation.objects.filter(
        Q(grant__until__isnull=True) | Q(grant__until__gte=day),
        _lives(day, "grant__"),
        since__lte=day,
        until__gte=day,
        ended_at=None,
        grant__since__lte=day,
        grant__ended_at=None,
        grant__user__is_active=True,
    )


def session_in_force(user: User, now: datetime) -> StaffSession | None:
    """The staff session that the user is in."""
    sessions = StaffSession.objects.filter(user=user, ended_at=None, ends_at__gt=now)
    return sessions.select_related("agency").order_by("-pk").first()


def users_holding(
    *roles: Role, day: date, agency: int | None = None, unit: int | None = None, bloc: int | None = None
) -> list[Holder]:
    """Everybody who holds one of `roles` on `day` over exactly one of: an agency (or one above it), a unit, a bloc.

    Those who hold it by delegation come after those who hold it themselves. Three queries at most.
    """
    grants = grants_in_force(day).filter(_over(agency, unit, bloc), role__in=roles)
    own = [
        _holder(grant.user, grant.role)
        for grant in grants.filter(user__is_active=True).select_related("user__person").order_by("role", "pk")
    ]
    delegated = [
        _holder(each.delegate, each.grant.role, on_behalf_of=name_of(each.grant.user))
        for each in delegations_in_force(day)
        .filter(grant__in=grants, delegate__is_active=True)
        .select_related("delegate__person", "grant__user__person")
        .order_by("pk")
    ]
    return own + delegated


def people_who_may(
    *roles: Role, day: date, agency: int | None = None, unit: int | None = None, bloc: int | None = None
) -> str:
    """Names in words for a refusal: “Đặng Minh Thư (Thư ký khối)”; says so when nobody holds the role."""
    holders = users_holding(*roles, day=day, agency=agency, unit=unit, bloc=bloc)
    if not holders:
        words = " / ".join(str(ROLE_LABELS[role]) for role in roles)
        return _("{role} (chưa giao cho ai)").format(role=words)
    shown, seen = [], set()
    for holder in holders:
        if holder.user not in seen:
            seen.add(holder.user)
            shown.append(f"{holder.name} ({ROLE_LABELS[holder.role]})")
    if len(shown) <= 3:
        return ", ".join(shown)
    rest = len(shown) - 3
    return (
        ", ".join(shown[:3]) + " " + ngettext("và %(rest)s người khác", "và %(rest)s người khác", rest) % {"rest": rest}
    )


def name_of(user: User) -> str:
    """The person's name, else the account's."""
    person = person_of(user)
    return person.full_name if person else user.username


def person_of(user: User) -> Person | None:
    """The person behind an account."""
    return cast("Person | None", getattr(user, "person", None))


def grants_of(users: Iterable[User], day: date) -> dict[int, list[RoleGrant]]:
    """What each of `users` holds on `day` or will hold, in one query, by user."""
    held: dict[int, list[RoleGrant]] = defaultdict(list)
    rows = RoleGrant.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), _lives(day), user__in=list(users), ended_at=None
    )
    for grant in rows.select_related("agency", "unit", "bloc").order_by("role", "pk"):
        held[grant.user_id].append(grant)
    return held


def colleagues_for(grant: RoleGrant, day: date) -> QuerySet[User]:
    """To whom a grant may be delegated: of a unit to its people, of a bloc to its members' people of the year, of an
    agency to its people; always somebody else, with an account in use."""
    people = Person.objects.filter(agency_id=grant.agency_id, user__isnull=False)
    if grant.unit_id is not None:
        people = people.filter(_belongs_to([grant.unit_id], day))
    elif grant.bloc_id is not None:
        units = BlocMembership.objects.filter(bloc_id=grant.bloc_id, year=day.year).values("unit")
        people = people.filter(_belongs_to(units, day))
    return (
        User.objects.filter(is_active=True, person__in=people.values("pk"))
        .exclude(pk=grant.user_id)
        .select_related("person")
        .order_by("person__sort_key", "pk")
    )


def _belongs_to(units: object, day: date) -> Q:
    return (
        Q(memberships__unit__in=units)
        & (Q(memberships__since=None) | Q(memberships__since__lte=day))
        & (Q(memberships__until=None) | Q(memberships__until__gte=day))
    )


def _over(agency: int | None, unit: int | None, bloc: int | None) -> Q:
    if unit is not None:
        return Q(unit=unit)
    if bloc is not None:
        return Q(bloc=bloc)
    if agency is None:
        raise ValueError("Over what? Name an agency, a unit or a bloc.")
    return Q(agency__in=agencies_over(agency), unit=None, bloc=None)


def agencies_over(agency: int) -> list[int]:
    """The agency and every one above it."""
    path = str(Agency.objects.values_list("path", flat=True).get(pk=agency))
    above = [path[:end] for end in range(Agency.steplen, len(path) + 1, Agency.steplen)]
    return list(Agency.objects.filter(path__in=above).values_list("pk", flat=True))


def _holder(user: User, role: str, on_behalf_of: str = "") -> Holder:
    person = person_of(user)
    email = (person.email if person else "") or user.email
    return Holder(user.pk, person.pk if person else None, name_of(user), email, Role(role), on_behalf_of)
