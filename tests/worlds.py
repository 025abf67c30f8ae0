"""Worlds that many tests begin with: made through the services once in a process, put back as rows after that.

A world is made in an empty database, or on top of one that was just made or put back, and is the same each time. What
it wrote is read out once, as the database itself writes it, with the keys it gave; putting it back takes a statement or
two for each table instead of hundreds.
"""

import os
import pickle
import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection, transaction

from tests import remembered

T = TypeVar("T")

WRITTEN = re.compile(r'(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "(\w+)"')
READ = ("SELECT", "SAVEPOINT", "RELEASE")
FIRST = "organisations_agency"
"""Every world has an agency: where there is one already, a test began with something else."""


@dataclass(frozen=True, eq=False, slots=True)
class _World:
    """What it stands on, the tables that it wrote, whole, and what it gave, as bytes: each test has its own objects."""

    below: "_World | None"
    tables: dict[str, Any]
    given: bytes

    def wrote(self, table: str) -> bool:
        """Whether the table holds anything of it."""
        return table in self.tables or (self.below is not None and self.below.wrote(table))


_worlds: dict[tuple[_World | None, Hashable, str], _World] = {}
_lies: list[_World] = []
"""The world that the database holds, if nothing was written since."""


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """What `make`, which `key` names, makes in an empty database."""
    return _kept(None, key, make) if _is_empty(FIRST) else make()


def kept_on_top(key: Hashable, make: Callable[[], T]) -> T:
    """What `make`, which `key` names, makes of a world that was just kept; else it is made and not kept. The world
    below has no history: that can only be added to, not put back in another form.
    """
    return _kept(_lies[0], key, make) if _lies else make()


def nothing_lies() -> None:
    """What the database holds is undone."""
    _lies.clear()


def make_anew() -> None:
    """Keys may be given again: what was kept with them is made anew."""
    _worlds.clear()
    _lies.clear()


def _kept(below: _World | None, key: Hashable, make: Callable[[], T]) -> T:
    if _notice not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _notice)  # before those that a test puts in and takes out again
    known = (below, key, _clock())
    world = _worlds.get(known)
    if world is None:
        with _writing() as tables:
            given = make()
        world = _worlds[known] = _World(below, {table: _read(table) for table in tables}, pickle.dumps(given))
    else:
        with transaction.atomic():  # tables point at each other
            for table, rows in world.tables.items():
                _put(table, rows, instead=below is not None and below.wrote(table))
        given = pickle.loads(world.given)
    _lies[:] = [world]
    remembered.stand_on(world)
    return given


def _notice(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if _lies and not sql.startswith(READ):
        _lies.clear()
    return execute(sql, params, many, context)


def _clock() -> str:
    """The moment of a clock that stands still; empty where it is the machine's: no test asks when a world was made."""
    file = os.environ.get("THIDUA_CLOCK_FILE")
    return Path(file).read_text() if file else ""


def _is_empty(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
        return cursor.fetchone() is None


@contextmanager
def _writing() -> Iterator[dict[str, None]]:
    """The tables that are written meanwhile, in order."""
    tables: dict[str, None] = {}

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITTEN.match(sql):
            tables[found[1]] = None
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def _read(table: str) -> Any:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
            return b"".join(copy)
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA table_info("{table}")')
        columns = [row[1] for row in cursor.fetchall()]
        plain = ", ".join(f'+"{column}"' for column in columns)  # as it is stored, not as Python would have it
        cursor.execute(f'SELECT {plain} FROM "{table}"')
        return cursor.fetchall()


def _put(table: str, rows: Any, *, instead: bool) -> None:
    """Rows as `_read` read them, `instead` of what the table holds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            if instead:
                cursor.execute(f'DELETE FROM "{table}"')
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(rows)
        return
    connection.ensure_connection()
    if instead:
        connection.connection.execute(f'DELETE FROM "{table}"')
    if rows:
        places = ", ".join(["?"] * len(rows[0]))
        connection.connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)
