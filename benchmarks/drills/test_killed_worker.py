"""The worker is killed while it builds a pack: the job is found dead, the next succeeds, no half pack is ever shown."""

import json
import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.drills.browsers import Browser
from benchmarks.drills.installations import PATIENCE, Installation, end_group

pytestmark = pytest.mark.drill

KILLS = 3
MINUTES = 5
SEED = 20261123
DIED = "Máy chủ dừng giữa chừng"


def wait_for(what: Callable[[], bool], worker: subprocess.Popen[bytes], installation: Installation) -> None:
    """Until it is so; the worker must live so long."""
    until = time.monotonic() + PATIENCE
    while not what():
        assert worker.poll() is None, installation.log("worker.log")
        assert time.monotonic() < until, installation.log("worker.log")
        time.sleep(0.02)


def start_worker(installation: Installation) -> subprocess.Popen[bytes]:
    """The worker as `make demo` starts it."""
    return installation.start("manage.py", "db_worker", "--interval", "0.1", log="worker.log")


def ask(browser: Browser, cycle: int) -> int:
    """Press “Lập bộ hồ sơ”; the job that the person is shown."""
    form = browser.open_form(f"/nam/{cycle}/van-ban/")
    answer = browser.send(form, {}, to=f"/nam/{cycle}/lap-bo-ho-so/")
    assert answer.status == 302, answer.text[:2000]
    return int(answer.location.strip("/").rpartition("/")[2])


def half_built(packs: Path, papers: int) -> bool:
    """Whether a pack lies half built, with so many papers."""
    return any(len(list(scratch.glob("pack/*"))) >= papers for scratch in packs.glob(".pack-*"))


def test_a_killed_worker_leaves_no_half_pack(installation: Installation) -> None:
    chance = random.Random(SEED)
    packs, cycle = installation.folder / "packs", installation.facts["cycle"]
    with installation.server() as server:
        browser = Browser(server.port, installation.facts["sessions"]["secretary"])
        killed = []
        for kill in range(KILLS):
            killed.append(job := ask(browser, cycle))
            worker = start_worker(installation)
            papers = chance.randint(1, 6)
            wait_for(lambda papers=papers: half_built(packs, papers), worker, installation)  # type: ignore[misc]
            end_group(worker)

            assert not (packs / str(job)).exists()
            assert ask(browser, cycle) == job, "it may still be at work"
            for scratch in packs.glob(".pack-*"):
                scratch.rename(packs / f"left-{kill}-{scratch.name}")
            set_clock(installation, minutes=MINUTES * (kill + 1))
            assert DIED in browser.get(f"/bo-ho-so/{job}/").text

        last = ask(browser, cycle)
        worker = start_worker(installation)
        wait_for((packs / str(last)).exists, worker, installation)
        wait_for(lambda: installation.state()["jobs"][str(last)] == "DONE", worker, installation)
        end_group(worker)
        page = browser.get(f"/bo-ho-so/{last}/")

    assert last not in killed
    assert len({*killed, last}) == KILLS + 1
    manifest = json.loads((packs / str(last) / "manifest.json").read_text())
    for document in manifest["documents"]:
        assert (packs / str(last) / document["file"]).stat().st_size > 0
        assert document["file"] in page.text
    assert [each for each in killed if (packs / str(each)).exists()] == []
    installation.require_history_holds()


def set_clock(installation: Installation, *, minutes: int) -> None:
    """So many minutes after the seed."""
    (installation.folder / "clock").write_text(f"2026-03-10T09:{minutes:02d}:00+07:00", encoding="ascii")
