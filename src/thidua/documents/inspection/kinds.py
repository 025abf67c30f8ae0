"""What kind of file this is, told by its content alone."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import puremagic

from thidua.documents.inspection.verdicts import HEIC, JPEG, PDF, PNG, RefusalError

HEAD = 4096
ZIP = "application/zip"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
_AVIF_BRANDS = {b"avif", b"avis"}
_MARKUP = (b"<html", b"<!doctype html", b"<svg", b"<script", b"<?php", b"<body", b"<head")
UNREADABLE = (zipfile.BadZipFile, RuntimeError, EOFError, ValueError, OSError)
"""What `zipfile` raises over a package: `RuntimeError` where a part is locked, or packed in a way it knows not."""
_FOREIGN = (b"%pdf-", b"rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"this program cannot be run in dos mode", *_MARKUP)


def kind_of(path: Path) -> str:
    """The media type of what is taken (`ZIP` for a package still to be looked into); raises for anything else."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        if not head:
            raise RefusalError("empty")
        if head.startswith(b"%PDF-"):
            return PDF
        if head.startswith(b"\xff\xd8\xff"):
            return JPEG
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return PNG
        if head[4:8] == b"ftyp":
            return _kind_of_box(head)
        if head.startswith(b"PK\x03\x04"):
            return ZIP
        if head.startswith(_OLE):
            raise RefusalError("encrypted" if _holds(file, _ENCRYPTED_PACKAGE) else "old_office")
    if _is_markup(head):
        raise RefusalError("markup")
    raise RefusalError("unknown_kind", found=_name_of(head))


def require_single(path: Path, *, after: int = 0) -> None:
    """Raise when a picture or PDF also reads as another kind of file: an archive at its end, markup, a program.

    `after` is where the file's own kind ends; what follows it may hold no other kind of file.
    """
    if zipfile.is_zipfile(path) and _has_members(path):
        raise RefusalError("polyglot")
    tail = path.read_bytes()[after:].lower()
    if any(sign in tail for sign in _FOREIGN):
        raise RefusalError("polyglot")


def require_no_markup(parts: Iterable[bytes]) -> None:
    """Raise when one of the side notes of a picture holds a web page or a script."""
    if any(_is_markup(part) for part in parts):
        raise RefusalError("polyglot")


def _kind_of_box(head: bytes) -> str:
    length = int.from_bytes(head[:4], "big")
    brands = {head[8:12], *(head[start : start + 4] for start in range(16, min(length, len(head)), 4))}
    if brands & _HEIC_BRANDS and not brands & _AVIF_BRANDS:
        return HEIC
    raise RefusalError("unknown_kind", found=_name_of(head))


def _is_markup(head: bytes) -> bool:
    """HTML, SVG or script, in UTF-8 or UTF-16."""
    texts = (head.lower(), head.replace(b"\x00", b"").lower())
    return any(sign in text for sign in _MARKUP for text in texts)


def _name_of(head: bytes) -> str:
    """The usual ending of such files (mp4, rar), or nothing."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    return found[0].extension.lstrip(".") if found else ""


def _holds(file: IO[bytes], sign: bytes) -> bool:
    file.seek(0)
    return sign in file.read()


def _has_members(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return bool(archive.infolist())
    except UNREADABLE:
        return False
