"""One back-up file: a tar with the tables, the stored files and a manifest that says what must come out again.

    manifest.json          version, moment, rows and SHA-256 per table, SHA-256 per file, heads of history
    tables/<label>.jsonl   one row a line
    files/<path>           as they lie under the media folder

The file is written under another name and renamed when whole. It holds personal data and password hashes: it is
readable by its owner alone. The signing key is not in it (everyone signs in again after a restore).
"""

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, models, transaction

import thidua
from thidua.audit.models import ChainHead
from thidua.audit.verification import verify_history
from thidua.cli.backup.tables import is_empty, kept_models, read_rows, reset_sequences, snapshot, write_rows
from thidua.common.errors import DomainError
from thidua.documents.storage import STAGING

FORMAT = 1


class BackupError(DomainError):
    """A back-up that cannot be made, read or trusted; nothing was changed."""

    code = "backup"


@dataclass(frozen=True, slots=True)
class Summary:
    """What went into or came out of a back-up."""

    path: Path
    rows: int
    files: int
    entries: int


def write_backup(target: Path, now: datetime) -> Summary:
    """Write everything to `target`. Readers go on; writers wait on SQLite, and go on on PostgreSQL."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    manifest: dict[str, Any] = {"format": FORMAT, "made_at": now.isoformat(), "database": connection.vendor}
    try:
        part.touch(mode=0o600)
        with tarfile.open(part, "w:gz", compresslevel=3) as tar:
            with transaction.atomic():
                snapshot()
                manifest["tables"] = {model._meta.label_lower: _add_table(tar, model) for model in kept_models()}
                manifest["heads"] = {str(each.pk): each.hash for each in ChainHead.objects.order_by("pk")}
            manifest["files"] = {name: _add_file(tar, path, name) for name, path in _stored_files()}
            _add_bytes(tar, "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return _summary(target, manifest)


def read_backup(source: Path) -> Summary:
    """Bring `source` into this empty, migrated installation; all or nothing in the database.

    Raises `BackupError` when the installation is not empty, when a row, file or hash differs from the manifest, or
    when history does not hold afterwards.
    """
    if not is_empty():
        raise BackupError("This installation is not empty. Restore into a new one.")
    with tarfile.open(source, "r:gz") as tar:
        manifest = _manifest(tar)
        with transaction.atomic():
            for model in kept_models():
                _restore_table(tar, model, manifest)
            reset_sequences(kept_models())
            connection.check_constraints()
            _compare_history(manifest)
            _restore_files(tar, manifest)
    return _summary(source, manifest)


def _summary(path: Path, manifest: dict[str, Any]) -> Summary:
    tables = manifest["tables"]
    rows = sum(table["rows"] for table in tables.values())
    return Summary(path, rows, len(manifest["files"]), tables["audit.auditentry"]["rows"])


def _add_table(tar: tarfile.TarFile, model: type[models.Model]) -> dict[str, Any]:
    with tempfile.TemporaryFile() as stream:
        rows = write_rows(model, stream)
        stream.seek(0)
        digest = _digest(stream)
        _add_stream(tar, f"tables/{model._meta.label_lower}.jsonl", stream)
    return {"rows": rows, "sha256": digest}


def _stored_files() -> Iterator[tuple[str, Path]]:
    """Every file in its place. What is being received just now lies apart, and may be gone before it is read."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if name.parts[0] != STAGING and path.is_file():
            yield name.as_posix(), path


def _add_file(tar: tarfile.TarFile, path: Path, name: str) -> str:
    with path.open("rb") as stream:
        digest = _digest(stream)
        _add_stream(tar, f"files/{name}", stream)
    return digest


def _digest(stream: IO[bytes]) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while piece := stream.read(1 << 20):
        digest.update(piece)
    stream.seek(0)
    return digest.hexdigest()


def _copy(stream: IO[bytes], out: IO[bytes]) -> str:
    """Copy to `out`; the digest. A packed stream is read once, forwards: going back unpacks it all again."""
    digest = hashlib.sha256()
    while piece := stream.read(1 << 20):
        digest.update(piece)
        out.write(piece)
    return digest.hexdigest()


def _add_stream(tar: tarfile.TarFile, name: str, stream: IO[bytes]) -> None:
    stream.seek(0, io.SEEK_END)
    info = tarfile.TarInfo(name)
    info.size = stream.tell()
    info.mode = 0o600
    stream.seek(0)
    tar.addfile(info, stream)


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    _add_stream(tar, name, io.BytesIO(content))


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    manifest: dict[str, Any] = json.load(_member(tar, "manifest.json"))
    if manifest.get("format") != FORMAT:
        raise BackupError(f"This is a back-up of another version (thidua {thidua.__version__} reads format {FORMAT}).")
    return manifest


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        stream = tar.extractfile(name)
    except KeyError:
        stream = None
    if stream is None:
        raise BackupError(f"The back-up lacks {name}.")
    return stream


def _restore_table(tar: tarfile.TarFile, model: type[models.Model], manifest: dict[str, Any]) -> None:
    label = model._meta.label_lower
    expected = manifest["tables"].get(label)
    if expected is None:
        raise BackupError(f"The back-up lacks the table {label}: it was made by another version.")
    with _member(tar, f"tables/{label}.jsonl") as stream, tempfile.TemporaryFile() as copy:
        if _copy(stream, copy) != expected["sha256"]:
            raise BackupError(f"The table {label} is not what the manifest says.")
        copy.seek(0)
        rows = read_rows(model, copy)
    if rows != expected["rows"]:
        raise BackupError(f"The table {label} has {rows} rows, the manifest says {expected['rows']}.")


def _compare_history(manifest: dict[str, Any]) -> None:
    verification = verify_history()
    heads = {str(chain): head for chain, head in verification.heads.items()}
    if not verification.holds or heads != manifest["heads"]:
        raise BackupError("History in the back-up does not hold.")


def _restore_files(tar: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    root = Path(settings.MEDIA_ROOT).resolve()
    for name, expected in manifest["files"].items():
        target = (root / name).resolve()
        if not target.is_relative_to(root):
            raise BackupError(f"The back-up names a file outside the installation: {name}.")
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        with _member(tar, f"files/{name}") as stream, part.open("wb") as copy:
            digest = _copy(stream, copy)
        if digest != expected:
            part.unlink()
            raise BackupError(f"The file {name} is not what the manifest says.")
        part.chmod(0o600)
        part.replace(target)
