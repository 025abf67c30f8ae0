"""What every second test begins with is built once; later tests get its rows as they were.

The first time everything goes through the models. The rows that this left are kept, and the objects. Later tests get
the same rows with the same keys, in one statement for each table, and copies of the objects; where somebody wrote into
one of the tables before, or a key could be given out again, everything goes through the models once more.
"""

import copy
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from django.db import connection

T = TypeVar("T")
WRITTEN = re.compile(r'INSERT INTO "(\w+)"')
Rows = list[tuple[Any, ...]]


class KeptRows(Generic[T]):
    """Makes something again and again, each time in a database that has been taken back since."""

    def __init__(self, make: Callable[[], T]) -> None:
        self.make = make
        self._kept: tuple[T, dict[str, Rows]] | None = None

    def again(self) -> T:
        """The objects; their rows stand in the database."""
        if self._kept is not None and _may_be_written(self._kept[1]):
            made, rows = self._kept
            for table, of_table in rows.items():
                _write(table, of_table)
            return copy.deepcopy(made)
        with _watched() as tables:
            made = self.make()
        rows = {table: _read(table) for table in tables}
        self._kept = copy.deepcopy(made), rows
        return made


@contextmanager
def _watched() -> Iterator[list[str]]:
    """The tables that are written into, each after those it was written after."""
    tables: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        found = WRITTEN.match(sql)
        if found and found[1] not in tables:
            tables.append(found[1])
        return execute(sql, *more)

    with connection.execute_wrapper(watch):
        yield tables


def _read(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return list(cursor.fetchall())


def _write(table: str, rows: Rows) -> None:
    one = f"({', '.join(['%s'] * len(rows[0]))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" VALUES {", ".join([one] * len(rows))}', [value for row in rows for value in row]
        )


def _may_be_written(rows: dict[str, Rows]) -> bool:
    """All tables empty, and no later row gets one of these keys: SQLite counts on from the highest key there is, a
    sequence of PostgreSQL from where it stands, which a restored back-up may have set back.
    """
    asked = [f'NOT EXISTS (SELECT 1 FROM "{table}")' for table in rows]
    if connection.vendor == "postgresql":
        asked += [
            f"COALESCE(pg_sequence_last_value(pg_get_serial_sequence('{table}', 'id')::regclass), 0) >= {highest}"
            for table, of_table in rows.items()
            if isinstance(highest := max(row[0] for row in of_table), int)
        ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {' AND '.join(asked)}")
        return bool(cursor.fetchone()[0])
