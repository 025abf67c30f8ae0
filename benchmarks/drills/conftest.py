"""What every drill starts from: a seeded installation of its own, on either database."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from tests.databases import embedded_postgres_url

from benchmarks.drills.installations import Installation

DATABASES = ("sqlite", "postgres")
MakeInstallation = Callable[[str], Installation]


@pytest.fixture(scope="session")
def postgres() -> str:
    """The URL of a running PostgreSQL in which databases may be made."""
    return embedded_postgres_url()


@pytest.fixture
def make_installation(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MakeInstallation]:
    """`make_installation("postgres")` gives an installation without tables; its database goes with the test."""
    made: list[str] = []

    def make(database: str) -> Installation:
        folder = tmp_path / f"var-{secrets.token_hex(4)}"
        folder.mkdir()
        if database == "sqlite":
            return Installation(folder)
        name = f"drill_{secrets.token_hex(6)}"
        server = request.getfixturevalue("postgres")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        made.append(name)
        return Installation(folder, server.replace("/postgres?", f"/{name}?"))

    yield make
    for name in made:
        with psycopg.connect(request.getfixturevalue("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=DATABASES)
def installation(request: pytest.FixtureRequest, make_installation: MakeInstallation) -> Installation:
    """The cast and a year, on each database in turn."""
    made = make_installation(request.param)
    made.seed()
    return made
