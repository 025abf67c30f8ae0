"""The world that the crawls walk through."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.crawl_objects import World
from tests.permission_table import crawl_settings, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: object) -> Iterator[World]:
    """One world for all walks; undone at the end."""
    with django_db_blocker.unblock(), crawl_settings() as files, transaction.atomic():  # type: ignore[attr-defined]
        world = make_world()
        world.files = files
        yield world
        transaction.set_rollback(True)
