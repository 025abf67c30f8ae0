"""The installation's own settings, on the database that the test run chose."""

from tests.databases import choose_database

choose_database()

from thidua.config.settings import *  # noqa: E402, F403
