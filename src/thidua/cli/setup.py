"""Commands on the database set Django up first; commands on `core` never do."""

import importlib
import os


def django_setup() -> None:
    """Make the models usable in a command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    importlib.import_module("django").setup()
