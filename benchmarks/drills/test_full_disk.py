"""The disk is full or may not be written: the person is told so, nothing is lost, all goes on when there is room."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.drills.browsers import Browser
from benchmarks.drills.deeds import Deed, comment, evidence, require_each_once
from benchmarks.drills.installations import Installation

pytestmark = pytest.mark.drill

SIZE = 64 * 1024 * 1024
SAID = "Máy chủ không còn chỗ lưu hoặc không ghi được"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder that is a disk of its own when we may mount one; else a folder that can be locked."""
    folder = tmp_path / "dia-nho"
    folder.mkdir()
    is_mounted = (
        os.geteuid() == 0
        and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)], check=False, capture_output=True
        ).returncode
        == 0
    )
    yield folder
    if is_mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> None:
    """Leave no room; where the folder is no disk of its own, forbid writing instead."""
    if not folder.is_mount():
        for each in (folder, *folder.rglob("*")):
            each.chmod(each.stat().st_mode & ~0o222)
        return
    with (folder / "day").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 4096)


def empty(folder: Path) -> None:
    """Make room again."""
    if folder.is_mount():
        (folder / "day").unlink()
        return
    for each in (folder, *folder.rglob("*")):
        each.chmod(each.stat().st_mode | 0o200)


def test_the_person_is_told_and_nothing_is_lost(small_disk: Path) -> None:
    installation = Installation(small_disk)
    installation.seed()
    plans = (evidence, comment)
    kept = [plan(installation.facts, "0-kept") for plan in plans]
    refused: list[Deed] = [plan(installation.facts, "1-full") for plan in plans]
    with installation.server() as server:

        def browser(deed: Deed) -> Browser:
            return Browser(server.port, installation.facts["sessions"][deed.who])

        assert [deed.do(browser(deed)).status for deed in kept] == [302, 302]
        for deed in refused:
            deed.form = browser(deed).open_form(deed.path)
        fill(small_disk)
        try:
            answers = [deed.do(browser(deed)) for deed in refused]
            assert [answer.status for answer in answers] == [507, 507], installation.log("server.log")
            assert all(SAID in answer.text for answer in answers)
        finally:
            empty(small_disk)
        assert [deed.do(browser(deed)).status for deed in refused] == [302, 302]

    require_each_once(installation, [*kept, *refused])
