"""Migrated once, copied often: a test run starts from a copy of the empty database that the last run migrated.

The copy is named by a hash of every migration and of the lock file, so that it is never a stale one. SQLite keeps it
in `var/test-start/`, PostgreSQL as a database of the same server.
"""

import hashlib
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.graph import MigrationGraph
from django.db.utils import Error

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "test-start"
PREFIX = "thidua_start_"

_kept_open: list[sqlite3.Connection] = []
"""A database in memory lives as long as somebody looks at it."""


def name_of_copy() -> str:
    """The name of the copy that fits the migrations as they stand."""
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for path in sorted((ROOT / "src" / "thidua").glob("*/migrations/*.py")):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return PREFIX + digest.hexdigest()[:16]


def start_from_copy() -> None:
    """Called before the test database is made: let it be made from the copy, if there is one."""
    _take_others_first()
    name = name_of_copy()
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone():
                connection.settings_dict["TEST"]["TEMPLATE"] = name
        return
    if (FOLDER / name).exists():
        _fill_as_soon_as_made(FOLDER / name)


def _take_others_first() -> None:
    """Migrations of the libraries before ours, as far as they do not need ours. Each step costs as much as there are
    models already: the order makes the same tables in two thirds of the time.
    """
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("thidua.")}
    ends = MigrationGraph.leaf_nodes

    def others_first(graph: MigrationGraph, app: str | None = None) -> list[tuple[str, str]]:
        return sorted(ends(graph, app), key=lambda key: (key[0] in ours, key))

    MigrationGraph.leaf_nodes = others_first  # type: ignore[method-assign]


def _fill_as_soon_as_made(copy: Path) -> None:
    make = connection.creation._create_test_db

    def make_and_fill(*options: object, **named: object) -> str:
        made: str = make(*options, **named)
        _kept_open.append(target := sqlite3.connect(made, uri=made.startswith("file:")))
        with closing(sqlite3.connect(copy)) as source:
            source.backup(target)
        return made

    connection.creation._create_test_db = make_and_fill  # type: ignore[method-assign]


def keep_copy() -> None:
    """Called after the test database was made: keep it for the next run, and let older copies go."""
    name = name_of_copy()
    if connection.vendor == "postgresql":
        _keep_on_server(name)
    elif not (FOLDER / name).exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        part = FOLDER / f"{name}.{os.getpid()}"
        with closing(sqlite3.connect(part)) as target:
            connection.connection.backup(target)
        for older in FOLDER.glob(f"{PREFIX}*"):
            if older != part:
                older.unlink(missing_ok=True)
        part.replace(FOLDER / name)


def _keep_on_server(name: str) -> None:
    made = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        known = {row[0] for row in cursor.fetchall()}
        if name in known:
            return
        for older in known:
            with suppress(Error):  # another run is being made from it
                cursor.execute(f'DROP DATABASE "{older}"')
        with suppress(Error):  # another worker was quicker
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{made}"')
