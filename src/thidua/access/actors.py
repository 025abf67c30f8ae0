"""Builds the Actor of a request from the grants, delegations and staff session in force on the day."""

from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from thidua.access.models import Delegation, RoleGrant, StaffSession
from thidua.accounts.models import User
from thidua.common.actor import Actor, PersonActor, Role, Scope, Visitor
from thidua.organisations.models import Agency, Person


def build_actor(user: User | AnonymousUser, now: datetime) -> Actor:
    """The actor `user` is at `now`: a constant number of queries, whatever the number of grants."""
    if not isinstance(user, User) or not user.is_active:
        return Visitor()
    day = timezone.localtime(now).date()
    grants = list(_grants_in_force(day).filter(user=user))
    delegated = list(
        Delegation.objects.filter(delegate=user, since__lte=day, until__gte=day, ended_at=None)
        .filter(grant__in=_grants_in_force(day))
        .select_related("grant__user__person")
    )
    session = StaffSession.objects.filter(user=user, ended_at=None, ends_at__gt=now).order_by("-pk").first()
    roots = {grant.agency_id for grant in grants} | {each.grant.agency_id for each in delegated}
    below = _agencies_below(roots | ({session.agency_id} if session else set()))
    scopes = [_scope(grant, below) for grant in grants]
    scopes += [_scope(each.grant, below, on_behalf_of=_person_id(each.grant.user)) for each in delegated]
    if session is not None:
        scopes.append(Scope(Role.STANDING_OFFICE, below[session.agency_id]))
    person = Person.objects.filter(user=user).only("pk", "full_name").first()
    return PersonActor(
        user=user.pk,
        person=person.pk if person else None,
        name=person.full_name if person else user.username,
        staff_session=session.pk if session else None,
        scopes=frozenset(scopes),
    )


def _grants_in_force(day: date) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


def _agencies_below(roots: set[int]) -> dict[int, frozenset[int]]:
    """Each root with itself and everything below it, by the tree's paths."""
    if not roots:
        return {}
    paths = dict(Agency.objects.filter(pk__in=roots).values_list("pk", "path"))
    wanted = Q()
    for path in paths.values():
        wanted |= Q(path__startswith=path)
    rows = list(Agency.objects.filter(wanted).values_list("pk", "path"))
    return {root: frozenset(pk for pk, other in rows if other.startswith(path)) for root, path in paths.items()}


def _scope(grant: RoleGrant, below: dict[int, frozenset[int]], on_behalf_of: int | None = None) -> Scope:
    over_agency = grant.unit_id is None and grant.bloc_id is None
    return Scope(
        Role(grant.role),
        below[grant.agency_id] if over_agency else frozenset({grant.agency_id}),
        unit=grant.unit_id,
        bloc=grant.bloc_id,
        on_behalf_of=on_behalf_of,
    )


def _person_id(user: User) -> int | None:
    person = getattr(user, "person", None)
    return person.pk if person else None
