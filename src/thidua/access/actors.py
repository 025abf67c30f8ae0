"""Builds the Actor of a request from the grants, delegations and staff session in force on the day."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from thidua.access.queries import delegations_in_force, grants_in_force, person_of, session_in_force
from thidua.accounts.models import User
from thidua.common.actor import Actor, PersonActor, Role, Scope, Visitor
from thidua.organisations.models import Agency


@dataclass(frozen=True, slots=True)
class _Held:
    """What of a grant decides: no model is built of it, for every request begins with this."""

    role: str
    agency: int
    path: str
    unit: int | None
    bloc: int | None

    @property
    def is_over_agency(self) -> bool:
        return self.unit is None and self.bloc is None


HELD = ("role", "agency_id", "agency__path", "unit_id", "bloc_id")


def build_actor(user: User | AnonymousUser, now: datetime) -> Actor:
    """The actor `user` is at `now`: a few queries, however many grants and delegations there are."""
    if not isinstance(user, User) or not user.is_active:
        return Visitor()
    day = timezone.localtime(now).date()
    own = list(grants_in_force(day).filter(user=user).values_list("user__person__pk", "user__person__full_name", *HELD))
    grants = [_Held(*row) for _person, _name, *row in own]
    delegated = [
        (delegation, on_behalf_of, _Held(*row))
        for delegation, on_behalf_of, *row in delegations_in_force(day)
        .filter(delegate=user)
        .values_list("pk", "grant__user__person", *(f"grant__{name}" for name in HELD))
    ]
    administered = [grant.path for grant in grants if grant.role == Role.ADMINISTRATOR]
    session = session_in_force(user, now) if administered else None
    if session is not None and not any(session.agency.path.startswith(path) for path in administered):
        session = None  # he was administrator there when he began
    whole = {held.path for held in (*grants, *(each for *_whose, each in delegated)) if held.is_over_agency}
    below = _agencies_below(whole | {session.agency.path} if session else whole)
    scopes = [_scope(grant, below) for grant in grants]
    for delegation, on_behalf_of, held in delegated:
        scopes.append(_scope(held, below, on_behalf_of=on_behalf_of, delegation=delegation))
    if session is not None:
        scopes.append(Scope(Role.STANDING_OFFICE, below[session.agency.path]))
    person, name = own[0][:2] if own else _behind(user)
    return PersonActor(
        user=user.pk,
        person=person,
        name=name or user.username,
        staff_session=session.pk if session else None,
        scopes=frozenset(scopes),
    )


def _behind(user: User) -> tuple[int | None, str]:
    """Key and name of the person behind an account that holds nothing."""
    person = person_of(user)
    return (person.pk, person.full_name) if person else (None, "")


def _agencies_below(roots: set[str]) -> dict[str, frozenset[int]]:
    """Each root, by its path in the tree, with itself and everything below it."""
    if not roots:
        return {}
    wanted = Q()
    for root in roots:
        wanted |= Q(path__startswith=root)
    rows = list(Agency.objects.filter(wanted).order_by().values_list("pk", "path"))
    return {root: frozenset(pk for pk, path in rows if path.startswith(root)) for root in roots}


def _scope(
    held: _Held,
    below: dict[str, frozenset[int]],
    on_behalf_of: int | None = None,
    delegation: int | None = None,
) -> Scope:
    return Scope(
        Role(held.role),
        below[held.path] if held.is_over_agency else frozenset({held.agency}),
        unit=held.unit,
        bloc=held.bloc,
        on_behalf_of=on_behalf_of,
        delegation=delegation,
    )
