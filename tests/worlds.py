"""Worlds that many tests begin with: made through the services once in a process, put back as rows after that.

A world is made in an empty database and is the same each time. What it wrote is read out once, as the database itself
writes it, with the keys it gave; putting it back takes one statement for each table instead of hundreds.
"""

import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection

T = TypeVar("T")

WRITTEN = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
FIRST = "organisations_agency"
"""Every world has an agency: where there is one already, a test began with something else."""


@dataclass(frozen=True, slots=True)
class _World:
    """What a world wrote: whole tables; and what it gave, as bytes, so that each test has objects of its own."""

    tables: dict[str, Any]
    given: bytes


_worlds: dict[Callable[[], Any], _World] = {}


def kept(make: Callable[[], T]) -> T:
    """What `make`, a function without arguments that asks no clock, makes in an empty database."""
    if not _is_empty(FIRST):
        return make()
    world = _worlds.get(make)
    if world is None:
        with _writing() as tables:
            given = make()
        _worlds[make] = _World({table: _read(table) for table in tables}, pickle.dumps(given))
        return given
    for table, rows in world.tables.items():
        _write(table, rows)
    return pickle.loads(world.given)


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


def _write(table: str, rows: Any) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
            copy.write(rows)
    elif rows:
        places = ", ".join(["?"] * len(rows[0]))
        connection.ensure_connection()
        connection.connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)
