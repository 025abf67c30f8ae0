"""Who acts: ids and a frozen set of scopes, no models.

Every service and every policy takes an `Actor`. There is no anonymous `None`: someone who has not signed in is a
`Visitor`, work that nobody asked for by hand is a `SystemActor` with its reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person may be trusted with, always within a scope and between two dates."""

    ADMINISTRATOR = "ADMINISTRATOR"
    STANDING_OFFICE = "STANDING_OFFICE"
    BLOC_SECRETARY = "BLOC_SECRETARY"
    UNIT_OFFICER = "UNIT_OFFICER"
    UNIT_HEAD = "UNIT_HEAD"
    COUNCIL_MEMBER = "COUNCIL_MEMBER"
    OBSERVER = "OBSERVER"
    READER = "READER"


@dataclass(frozen=True, slots=True)
class Scope:
    """One role within one agency, unit or bloc.

    `agencies` holds the agency of the grant; for a grant over a whole agency it also holds every agency below it.
    Exactly one of three holds: `unit` is set, `bloc` is set, or neither (the grant is over the agency).
    """

    role: Role
    agencies: frozenset[int]
    unit: int | None = None
    bloc: int | None = None
    on_behalf_of: int | None = None
    """The person who delegated this, if it was delegated and he is known as a person."""
    delegation: int | None = None
    """The delegation it came by; None for a role of one's own."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that asks. Use one of the kinds below."""

    scopes: frozenset[Scope] = field(default_factory=frozenset, kw_only=True)

    def agencies_as(self, *roles: Role) -> frozenset[int]:
        """Agencies over the whole of which the actor holds one of `roles`."""
        return frozenset(
            agency
            for scope in self._scopes_of(roles)
            if scope.unit is None and scope.bloc is None
            for agency in scope.agencies
        )

    def units_as(self, *roles: Role) -> frozenset[int]:
        """Units in which the actor holds one of `roles`."""
        return frozenset(scope.unit for scope in self._scopes_of(roles) if scope.unit is not None)

    def blocs_as(self, *roles: Role) -> frozenset[int]:
        """Blocs in which the actor holds one of `roles`."""
        return frozenset(scope.bloc for scope in self._scopes_of(roles) if scope.bloc is not None)

    def own(self, *roles: Role) -> list[Scope]:
        """The scopes of `roles` that the actor holds himself, not for somebody else."""
        return [scope for scope in self._scopes_of(roles) if scope.delegation is None]

    def holds(self, *roles: Role) -> bool:
        """Whether the actor holds one of `roles` anywhere."""
        return any(True for _ in self._scopes_of(roles))

    def _scopes_of(self, roles: Iterable[Role]) -> list[Scope]:
        wanted = frozenset(roles)
        return [scope for scope in self.scopes if scope.role in wanted]

    def describe(self) -> dict[str, object]:
        """What the audit entry keeps of the actor."""
        raise TypeError(f"{type(self).__name__} cannot act.")


@dataclass(frozen=True, slots=True)
class PersonActor(Actor):
    """A signed-in person, perhaps acting for another (`on_behalf_of` in a scope) or inside a staff session."""

    user: int
    person: int | None
    name: str
    staff_session: int | None = None

    def describe(self) -> dict[str, object]:
        kept: dict[str, object] = {"kind": "person", "user": self.user, "person": self.person, "name": self.name}
        if self.staff_session is not None:
            kept["staff_session"] = self.staff_session
        if delegations := sorted(scope.delegation for scope in self.scopes if scope.delegation is not None):
            kept["delegations"] = delegations
        return kept


def person_of(actor: Actor) -> int | None:
    """The person an actor is, if he is one that the installation knows."""
    return actor.person if isinstance(actor, PersonActor) else None


@dataclass(frozen=True, slots=True)
class SystemActor(Actor):
    """The installation itself: a job, a command, a migration of data. The reason says why."""

    reason: str

    def describe(self) -> dict[str, object]:
        return {"kind": "system", "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Visitor(Actor):
    """Somebody who has not signed in. Sees what is published, changes nothing."""


@dataclass(frozen=True, slots=True)
class SeatActor(Visitor):
    """A phone that was let in at the door of a meeting with a code: one seat, one meeting, its votes and no more.

    To everything else it is a visitor. `phone` is the keyed hash of the one session that used the code.
    """

    door_code: int
    phone: str
    name: str

    def describe(self) -> dict[str, object]:
        return {"kind": "seat", "door_code": self.door_code, "name": self.name}


@dataclass(frozen=True, slots=True)
class FieldActor(Visitor):
    """A phone in the field that came with the pass of its team: it notes facts of one activity and no more.

    To everything else it is a visitor. `device` was drawn by the phone itself.
    """

    field_pass: int
    activity: int
    device: str
    name: str

    def describe(self) -> dict[str, object]:
        return {"kind": "field", "field_pass": self.field_pass, "device": self.device, "name": self.name}
