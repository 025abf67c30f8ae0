"""What of the album goes to the public page with its next version, and off it at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import PeopleShown
from thidua.activities.errors import ActivityError
from thidua.activities.facts.public_photos import shown_in, standing_among, why_not
from thidua.activities.models import Activity, PublicPhoto
from thidua.activities.policies import (
    AlbumPhoto,
    may_change_public_photo,
    may_choose_public_photo,
    may_drop_public_photo,
)
from thidua.activities.services.activities import lock
from thidua.activities.services.rows import next_position, rewriting
from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.parents import AlbumChange
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.documents.models import Photo
from thidua.publishing.enums import PictureRole, SnapshotKind
from thidua.publishing.services import Picture, take_picture_off
from thidua.publishing.services.drafting import album_has_changed

MOST = 12
"""A chosen few: the album stays inside."""


@dataclass(frozen=True, slots=True)
class PublicPhotoWords:
    """What is said of a photograph for strangers, and who can be made out in it."""

    role: PictureRole
    people: PeopleShown
    alt_text: str
    caption: str = ""
    children_paper: str = ""


@transaction.atomic
def choose_public_photo(*, actor: Actor, photo: Photo, activity: Activity, words: PublicPhotoWords) -> PublicPhoto:
    """Put a photograph of the album last among those for the public page. Raises `ActivityError` while there is no
    ground to show those who can be made out in it, and for more than `MOST`.
    """
    activity = lock(activity)
    photo = Photo.objects.select_related("file").get(pk=photo.pk)  # its consent may have changed meanwhile
    require(may_choose_public_photo(actor, AlbumPhoto(photo, activity)))
    rows = PublicPhoto.objects.filter(activity=activity)
    if rows.count() >= MOST:
        raise ActivityError(
            _("Trang công bố có nhiều nhất %(most)s ảnh. Bỏ bớt rồi chọn thêm.") % {"most": MOST}, code="too_many"
        )
    row = PublicPhoto(agency_id=activity.agency_id, activity=activity, photo=photo, position=next_position(rows))
    _put(row, words)
    row.save()
    audit.record(actor, "activity.public_photo_chosen", activity, agency=activity.agency_id, after=_facts(row))
    return row


@transaction.atomic
def change_public_photo(*, actor: Actor, row: PublicPhoto, version: int, words: PublicPhotoWords) -> PublicPhoto:
    """Change what is said of it; the page that is published keeps its words until the next version."""
    activity = lock(row.activity)
    row = PublicPhoto.objects.select_for_update(no_key=True, of=("self",)).select_related("photo__file").get(pk=row.pk)
    row.activity = activity
    require(may_change_public_photo(actor, row))
    with rewriting(actor, "activity.public_photo_changed", activity, row, version, _facts):
        _put(row, words)
    return row


@transaction.atomic
def move_public_photo(*, actor: Actor, row: PublicPhoto, by: int) -> None:
    """One place towards the front (`by=-1`) or the end (`by=1`); at the edge it stays."""
    activity = lock(row.activity)
    row.activity = activity
    require(may_change_public_photo(actor, row))
    rows = list(PublicPhoto.objects.filter(activity=activity))
    order = [each.pk for each in rows]
    place = order.index(row.pk)
    target = min(max(place + by, 0), len(order) - 1)
    if target == place:
        return
    rows.insert(target, rows.pop(place))
    for number, each in enumerate(rows):
        each.position = number
    PublicPhoto.objects.bulk_update(rows, ["position"])
    before, after = {"position": place}, {"position": target}
    audit.record(actor, "activity.public_photo_moved", activity, agency=activity.agency_id, before=before, after=after)


@transaction.atomic
def drop_public_photo(*, actor: Actor, row: PublicPhoto, now: datetime) -> None:
    """Take it off the list, and its copies off the page that is published, at once."""
    activity = lock(row.activity)
    row.activity = activity
    require(may_drop_public_photo(actor, row))
    _drop(actor, activity, row, now)


def photo_has_changed(actor: Actor, pk: int, change: AlbumChange, now: datetime) -> None:
    """Within the transaction in which an album has changed: what of it may no longer be public leaves the list, the
    page that is published and the articles.
    """
    activity, file = lock(Activity.objects.get(pk=pk)), change.file
    rows = PublicPhoto.objects.filter(activity=activity, photo__file=file).select_related("photo__file")
    standing = standing_among(rows)
    for row, why in standing:
        if why:
            _drop(actor, activity, row, now)
    if not standing:
        take_picture_off(actor, SnapshotKind.IMPACT, pk, file, now)
    album_has_changed(actor, change, is_lost=any(why for _row, why in standing))


def pictures_for_page(activity: Activity) -> list[Picture]:
    """What of the album the next version of the public page takes on: of what was chosen, what may go today."""
    rows = PublicPhoto.objects.filter(activity=activity).select_related("photo__file")
    return [
        Picture(row.photo.file, PictureRole(row.role), row.alt_text, row.caption)
        for row, why in standing_among(rows.prefetch_related("photo__subjects"))
        if not why
    ]


def _drop(actor: Actor, activity: Activity, row: PublicPhoto, now: datetime) -> None:
    file, before = row.photo.file_id, {"role": row.role, "faces": row.people}
    row.delete()
    audit.record(actor, "activity.public_photo_dropped", activity, agency=activity.agency_id, before=before)
    take_picture_off(actor, SnapshotKind.IMPACT, activity.pk, file, now)


def _put(row: PublicPhoto, words: PublicPhotoWords) -> None:
    row.role, row.people = words.role, words.people
    row.children_paper = normalise(words.children_paper)[:250] if words.people == PeopleShown.CHILDREN else ""
    row.alt_text, row.caption = normalise(words.alt_text)[:300], normalise(words.caption)[:500]
    if not row.alt_text:
        raise ActivityError(
            _("Anh/chị chưa tả ảnh. Viết một câu cho người không nhìn thấy ảnh."), code="no_alt_text", field="alt_text"
        )
    if why := why_not(shown_in([row.photo])[row.photo_id], row.people, row.children_paper):
        needs_paper = words.people == PeopleShown.CHILDREN and not row.children_paper
        raise ActivityError(why, code="no_ground", field="children_paper" if needs_paper else "people")


def _facts(row: PublicPhoto) -> dict[str, Any]:
    """What history keeps: not the words, which go when the photograph goes."""
    return {
        "role": row.role,
        "faces": row.people,
        "children_paper": row.children_paper,
        "sha256": row.photo.file.sha256,
    }
