"""What the settings ask of a database: SQLite writes ahead and queues its writers; an old PostgreSQL is refused."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, connections, transaction
from django.db.utils import ConnectionHandler

from thidua.config.settings import SQLITE_OPTIONS

OWN = "own"


@pytest.fixture
def file(db: None, tmp_path: Path) -> Iterator[Path]:
    """A database in a file, as an installation has it; the test run's own lives in memory."""
    path = tmp_path / "thidua.sqlite3"
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": SQLITE_OPTIONS}
    connections[OWN] = ConnectionHandler({"default": engine})["default"]
    yield path
    connections[OWN].close()
    del connections[OWN]


@pytest.mark.once
def test_sqlite_writes_ahead_and_to_the_disk(file: Path) -> None:
    with connections[OWN].cursor() as cursor:
        said = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}

    assert said == {"journal_mode": "wal", "synchronous": 2}


@pytest.mark.once
def test_a_transaction_holds_the_pen_from_its_beginning(file: Path) -> None:
    """So the second of two writers waits before it reads, instead of failing in the middle. Readers go on."""
    other = sqlite3.connect(file, timeout=0, isolation_level=None)
    other.execute("CREATE TABLE thing (id INTEGER)")

    with transaction.atomic(using=OWN):
        assert other.execute("SELECT count(*) FROM thing").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")

    other.execute("BEGIN IMMEDIATE")
    other.close()


@pytest.mark.django_db
def test_the_database_of_this_run_is_new_enough() -> None:
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("version", "is_refused"), [(140_012, True), (150_000, False), (170_002, False)])
def test_an_old_postgresql_is_refused_before_anything_is_changed(
    monkeypatch: pytest.MonkeyPatch, version: int, is_refused: bool
) -> None:
    server = connections["default"]
    monkeypatch.setattr(server, "vendor", "postgresql", raising=False)
    monkeypatch.setattr(server, "pg_version", version, raising=False)

    if not is_refused:
        call_command("check", databases=["default"])
        return
    with pytest.raises(SystemCheckError, match=r"PostgreSQL 14 is too old: Thi Đua Số needs 15 or newer"):
        call_command("migrate", "audit", verbosity=0, skip_checks=False)


def test_this_run_uses_these_options() -> None:
    """On PostgreSQL there are none of them to use."""
    used = connection.settings_dict["OPTIONS"]

    assert (used.items() >= SQLITE_OPTIONS.items()) is (connection.vendor == "sqlite")
