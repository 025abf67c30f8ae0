"""Refused tries that history keeps, where the URL asks for it (`keeps` of its policy).

The route gathers why something was refused while it answered: by the URL's own policy, by a service through
`policy.require`, or by an error that a service `noted`. It hands that on when the answer is made, since the transaction
in which a service refuses is rolled back. The app of history registers as the keeper when the program starts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.db.models import Model

from thidua.common.actor import Actor
from thidua.common.errors import DomainError

Error = TypeVar("Error", bound=DomainError)


@dataclass(frozen=True, slots=True)
class RefusedTry:
    """What was tried in vain. `area` and `deed` name the act; `thing` is what the URL names, seen by the actor or not
    (None where it names nothing); `reason` is the sentence he was told; `was_sent`: a form or a button, not a read.
    """

    area: str
    deed: str
    thing: Model | None
    reason: str
    was_sent: bool


class Keeper(Protocol):
    """Writes a refused try down."""

    def __call__(self, *, actor: Actor, refused: RefusedTry) -> object: ...


_keepers: list[Keeper] = []
_gathered: ContextVar[list[str] | None] = ContextVar("gathered", default=None)


def register_keeper(keeper: Keeper) -> None:
    """Called once by the app of history."""
    _keepers.append(keeper)


def keep(actor: Actor, refused: RefusedTry) -> None:
    """Hand a refused try to history. Raises what history raises: a refusal is not lost in silence."""
    for keeper in _keepers:
        keeper(actor=actor, refused=refused)


@contextmanager
def gathering() -> Iterator[list[str]]:
    """The reasons for which something is refused within the block, in their order."""
    reasons: list[str] = []
    before = _gathered.set(reasons)
    try:
        yield reasons
    finally:
        _gathered.reset(before)


def note(reason: str) -> None:
    """Something was refused for this reason. Outside of `gathering` nobody listens."""
    if (reasons := _gathered.get()) is not None and reason not in reasons:
        reasons.append(reason)


def noted(error: Error) -> Error:
    """The error, its sentence noted: `raise noted(BallotRuleError(…))` for a rule that guards against a bad act."""
    note(error.message)
    return error
