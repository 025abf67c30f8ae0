"""Pictures of public pages: copies of their own, and the end of these copies."""

import hashlib
import json
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.documents import storage
from thidua.documents.enums import MediaType
from thidua.documents.models import StoredFile
from thidua.publishing.enums import PictureRole, SnapshotKind
from thidua.publishing.models import SLUG, PublishedPicture, Snapshot
from thidua.publishing.services.copy_words import find_copy

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of addresses: nothing that is misread on paper."""
PUBLISHED = "published"
"""Where the copies lie under `MEDIA_ROOT`."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for a public page: of which stored file, and what is said of it."""

    file: StoredFile
    role: PictureRole
    alt_text: str
    caption: str = ""


def draw_letters() -> str:
    """A part of an address that nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _ in range(SLUG))


def mark_of(picture: Picture) -> str:
    """SHA-256 of a picture and its words: the body of a version holds this and not the words, which may have to go."""
    told = [picture.file.served_sha256, picture.role, picture.alt_text, picture.caption]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def stand_all(snapshot: Snapshot) -> bool:
    """Whether no picture and no text was taken off its page."""
    is_gone = Q(gone_at__isnull=False)
    return not (snapshot.pictures.filter(is_gone).exists() or snapshot.texts.filter(is_gone).exists())


def put_on_page(snapshot: Snapshot, pictures: Sequence[Picture]) -> None:
    """Copy the cleaned pictures to the page of a new version. A copy is in its place before its row is written."""
    for position, picture in enumerate(pictures):
        file, key = picture.file, draw_letters()
        assert file.width is not None  # of every picture
        assert file.height is not None
        folder = f"{PUBLISHED}/{snapshot.agency_id}/{snapshot.slug}"
        path, small_path = f"{folder}/{key}.{file.extension}", f"{folder}/{key}.small.jpg"
        _copy(file.served_path, path)
        _copy(file.small_path, small_path)
        PublishedPicture.objects.create(
            agency_id=snapshot.agency_id,
            snapshot=snapshot,
            file=file,
            key=key,
            position=position,
            role=picture.role,
            alt_text=picture.alt_text,
            caption=picture.caption,
            media_type=MediaType(file.served_type),
            width=file.width,
            height=file.height,
            path=path,
            small_path=small_path,
        )


def let_go(pictures: QuerySet[PublishedPicture], now: datetime, *, was_withdrawn: bool = False) -> list[int]:
    """Within the transaction: those that stand are gone, words at once, copies once it has ended. Which they were."""
    rows = list(pictures.filter(gone_at__isnull=True).select_for_update(no_key=True, of=("self",)).order_by("pk"))
    paths = [path for row in rows for path in (row.path, row.small_path)]
    for row in rows:
        row.gone_at, row.was_withdrawn = now, was_withdrawn
        row.path = row.small_path = row.alt_text = row.caption = ""
    PublishedPicture.objects.bulk_update(
        rows, ["gone_at", "was_withdrawn", "path", "small_path", "alt_text", "caption"]
    )
    if paths:
        transaction.on_commit(lambda: storage.erase(paths))
    return [row.pk for row in rows]


def take_picture_off(actor: Actor, kind: SnapshotKind, subject: int, file: int, now: datetime) -> int:
    """Within the transaction of whoever has asked whether he may: take the copies of one file off the page of a thing.
    How many there were.
    """
    rows = PublishedPicture.objects.filter(snapshot__kind=kind, snapshot__subject=subject, file=file)
    return _record_gone(actor, let_go(rows, now, was_withdrawn=True))


def take_file_off(actor: Actor, agency: int, file: int, now: datetime) -> int:
    """As `take_picture_off`, off the pages of all things of an agency, for a picture below maps."""
    rows = PublishedPicture.objects.filter(agency=agency, file=file, role=PictureRole.MAP)
    return _record_gone(actor, let_go(rows, now, was_withdrawn=True))


def _record_gone(actor: Actor, gone: list[int]) -> int:
    for picture in PublishedPicture.objects.filter(pk__in=gone).select_related("snapshot"):
        snapshot = picture.snapshot
        after = {"number": snapshot.number, "pictures": 1}
        if snapshot.stands:
            find_copy(snapshot)
        audit.record(actor, "snapshot.picture_taken_off", snapshot, agency=snapshot.agency_id, after=after)
    return len(gone)


def sweep_pictures(*, now: datetime, older_than: timedelta) -> int:
    """Take away copies that belong to no page and are older than that: what a killed process has left."""
    limit, known = (now - older_than).timestamp(), set()
    for paths in PublishedPicture.objects.filter(gone_at=None).values_list("path", "small_path"):
        known |= set(paths)
    root = storage.absolute("")
    files = [path for path in (root / PUBLISHED).rglob("*") if path.is_file()]
    left = [path for path in files if path.relative_to(root).as_posix() not in known and path.stat().st_mtime < limit]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _copy(source: str, target: str) -> None:
    place = storage.absolute(storage.STAGING) / secrets.token_hex(16)
    storage.make_folder(place)
    try:
        shutil.copyfile(storage.absolute(source), place / "copy")
        storage.move_into_place(place / "copy", target)
    finally:
        shutil.rmtree(place, ignore_errors=True)
