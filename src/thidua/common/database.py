"""Which PostgreSQL the product is made for: Django's own check, which `migrate` runs before it changes anything."""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Error
from django.db import connections

OLDEST_POSTGRESQL = 15


def check_postgresql(*, databases: Sequence[str] | None = None, **_options: object) -> list[CheckMessage]:
    """An older server is refused with what to do; SQLite comes with Python."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        version = connection.pg_version // 10_000  # type: ignore[attr-defined]
        if version < OLDEST_POSTGRESQL:
            found.append(
                Error(
                    f"PostgreSQL {version} is too old: Thi Đua Số needs {OLDEST_POSTGRESQL} or newer.",
                    hint="Move the database to a newer server, or name another one in DATABASE_URL.",
                    id="common.E001",
                )
            )
    return found
