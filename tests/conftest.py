"""What every test starts from: the chosen database, no network, no mail, a clock that stands still."""

import gc
import os
import socket
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.models.signals import post_save
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as chance
from pytest_django import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

from tests import emptied, migrated, remembered, standing, worlds
from tests.audit.words_of_entries import missing_words
from tests.cast import Cast, make_cast
from tests.factories.references import forget_things
from tests.worlds import kept
from thidua.audit.models import AuditEntry
from tools import messages

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")

# A busy machine is slow, not wrong: how long an example takes is no finding.
chance.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
chance.load_profile("house")


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays to the end: the search for cycles need not go over it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


OPENING = frozenset({"db", "transactional_db", "live_server", "django_db_setup"})
"""Fixtures through which every way to the database leads; pytest-django shuts it to a test that has, directly or
through another fixture, neither one of them nor its mark."""


@pytest.hookimpl(trylast=True)  # after marks were put on whole folders
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What would say the same on PostgreSQL as it said on SQLite runs there alone, unless `TEST_EVERYTHING` is set:
    what cannot reach a database, and what is told of pages and papers (on PostgreSQL the crawl opens every page, and
    the journeys walk through them in a browser). Of a test with many cases the first runs there: they differ in what
    is put in.
    """
    if connection.vendor == "sqlite" or os.environ.get("TEST_EVERYTHING"):
        return
    again = [item for item in items if _may_reach_the_database(item) and not _is_of_pages_or_papers(item)]
    first = {_test_of(item): item for item in reversed(again)}
    again = [item for item in again if _is_twice(item) or _is_walked(item) or first[_test_of(item)] is item]
    kept = set(again)
    once = [item for item in items if item not in kept]
    config.hook.pytest_deselected(items=once)
    items[:] = again


def _may_reach_the_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not OPENING.isdisjoint(_fixtures(item))


def _is_of_pages_or_papers(item: pytest.Item) -> bool:
    is_once = "client" in _fixtures(item) or item.get_closest_marker("once") is not None
    return is_once and not _is_twice(item)


def _is_twice(item: pytest.Item) -> bool:
    return item.get_closest_marker("twice") is not None


def _is_walked(item: pytest.Item) -> bool:
    return item.get_closest_marker("journey") is not None


def _test_of(item: pytest.Item) -> str:
    """The test without its case."""
    return item.nodeid.partition("[")[0]


def _fixtures(item: pytest.Item) -> Sequence[str]:
    return getattr(item, "fixturenames", ())


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine may be reached."""
    real_connect = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise RuntimeError(f"A test tried to reach {address}.")
        real_connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True, scope="session")
def _english() -> None:
    """Translations as the .po files stand now."""
    messages.compile_all()


@pytest.fixture(autouse=True, scope="session")
def _static_files_are_listed_once() -> None:
    """Every client of a test makes the middleware anew, which would look at each static file anew."""
    listed: dict[str, object] = {}
    look = WhiteNoiseMiddleware.add_files_from_finders

    def remember(self: WhiteNoiseMiddleware) -> None:
        if not listed:
            look(self)
            listed.update(self.files)
        self.files.update(listed)

    WhiteNoiseMiddleware.add_files_from_finders = remember


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    """Files of a test lie in its own folder; cheap password hashes (the real one is tested by itself)."""
    for name, value in standing.own_settings(tmp_path).items():
        setattr(settings, name, value)


@pytest.fixture(autouse=True)
def _no_page_kept() -> None:
    """Pages kept for visitors belong to the database of the test that made them."""
    caches["pages"].clear()
    caches["english_pages"].clear()


@pytest.fixture(autouse=True)
def _no_things_left() -> Iterator[None]:
    """What a test invented for steps to be satisfied by is gone with it, and so is what it knew of anyone's roles."""
    yield
    forget_things()
    remembered.forget()
    worlds.nothing_lies()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], datetime]:
    """`at("2024-03-15 09:00")` sets the clock of the installation and gives the moment."""
    file = tmp_path / "clock"
    monkeypatch.setenv("THIDUA_CLOCK_FILE", str(file))
    file.write_text("")

    def set_clock(text: str) -> datetime:
        moment = datetime.fromisoformat(text).replace(tzinfo=VIET_NAM)
        file.write_text(moment.isoformat())
        return moment

    return set_clock


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Before the test database is made: see `tests/migrated.py`."""
    with django_db_blocker.unblock():
        migrated.start_from_copy()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """After it was made."""
    with django_db_blocker.unblock():
        migrated.keep_copy()


@pytest.fixture(scope="session", autouse=True)
def _history_may_be_emptied_between_tests() -> None:
    """Only in a test run, and only by Django's flush, do the triggers that protect history step aside."""
    emptied.empty_only_what_is_full()
    if connection.vendor == "postgresql":

        def mark(connection: object, **kwargs: object) -> None:
            with connection.cursor() as cursor:  # type: ignore[attr-defined]
                cursor.execute("SET thidua.test_database = 'on'")

        connection_created.connect(mark, weak=False)
        return
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_history_too(self: object, statements: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN {emptied.HISTORY}"
            )
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            flush(self, statements)
            for _name, sql in triggers:
                cursor.execute(sql)

    operations.execute_sql_flush = flush_history_too


@pytest.fixture(scope="session", autouse=True)
def _history_is_written_in_words() -> None:
    """Whatever a test records must have its words: acts and fields of `thidua.audit.words`."""

    def check(instance: AuditEntry, **kwargs: object) -> None:
        missing = missing_words(instance)
        assert not missing, f"{instance.action}: put words for {missing} into src/thidua/audit/words/."

    post_save.connect(check, sender=AuditEntry, weak=False)


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """SQLite as installations have it: a file, which threads lock and wait for. In memory they would fail at once."""
    if connection.vendor != "sqlite":
        yield
        return
    held, name = connection.connection, connection.settings_dict["NAME"]
    file = tmp_path / "installation.sqlite3"
    with closing(sqlite3.connect(file)) as target:
        held.backup(target)
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = held, name


@pytest.fixture
def cast(db: None) -> Cast:
    """The named people of the tests, with their agency, units, bloc and roles. See `tests/cast.py`."""
    return kept("cast", make_cast)


@pytest.fixture
def sign_in(client: Client) -> Callable[[object], Client]:
    """`sign_in(user)` gives a browser in which that user has signed in."""

    def signed_in(user: object) -> Client:
        client.force_login(user)  # type: ignore[arg-type]
        return client

    return signed_in


@pytest.fixture
def count_queries() -> Callable[[Callable[[], object]], int]:
    """`count_queries(lambda: client.get(url))` runs it and says how many queries it took."""
    from django.test.utils import CaptureQueriesContext

    def counted(work: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            work()
        return len(captured)

    return counted
