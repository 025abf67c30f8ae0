"""`thidua files sweep` takes away what a killed process left behind; `files check` compares files with hashes."""

import argparse
from datetime import timedelta

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `files sweep` and `files check`."""
    deed = deeds.add_parser("files", help="trông coi kho tệp").add_subparsers(dest="files_deed", required=True)
    sweep = deed.add_parser("sweep", help="dọn tệp gửi dở và tệp không thuộc về đâu")
    sweep.add_argument("--older-than", type=int, default=1, metavar="HOURS", help="chỉ dọn tệp cũ hơn (giờ)")
    sweep.set_defaults(run=run_sweep)
    deed.add_parser("check", help="so từng tệp với mã băm lúc nhận").set_defaults(run=run_check)


def run_sweep(options: argparse.Namespace) -> int:
    """Print how much was taken away."""
    django_setup()
    from thidua.common import clock  # noqa: PLC0415  needs Django set up
    from thidua.documents.services.upkeep import sweep_files  # noqa: PLC0415
    from thidua.publishing.services.pictures import sweep_pictures  # noqa: PLC0415

    age = timedelta(hours=options.older_than)
    swept = sweep_files(now=clock.now(), older_than=age)
    orphans = swept.orphans + sweep_pictures(now=clock.now(), older_than=age)
    print(f"{swept.unfinished} unfinished uploads, {orphans} files without a record taken away")
    return 0


def run_check(options: argparse.Namespace) -> int:
    """Print each file that is gone or changed; exit status 1 if there is one."""
    django_setup()
    from thidua.documents.services.upkeep import check_files  # noqa: PLC0415  needs Django set up

    flaws = check_files()
    for flaw in flaws:
        print(f"{flaw.what.upper()} {flaw.path} ({flaw.file.original_name})")
    if not flaws:
        print("every file is as it was received")
    return 1 if flaws else 0
