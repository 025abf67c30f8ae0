#!/usr/bin/env python
"""Write `docs/permissions.md` from the declared policies: `python tools/write_permissions.py`.

Works on an empty database in memory; needs nothing that runs.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ["TEST_DATABASE"] = "sqlite"
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402

django.setup()

from django.db import connection, transaction  # noqa: E402
from tests.permission_table import DOCUMENT, crawl_settings, make_world, render, work_out  # noqa: E402


def main() -> None:
    """Make the cast in a passing database, work the table out, write it."""
    connection.creation.create_test_db(verbosity=0)
    with crawl_settings(), transaction.atomic():
        DOCUMENT.write_text(render(work_out(make_world())), encoding="utf-8")
    print(f"Written: {DOCUMENT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
