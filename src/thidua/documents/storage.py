"""Where files lie under `MEDIA_ROOT`: `originals/` never served, `served/` what is, `staging/` what is being received.
Publishing keeps the copies of its pages under `published/`.

Everything is named by content, so that one content lies there once per agency. A file comes to its place by a rename
on the same disk; its row is written after it. What a killed process leaves behind lies in `staging/`, or has no row:
`sweep_files` takes both away.
"""

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

STAGING = "staging"
ORIGINALS = "originals"
SERVED = "served"
_LONGEST_NAME = 200
_FOLDER_MODE = 0o700
FILE_MODE = 0o600


def absolute(relative: str) -> Path:
    """The place on disk of a stored path."""
    return Path(settings.MEDIA_ROOT) / relative


def original_path(agency: int, sha256: str) -> str:
    """Where the original of a content lies."""
    return f"{ORIGINALS}/{agency}/{sha256[:2]}/{sha256}"


def served_path(agency: int, sha256: str, name: str) -> str:
    """Where the copy `name` (served.pdf, small.jpg) of the original `sha256` lies."""
    return f"{SERVED}/{agency}/{sha256[:2]}/{sha256}.{name}"


def make_folder(folder: Path) -> None:
    """The folder and those above it, for the owner alone."""
    folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)


def move_into_place(source: Path, relative: str) -> None:
    """Rename `source` to its place; after a power cut it is there whole or not at all."""
    target = absolute(relative)
    make_folder(target.parent)
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.chmod(FILE_MODE)
    source.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def erase(paths: Iterable[str]) -> None:
    """Take files away; one that is gone already is no matter. What a killed process leaves, `sweep_files` takes."""
    for path in paths:
        absolute(path).unlink(missing_ok=True)


def clean_name(name: str | None) -> str:
    """The file's own name without folders, signs that cannot be seen, or signs that break a line of text."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name or ""))[-1]
    seen = "".join(each for each in last if unicodedata.category(each)[0] != "C" and each not in '"<>|:*?')
    short = " ".join(seen.split()).strip(". ")
    if len(short) > _LONGEST_NAME:
        stem, dot, ending = short.rpartition(".")
        short = f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 10 else short
    return short[:_LONGEST_NAME] or "tep"
