"""What a killed worker left goes; what is being built stays."""

import os
import time
from pathlib import Path

from thidua.yearbook.building import LEFT_AFTER, SCRATCH, sweep


def test_only_what_was_left_long_ago_goes(tmp_path: Path) -> None:
    left, being_built, pack = (tmp_path / name for name in (f"{SCRATCH}left", f"{SCRATCH}now", "7"))
    for folder in (left, being_built, pack):
        (folder / "pack").mkdir(parents=True)
    long_ago = time.time() - LEFT_AFTER - 60
    for folder in (left, pack):
        os.utime(folder, (long_ago, long_ago))

    sweep(tmp_path)

    assert sorted(tmp_path.iterdir()) == sorted([being_built, pack])
