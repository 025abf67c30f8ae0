"""`thidua backup` and `thidua restore`."""

import argparse
import sys
import tarfile
import zlib
from pathlib import Path

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare both deeds."""
    backup = deeds.add_parser("backup", help="sao lưu cơ sở dữ liệu và tệp vào một tệp")
    backup.add_argument("file", nargs="?", type=Path, help="mặc định: var/backup/<ngày giờ>.tar.gz")
    backup.set_defaults(run=run_backup)
    restore = deeds.add_parser("restore", help="khôi phục bản sao lưu vào hệ thống mới, còn trống")
    restore.add_argument("file", type=Path)
    restore.set_defaults(run=run_restore)


def run_backup(options: argparse.Namespace) -> int:
    """Write the back-up and say what it holds."""
    django_setup()
    from django.conf import settings  # noqa: PLC0415  needs Django set up

    from thidua.cli.backup.archive import write_backup  # noqa: PLC0415
    from thidua.common import clock  # noqa: PLC0415

    now = clock.now()
    target = options.file or settings.VAR / "backup" / f"thidua-{now:%Y%m%d-%H%M%S}.tar.gz"
    summary = write_backup(target, now)
    print(f"{summary.path}: {summary.rows} rows, {summary.files} files, {summary.entries} entries of history")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    """Restore, or say why not; exit status 1 when refused."""
    django_setup()
    from django.core.management import call_command  # noqa: PLC0415  needs Django set up

    from thidua.cli.backup.archive import BackupError, read_backup  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    try:
        summary = read_backup(options.file)
    except (BackupError, OSError, tarfile.TarError, zlib.error, EOFError, ValueError, KeyError) as error:
        print(f"Not restored: {error}", file=sys.stderr)
        return 1
    for command in ("rebuild_references_index", "update_index"):  # by which the editing system looks for things
        call_command(command, verbosity=0)
    print(f"Restored {summary.rows} rows, {summary.files} files; history of {summary.entries} entries holds")
    return 0
