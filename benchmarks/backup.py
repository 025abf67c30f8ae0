"""Backing up and restoring an installation with history and files, beside a bare copy of the same bytes.

100,000 entries of history and 500 files of 200 kB that do not compress, as photographs do not.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.audit_verify import fill
from benchmarks.figures import Figure, at_most, seconds
from benchmarks.installation import installation

ENTRIES = 100_000
FILES = 500
FILE_SIZE = 200_000
LIMIT_SECONDS = 60


def measure() -> list[Figure]:
    """Seconds each; the restore compares every hash and verifies history."""
    with installation() as folder:
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from thidua.cli.backup.archive import read_backup, write_backup
        from thidua.common import clock

        fill(ENTRIES)
        media = Path(settings.MEDIA_ROOT) / "originals"
        media.mkdir(parents=True)
        for number in range(FILES):
            (media / str(number)).write_bytes(os.urandom(FILE_SIZE))
        archive = folder / "sao-luu.tar.gz"
        bare = seconds(lambda: bare_copy(folder, media))
        backup = seconds(lambda: write_backup(archive, clock.now()))

        connection.close()
        shutil.rmtree(media)
        for each in folder.glob("thidua.sqlite3*"):
            each.unlink()
        call_command("migrate", verbosity=0)
        restore = seconds(lambda: read_backup(archive))
    size = f"{ENTRIES:,} entries, {FILES * FILE_SIZE // 1_000_000} MB of files"
    peer = f"bare copy of database and files {bare:.1f} s"
    return [
        at_most(f"back-up, {size}", backup, "s", LIMIT_SECONDS, peer),
        at_most(f"restore, {size}", restore, "s", LIMIT_SECONDS, peer),
    ]


def bare_copy(folder: Path, media: Path) -> None:
    """The least that a back-up does."""
    with closing(sqlite3.connect(folder / "thidua.sqlite3")) as source, closing(sqlite3.connect(folder / "copy")) as to:
        source.backup(to)
    shutil.copytree(media, folder / "copy-of-files")
