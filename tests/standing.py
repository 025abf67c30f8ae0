"""A world that the tests of one module look at is built once and stands while they run.

It stands in a transaction that is taken back after the last test of the module. Each test has its own transaction
within it, and gets copies of the objects and of the files: what one test changes, no other sees. No test of such a
module may commit (`transactional_db`, `on_disk`, `live_server`). Where two workers share a module each builds its own.
"""

import copy
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

T = TypeVar("T")
CLOCK = "THIDUA_CLOCK_FILE"


@dataclass(frozen=True, slots=True)
class World(Generic[T]):
    """What was built, and the folder of its files."""

    made: T
    folder: Path

    def copied(self, folder: Path) -> T:
        """For one test: the files in its own folder, and the objects as if they had just been made."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return copy.deepcopy(self.made)


def own_settings(folder: Path) -> dict[str, Any]:
    """Files lie in the folder; password hashes are cheap (the real one is tested by itself)."""
    return {
        "VAR": folder,
        "MEDIA_ROOT": folder / "files",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }


@contextmanager
def built_once(blocker: DjangoDbBlocker, folder: Path, build: Callable[[], T]) -> Iterator[World[T]]:
    """The body of a fixture for a module, which asks for `django_db_setup` and gives its `django_db_blocker`."""
    with ExitStack() as standing:
        with blocker.unblock(), override_settings(**own_settings(folder)):
            standing.callback(_take_back, blocker, _begin())
            made = build()
        yield World(made, folder)


def _begin() -> transaction.Atomic:
    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]  # as the transaction of a test: it is none of the product's
    whole.__enter__()
    return whole


def _take_back(blocker: DjangoDbBlocker, whole: transaction.Atomic) -> None:
    with blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@contextmanager
def standing_clock(folder: Path, moment: str) -> Iterator[None]:
    """The clock of the installation stands at a moment in ISO form, while a world is built; as `at` does for a test."""
    file = folder / "world-clock"
    file.write_text(moment)
    before = os.environ.get(CLOCK)
    os.environ[CLOCK] = str(file)
    try:
        yield
    finally:
        if before is None:
            del os.environ[CLOCK]
        else:
            os.environ[CLOCK] = before
