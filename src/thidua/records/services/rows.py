"""Writing very many rows of one table at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def insert_rows(model: type[Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows, each with the values of the columns `names`. Not through models: a hundred thousand objects would
    take longer than all that was reckoned.
    """
    table, columns = model._meta.db_table, ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as stream:
                for row in rows:
                    stream.write_row(row)
            return
        values = ", ".join(["%s"] * len(names))
        cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({values})', list(rows))  # noqa: S608  (our own names)
