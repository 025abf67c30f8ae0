"""Builds the Actor of a request from the grants, delegations and staff session in force on the day."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from thidua.access.models import RoleGrant
from thidua.access.queries import delegations_in_force, grants_in_force, person_of, session_in_force
from thidua.accounts.models import User
from thidua.common.actor import Actor, PersonActor, Role, Scope, Visitor
from thidua.organisations.models import Agency


def build_actor(user: User | AnonymousUser, now: datetime) -> Actor:
    """The actor `user` is at `now`: a few queries, however many grants and delegations there are."""
    if not isinstance(user, User) or not user.is_active:
        return Visitor()
    day = timezone.localtime(now).date()
    grants = list(grants_in_force(day).filter(user=user).select_related("agency", "user__person"))
    delegated = list(
        delegations_in_force(day).filter(delegate=user).prefetch_related("grant__agency", "grant__user__person")
    )
    administered = [grant.agency for grant in grants if grant.role == Role.ADMINISTRATOR]
    session = session_in_force(user, now) if administered else None
    if session is not None and not any(session.agency.path.startswith(agency.path) for agency in administered):
        session = None  # he was administrator there when he began
    whole = [grant.agency for grant in (*grants, *(each.grant for each in delegated)) if _is_over_agency(grant)]
    below = _agencies_below([*whole, session.agency] if session else whole)
    scopes = [_scope(grant, below) for grant in grants]
    for each in delegated:
        represented = person_of(each.grant.user)
        on_behalf_of = represented.pk if represented else None
        scopes.append(_scope(each.grant, below, on_behalf_of=on_behalf_of, delegation=each.pk))
    if session is not None:
        scopes.append(Scope(Role.STANDING_OFFICE, below[session.agency_id]))
    person = person_of(grants[0].user if grants else user)
    return PersonActor(
        user=user.pk,
        person=person.pk if person else None,
        name=person.full_name if person else user.username,
        staff_session=session.pk if session else None,
        scopes=frozenset(scopes),
    )


def _agencies_below(roots: list[Agency]) -> dict[int, frozenset[int]]:
    """Each root with itself and everything below it, by the tree's paths."""
    if not roots:
        return {}
    wanted = Q()
    for root in roots:
        wanted |= Q(path__startswith=root.path)
    rows = list(Agency.objects.filter(wanted).order_by().values_list("pk", "path"))
    return {root.pk: frozenset(pk for pk, path in rows if path.startswith(root.path)) for root in roots}


def _is_over_agency(grant: RoleGrant) -> bool:
    return grant.unit_id is None and grant.bloc_id is None


def _scope(
    grant: RoleGrant,
    below: dict[int, frozenset[int]],
    on_behalf_of: int | None = None,
    delegation: int | None = None,
) -> Scope:
    return Scope(
        Role(grant.role),
        below[grant.agency_id] if _is_over_agency(grant) else frozenset({grant.agency_id}),
        unit=grant.unit_id,
        bloc=grant.bloc_id,
        on_behalf_of=on_behalf_of,
        delegation=delegation,
    )
