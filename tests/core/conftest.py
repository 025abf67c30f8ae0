"""The core is pure: it knows no files, no pages, no network and no database, and its thousands of cases set none up."""

import pytest


@pytest.fixture(autouse=True)
def _own_folder() -> None:
    """The core writes no files."""


@pytest.fixture(autouse=True)
def _no_page_kept() -> None:
    """The core has no pages."""


@pytest.fixture(autouse=True)
def _no_network() -> None:
    """The core imports nothing that could reach it (`import-linter` says so)."""


@pytest.fixture(autouse=True)
def _no_things_left() -> None:
    """The core invents no things for steps."""
