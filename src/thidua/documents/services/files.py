"""Receiving a file: to a place apart, looked into, then kept.

Looking into a file takes seconds. It happens before the transaction that keeps it, because on SQLite a transaction
holds the only pen of the installation.
"""

import hashlib
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.files.base import File

from thidua.common.actor import Actor, PersonActor
from thidua.documents import storage
from thidua.documents.enums import FileState
from thidua.documents.errors import refusal
from thidua.documents.inspection import limits
from thidua.documents.inspection.gate import inspect
from thidua.documents.inspection.verdicts import Verdict
from thidua.documents.models import StoredFile


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that passed, still in its place apart; gone when the `received` block ends, unless it was kept."""

    name: str
    sha256: str
    size: int
    original: Path
    folder: Path
    verdict: Verdict


@contextmanager
def received(upload: File[bytes] | None, *, marked_secret: bool = False) -> Iterator[ReceivedFile | None]:
    """Write `upload` down, look into it, give it to the block. Raises `UploadRefusedError` with the remedy.

    None in, None out. `marked_secret` is what the person said of the paper.
    """
    if upload is None:
        yield None
        return
    name = storage.clean_name(upload.name)
    if marked_secret:
        raise refusal("secret_declared", name)
    if upload.size > limits.FILE_SIZE:
        raise refusal("too_large", name, size=upload.size)
    folder = storage.absolute(storage.STAGING) / secrets.token_hex(16)
    storage.make_folder(folder / "out")
    try:
        original = folder / "original"
        sha256, size = _write_down(upload, original)
        verdict = inspect(original, folder / "out")
        if verdict.refused:
            raise refusal(verdict.refused, name, **verdict.data)
        yield ReceivedFile(name, sha256, size, original, folder / "out", verdict)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(file: ReceivedFile, *, actor: Actor, agency: int, now: datetime) -> StoredFile:
    """Store the file, or find the same content stored before. Called in the transaction of the service that uses it.

    Raises `UploadRefusedError` for a picture that was withdrawn.
    """
    stored = StoredFile.objects.filter(agency=agency, sha256=file.sha256).first()
    if stored is not None and stored.state == FileState.ERASED:
        raise refusal("withdrawn", file.name)
    if stored is not None and stored.state == FileState.CLEAN:
        return stored
    verdict = file.verdict
    served = file.folder / verdict.served_name
    original_path = storage.original_path(agency, file.sha256)
    served_path = storage.served_path(agency, file.sha256, verdict.served_name)
    small_path = storage.served_path(agency, file.sha256, verdict.small_name) if verdict.small_name else ""
    facts = {
        "size": file.size,
        "media_type": verdict.media_type,
        "original_name": file.name,
        "original_path": original_path,
        "served_path": served_path,
        "served_type": verdict.served_type,
        "served_size": served.stat().st_size,
        "served_sha256": hash_of(served),
        "small_path": small_path,
        "width": verdict.width,
        "height": verdict.height,
        "pages": verdict.pages,
        "state": FileState.CLEAN,
        "reason": "",
        "uploaded_by_id": actor.user if isinstance(actor, PersonActor) else None,
        "uploaded_at": now,
    }
    storage.move_into_place(file.original, original_path)
    storage.move_into_place(served, served_path)
    if small_path:
        storage.move_into_place(file.folder / verdict.small_name, small_path)
    stored, _created = StoredFile.objects.update_or_create(agency_id=agency, sha256=file.sha256, defaults=facts)
    return stored


def hash_of(path: Path) -> str:
    """SHA-256 of a file, as 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_down(upload: File[bytes], path: Path) -> tuple[str, int]:
    """Hash and size as really written: what the browser claims of the size is not believed."""
    digest = hashlib.sha256()
    size = 0
    with path.open("xb") as file:
        for chunk in upload.chunks():
            size += len(chunk)
            if size > limits.FILE_SIZE:
                raise refusal("too_large", storage.clean_name(upload.name), size=size)
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest(), size
