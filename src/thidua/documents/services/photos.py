"""The album of an activity or a meeting: adding, describing, moving and taking away photographs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.parents import AlbumChange, may_attach, tell_photo_has_changed
from thidua.common.policy import require
from thidua.common.references import Reference
from thidua.common.versions import require_version
from thidua.core.vietnam.names import normalise
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import GROUNDS, PhotoConsent
from thidua.documents.errors import PhotoError
from thidua.documents.models import Photo, PhotoSubject, StoredFile
from thidua.documents.services.files import keep, received


def add_photo(
    *,
    actor: Actor,
    parent: Reference,
    agency: int,
    upload: File[bytes],
    alt_text: str,
    now: datetime,
    caption: str = "",
    consent: PhotoConsent = PhotoConsent.UNKNOWN,
    credit: str = "",
    taken_on: PartialDate | None = None,
    subjects: Sequence[str] = (),
) -> Photo:
    """Put a photograph at the end of the album. The same picture sent twice is one photograph: the first is given back.

    `subjects` names who is shown, as printed (“Bà Nguyễn Thị Huyền, Phó Vụ trưởng”). Raises `PhotoError` without
    `alt_text` or for a file that is no picture.
    """
    require(may_attach(actor, parent))
    text = _require_alt_text(alt_text)
    taken = _require_past(taken_on or PartialDate(), now)
    with received(upload) as file, transaction.atomic():
        require(may_attach(actor, parent))
        assert file is not None
        stored = keep(file, actor=actor, agency=agency, now=now)
        if not stored.is_picture:
            raise PhotoError(
                _("Tệp “{name}” không phải là ảnh. Chọn ảnh JPEG, PNG hoặc HEIC.").format(name=file.name),
                code="no_picture",
                field="upload",
            )
        words = {"caption": caption, "consent": consent, "credit": credit, "taken_on": taken, "alt_text": text}
        return _put_into_album(actor, parent, agency, stored, words, subjects, now)


@transaction.atomic
def show_elsewhere(
    *,
    actor: Actor,
    photo: Photo,
    parent: Reference,
    alt_text: str,
    now: datetime,
    caption: str = "",
    consent: PhotoConsent = PhotoConsent.UNKNOWN,
    credit: str = "",
    subjects: Sequence[str] = (),
) -> Photo:
    """Put the picture of a photograph at the end of another album too; its file is kept once. Twice is once.

    Raises `PhotoError` without `alt_text` and for a picture whose consent was withdrawn, in whatever album.
    """
    require(may_attach(actor, parent))
    if is_withdrawn(photo.file):
        raise PhotoError(
            _("Người trong ảnh đã rút đồng ý nên ảnh này không đưa vào album được."), code="withdrawn", field="consent"
        )
    words = {
        "caption": caption,
        "consent": consent,
        "credit": credit,
        "taken_on": photo.taken_on,
        "alt_text": _require_alt_text(alt_text),
    }
    return _put_into_album(actor, parent, photo.agency_id, photo.file, words, subjects, now)


def is_withdrawn(file: StoredFile) -> bool:
    """Whether somebody in the picture has withdrawn his consent, in whatever album it is."""
    return file.photos.filter(consent=PhotoConsent.WITHDRAWN).exists()


def _put_into_album(
    actor: Actor,
    parent: Reference,
    agency: int,
    stored: StoredFile,
    words: dict[str, Any],
    subjects: Sequence[str],
    now: datetime,
) -> Photo:
    album = Photo.objects.select_for_update(no_key=True).filter(parent_kind=parent.kind, parent_id=parent.id)
    if (present := album.filter(file=stored).first()) is not None:
        return present
    last = album.aggregate(last=Max("position"))["last"]
    photo = Photo.objects.create(
        agency_id=agency,
        parent_kind=parent.kind,
        parent_id=parent.id,
        position=0 if last is None else last + 1,
        file=stored,
        caption=normalise(words["caption"])[:500],
        alt_text=words["alt_text"],
        consent=words["consent"],
        credit=normalise(words["credit"])[:160],
        taken_on=words["taken_on"],
        added_at=now,
    )
    _name_subjects(photo, subjects)
    audit.record(actor, "photo.added", photo, agency=agency, after=_facts(photo))
    return photo


@transaction.atomic
def describe_photo(
    *,
    actor: Actor,
    photo: Photo,
    read: int,
    caption: str,
    alt_text: str,
    consent: PhotoConsent,
    credit: str,
    taken_on: PartialDate,
    subjects: Sequence[str],
    now: datetime,
) -> Photo:
    """Change what is said of a photograph. Raises `PhotoError` for one that was withdrawn, and for withdrawing it:
    `withdraw_photos` does that.
    """
    require(may_attach(actor, photo.parent))
    photo = Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)
    _require_shown(photo)
    if consent not in GROUNDS:
        raise PhotoError(_("Rút ảnh bằng nút “Rút ảnh”."), code="withdrawing", field="consent")
    require_version(photo, read)
    before = _facts(photo)
    photo.caption = normalise(caption)[:500]
    photo.alt_text = _require_alt_text(alt_text)
    photo.consent = consent
    photo.credit = normalise(credit)[:160]
    photo.taken_on = _require_past(taken_on, now)
    photo.save()
    photo.subjects.all().delete()
    _name_subjects(photo, subjects)
    audit.record(actor, "photo.described", photo, agency=photo.agency_id, before=before, after=_facts(photo))
    change = AlbumChange(photo.file_id, before["consent"], photo.consent)
    tell_photo_has_changed(actor, photo.parent, change, now)
    return photo


@transaction.atomic
def move_photo(*, actor: Actor, photo: Photo, by: int) -> None:
    """Move a photograph one place towards the front (`by=-1`) or the end (`by=1`); at the edge it stays."""
    require(may_attach(actor, photo.parent))
    album = list(
        Photo.objects.select_for_update(no_key=True)
        .filter(parent_kind=photo.parent_kind, parent_id=photo.parent_id)
        .order_by("position", "pk")
    )
    order = [each.pk for each in album]
    place = order.index(photo.pk)
    target = min(max(place + by, 0), len(order) - 1)
    if target == place:
        return
    order.insert(target, order.pop(place))
    for each in album:
        each.position = order.index(each.pk)
    Photo.objects.bulk_update(album, ["position"])
    audit.record(
        actor, "photo.moved", photo, agency=photo.agency_id, before={"position": place}, after={"position": target}
    )


@transaction.atomic
def remove_photo(*, actor: Actor, photo: Photo, now: datetime) -> None:
    """Take a photograph out of the album. Its file stays where it is kept. Raises `PhotoError` for one that was
    withdrawn: its row says so, and keeps the picture from coming back.
    """
    require(may_attach(actor, photo.parent))
    photo = Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)
    _require_shown(photo)
    audit.record(actor, "photo.removed", photo, agency=photo.agency_id, before=_facts(photo))
    parent, change = photo.parent, AlbumChange(photo.file_id, photo.consent)
    photo.delete()
    tell_photo_has_changed(actor, parent, change, now)


def _require_shown(photo: Photo) -> None:
    if not photo.is_shown:
        raise PhotoError(
            _("Ảnh này đã rút theo đề nghị của người trong ảnh nên không sửa, không bỏ."), code="withdrawn"
        )


def _require_alt_text(text: str) -> str:
    text = normalise(text)
    if not text:
        raise PhotoError(
            _("Anh/chị chưa tả ảnh. Viết một câu cho người không nhìn thấy ảnh."), code="no_alt_text", field="alt_text"
        )
    return text[:300]


def _require_past(taken_on: PartialDate, now: datetime) -> PartialDate:
    if taken_on.earliest is not None and taken_on.earliest > timezone.localtime(now).date():
        raise PhotoError(
            _("Ngày chụp {day} còn ở phía trước. Xem lại ngày.").format(day=short_date(taken_on)),
            code="taken_in_future",
            field="taken_on",
        )
    return taken_on


def _name_subjects(photo: Photo, subjects: Sequence[str]) -> None:
    names = [name for name in (normalise(each)[:200] for each in subjects) if name]
    PhotoSubject.objects.bulk_create(
        PhotoSubject(photo=photo, position=position, name=name) for position, name in enumerate(names)
    )


def _facts(photo: Photo) -> dict[str, Any]:
    return {
        "parent": [photo.parent_kind, photo.parent_id],
        "sha256": photo.file.sha256,
        "caption": photo.caption,
        "alt_text": photo.alt_text,
        "consent": photo.consent,
        "taken_on": photo.taken_on.code,
        "subjects": [subject.name for subject in photo.subjects.all()],
    }
