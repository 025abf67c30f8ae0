"""A process killed in mid-save leaves nothing half; what it leaves is swept; what changed on disk is withheld."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from tests.cast import Cast
from tests.factories.files import make_jpeg, make_pdf, upload
from thidua.audit.models import AuditEntry
from thidua.cli.main import main
from thidua.common.references import Reference
from thidua.documents import storage
from thidua.documents.models import Evidence, StoredFile
from thidua.documents.policies import find_file
from thidua.documents.services import add_evidence
from thidua.documents.services.upkeep import check_files, sweep_files


@pytest.fixture
def now(at) -> datetime:
    return at("2026-06-15 09:00")


def attach(cast: Cast, parent: Reference, now: datetime, data: bytes, name: str = "tep.pdf") -> Evidence:
    """A file as evidence of bloc I."""
    return add_evidence(
        actor=cast.officer.actor(),
        parent=parent,
        agency=cast.agency.pk,
        title="Báo cáo",
        upload=upload(data, name),
        now=now,
    )


@transaction.atomic
def attach_and_die(cast: Cast, parent: Reference, now: datetime) -> None:
    """The file is in its place, its rows are written, and the end comes before the commit."""
    attach(cast, parent, now, make_pdf())
    raise KeyboardInterrupt


def files() -> set[str]:
    """Every file of the store, by its path."""
    root = storage.absolute("")
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def make_old(now: datetime, hours: int = 2) -> None:
    """Let every file and folder be that old."""
    moment = (now - timedelta(hours=hours)).timestamp()
    for path in storage.absolute("").rglob("*"):
        os.utime(path, (moment, moment))


def test_a_save_that_is_broken_off_leaves_no_row_and_is_swept(cast: Cast, parent: Reference, now: datetime) -> None:
    kept = attach(cast, parent, now, make_jpeg(), "anh.jpg")
    before = files()
    with pytest.raises(KeyboardInterrupt):
        attach_and_die(cast, parent, now)
    assert Evidence.objects.get() == kept
    assert len(files()) == len(before) + 2

    make_old(now)
    swept = sweep_files(now=now)

    assert (swept.unfinished, swept.orphans) == (0, 2)
    assert files() == before


def test_what_was_swept_too_little_is_used_when_it_comes_again(cast: Cast, parent: Reference, now: datetime) -> None:
    with pytest.raises(KeyboardInterrupt):
        attach_and_die(cast, parent, now)
    make_old(now)

    evidence = attach(cast, parent, now, make_pdf())
    assert sweep_files(now=now).orphans == 0
    assert find_file(cast.reader.actor(), evidence.file_id) == evidence.file
    assert check_files() == []


def test_an_upload_under_way_is_left_alone(now: datetime, db: None) -> None:
    folder = storage.absolute("staging") / "dang-gui"
    folder.mkdir(parents=True)
    (folder / "original").write_bytes(b"%PDF-")
    moment = (now - timedelta(minutes=5)).timestamp()
    os.utime(folder, (moment, moment))
    assert sweep_files(now=now).unfinished == 0

    make_old(now)
    assert sweep_files(now=now).unfinished == 1
    assert files() == set()


def test_other_folders_of_the_store_are_not_swept(now: datetime, db: None) -> None:
    other = storage.absolute("van-ban/1.docx")
    other.parent.mkdir(parents=True)
    other.write_bytes(b"x")
    make_old(now)
    sweep_files(now=now)

    assert other.exists()


@pytest.mark.parametrize("which", ["original_path", "served_path"])
@pytest.mark.parametrize("what", ["missing", "changed"])
def test_what_changed_on_disk_is_withheld_until_it_comes_again(
    cast: Cast, parent: Reference, now: datetime, which: str, what: str
) -> None:
    evidence = attach(cast, parent, now, make_pdf())
    assert check_files() == []
    place: Path = storage.absolute(getattr(evidence.file, which))
    if what == "missing":
        place.unlink()
    else:
        place.write_bytes(b"%PDF-1.7 khac")

    assert [(flaw.path, flaw.what) for flaw in check_files()] == [(getattr(evidence.file, which), what)]
    assert find_file(cast.officer.actor(), evidence.file_id) is None
    assert StoredFile.objects.get().state == "REFUSED"
    check_files()
    assert AuditEntry.objects.filter(action="file.withheld").count() == 1

    attach(cast, parent, now, make_pdf())
    assert find_file(cast.officer.actor(), evidence.file_id) is not None
    assert check_files() == []


def test_the_commands_say_what_they_did(
    cast: Cast, parent: Reference, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = attach(cast, parent, now, make_pdf())
    assert main(["files", "sweep"]) == 0
    assert main(["files", "check"]) == 0
    storage.absolute(evidence.file.served_path).unlink()
    assert main(["files", "check"]) == 1

    said = capsys.readouterr().out
    assert "0 unfinished uploads, 0 files without a record taken away" in said
    assert "every file is as it was received" in said
    assert f"MISSING {evidence.file.served_path} (tep.pdf)" in said
