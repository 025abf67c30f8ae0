"""Looking after the store of files: what a killed process left behind goes, what changed on disk is withheld."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import SystemActor
from thidua.documents import storage
from thidua.documents.enums import FileState
from thidua.documents.models import StoredFile
from thidua.documents.services.files import hash_of

OLD = timedelta(hours=1)
"""What is younger may belong to somebody who is sending a file at this moment."""


@dataclass(frozen=True, slots=True)
class Sweeping:
    """What was taken away: uploads that never ended, files without a row."""

    unfinished: int
    orphans: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """A stored file that is not as it was: `what` is `missing` or `changed`."""

    file: StoredFile
    path: str
    what: str


def sweep_files(*, now: datetime, older_than: timedelta = OLD) -> Sweeping:
    """Take away what has no row and is older than that. A file is renamed into place before its row is written, so
    that a row never waits for its file; the reverse is what is swept here."""
    limit = (now - older_than).timestamp()
    unfinished = [each for each in _children(storage.absolute(storage.STAGING)) if each.stat().st_mtime < limit]
    for folder in unfinished:
        shutil.rmtree(folder, ignore_errors=True)
    orphans = [path for path in _files_without_row() if path.stat().st_mtime < limit]
    for path in orphans:
        path.unlink(missing_ok=True)
    return Sweeping(len(unfinished), len(orphans))


def check_files() -> list[Flaw]:
    """Compare every stored file with its hash. One gone or changed is withheld from then on; history says so."""
    rows = StoredFile.objects.exclude(state=FileState.ERASED).order_by("pk")
    flaws = [flaw for file in rows.iterator() for flaw in _flaws_of(file)]
    for flaw in flaws:
        _withhold(flaw)
    return flaws


def _flaws_of(file: StoredFile) -> Iterator[Flaw]:
    for path, sha256 in ((file.original_path, file.sha256), (file.served_path, file.served_sha256)):
        place = storage.absolute(path)
        if not place.is_file():
            yield Flaw(file, path, "missing")
        elif hash_of(place) != sha256:
            yield Flaw(file, path, "changed")


@transaction.atomic
def _withhold(flaw: Flaw) -> None:
    file = StoredFile.objects.select_for_update(no_key=True).get(pk=flaw.file.pk)
    if file.state == FileState.REFUSED:
        return
    file.state = FileState.REFUSED
    file.reason = _("Tệp không còn trong kho.") if flaw.what == "missing" else _("Tệp trong kho đã khác với lúc nhận.")
    file.save()
    audit.record(
        SystemActor("thidua files check"),
        "file.withheld",
        file,
        agency=file.agency_id,
        after={"sha256": file.sha256, "reason": file.reason},
    )


def _files_without_row() -> Iterator[Path]:
    known = {
        path
        for paths in StoredFile.objects.values_list("original_path", "served_path", "small_path").iterator()
        for path in paths
    }
    root = storage.absolute("")
    for folder in (storage.ORIGINALS, storage.SERVED):
        for path in (root / folder).rglob("*"):
            if path.is_file() and path.relative_to(root).as_posix() not in known:
                yield path


def _children(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
