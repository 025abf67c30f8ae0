"""A back-up made while people write, restored on the other database: the same rows, the same files, a whole history."""

import json
import tarfile
import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks.drills.conftest import MakeInstallation
from benchmarks.drills.deeds import Busy, Deed
from benchmarks.drills.installations import Installation

pytestmark = pytest.mark.drill

PEOPLE = 3
OTHER = {"sqlite": "postgres", "postgres": "sqlite"}


def manifest_of(backup: Path) -> dict[str, Any]:
    """What a back-up says of itself, without the moment and the database it was made on."""
    with tarfile.open(backup) as tar:
        manifest: dict[str, Any] = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
    return {name: manifest[name] for name in ("tables", "files", "heads")}


def back_up_while_people_write(installation: Installation, backup: Path) -> tuple[list[Deed], list[Deed]]:
    """Make the back-up in the midst of writing; the deeds answered before it began, and all deeds."""
    with installation.server() as server:
        people = [Busy(installation, server.port, f"p-{person}", []) for person in range(PEOPLE)]
        time.sleep(3)
        before = [deed for person in people for deed in list(person.done) if deed.is_answered]
        installation.thidua("backup", str(backup))
        for person in people:
            person.stop.set()
        return before, [deed for person in people for deed in person.finish()]


@pytest.mark.parametrize("database", OTHER)
def test_it_comes_out_the_same_on_the_other_database(
    database: str, make_installation: MakeInstallation, tmp_path: Path
) -> None:
    old, new = make_installation(database), make_installation(OTHER[database])
    old.seed()
    backup, again = tmp_path / "sao-luu.tar.gz", tmp_path / "lan-nua.tar.gz"
    before, all_done = back_up_while_people_write(old, backup)
    assert before
    assert all(deed.is_answered for deed in all_done)

    new.thidua("restore", str(backup))

    new.require_history_holds()
    state = new.state()
    assert state["halves"] == []
    for deed in all_done:
        assert state["made"][deed.kind].get(deed.mark, 0) <= 1
    for deed in before:
        assert state["made"][deed.kind][deed.mark] == 1
    new.thidua("backup", str(again))
    assert manifest_of(again) == manifest_of(backup)
    assert new.thidua("restore", str(backup), check=False).returncode == 1, "a used installation is not overwritten"


def test_two_restores_at_once_leave_one_whole(make_installation: MakeInstallation, tmp_path: Path) -> None:
    """Somebody starts the restore twice: it is there once, not twice and not mixed."""
    old, new = make_installation("sqlite"), make_installation("postgres")
    old.seed()
    backup = tmp_path / "sao-luu.tar.gz"
    old.thidua("backup", str(backup))
    new.migrate()

    both = [new.start("-m", "thidua.cli.main", "restore", str(backup), log=f"restore-{n}.log") for n in range(2)]

    assert sorted(each.wait(timeout=300) for each in both) == [0, 1], new.log("restore-0.log") + new.log(
        "restore-1.log"
    )
    assert new.state()["rows"] == old.state()["rows"]
    new.require_history_holds()
