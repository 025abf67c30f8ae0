"""What each of the cast may do is read once, until somebody's roles, delegations, unit or account are written; of a
world that is put back for one test after the other, once in a process.

Tests ask for actors at every second step; to read the same rows each time took a tenth of a run.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any

from django.db import connection

from thidua.access.actors import build_actor
from thidua.accounts.models import User
from thidua.common.actor import Actor

ROLES = ("access_", "accounts_user", "organisations_agency", "organisations_unit", "organisations_person")
"""An actor is made from tables whose names begin so."""
WRITES = ("INSERT", "UPDATE", "DELETE")
SEEN = 'SET "last_login"'
"""When somebody was last here gives and takes nothing."""

_Known = dict[tuple[int, bool, datetime], Actor]

_now: list[_Known] = [{}]
"""What is known of the actors of the database as it is."""
_of_worlds: dict[Hashable, _Known] = {}
"""What is known of the actors of each world, as long as it lies in the database as it was made."""
_unchanged_since: set[str] = set()
"""Savepoints since which no role was written: to go back to them changes no actor."""


def actor_of(user: User, now: datetime) -> Actor:
    """The actor `user` is at `now`. Where others may write meanwhile, through connections of their own, it is read
    each time."""
    if not connection.in_atomic_block:
        return build_actor(user, now)
    if _watch not in connection.execute_wrappers:
        forget()
        connection.execute_wrappers.insert(0, _watch)  # before those that a test puts in and takes out again
    known = (user.pk, user.is_active, now)
    actors = _now[0]
    if known not in actors:
        actors[known] = build_actor(user, now)
    return actors[known]


def forget() -> None:
    """Other rows stand under the same keys: those of the next test, or what was just written."""
    _now[:] = [{}]
    _unchanged_since.clear()


def stand_on(world: Hashable) -> None:
    """The database holds `world`, and nothing was written since."""
    _now[:] = [_of_worlds.setdefault(world, {})]
    _unchanged_since.clear()


def _watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.startswith(WRITES):
        if any(each in sql for each in ROLES) and SEEN not in sql:
            forget()
    elif sql.startswith("SAVEPOINT"):
        _unchanged_since.add(sql.removeprefix("SAVEPOINT "))
    elif sql.startswith("ROLLBACK") and sql.removeprefix("ROLLBACK TO SAVEPOINT ") not in _unchanged_since:
        forget()
    return execute(sql, params, many, context)
