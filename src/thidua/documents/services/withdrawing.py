"""Somebody in a photograph asks that it be seen no more: it goes out of every album, and its bytes out of the store."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.parents import AlbumChange, may_withdraw_at, tell_photo_has_changed
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.documents import storage
from thidua.documents.enums import FileState, PhotoConsent
from thidua.documents.errors import PhotoError
from thidua.documents.models import Photo, StoredFile
from thidua.documents.queries import serves_as_evidence


@transaction.atomic
def withdraw_photos(*, actor: Actor, photos: Iterable[Photo], because: str, now: datetime) -> int:
    """Take pictures out of sight for good, in every album in which they are; how many pictures stay in the store.

    Original, served and small copy are erased once the transaction has ended; what was said of them goes with them,
    and higher apps follow with what they made of them. A picture that is evidence as well stays in the store as
    evidence: who keeps that takes it away there first. Not undone; the same content is not taken again. Raises
    `PhotoError` without a reason.
    """
    reason = normalise(because)[:250]
    if not reason:
        raise PhotoError(_("Anh/chị chưa nhập lý do."), code="no_reason", field="because")
    given = sorted(photos, key=lambda photo: photo.pk)
    for photo in given:
        require(may_withdraw_at(actor, photo.parent))
    files = StoredFile.objects.select_for_update(no_key=True).filter(pk__in={photo.file_id for photo in given})
    kept = 0
    for file in files.order_by("pk"):
        albums = list(Photo.objects.select_for_update(no_key=True).filter(file=file).order_by("pk"))
        said = {photo.pk: photo.consent for photo in albums}
        for photo in albums:
            _withdraw(actor, photo, file, reason)
        kept += not _erase(file)
        for photo in albums:
            tell_photo_has_changed(actor, photo.parent, AlbumChange(file.pk, said[photo.pk], photo.consent), now)
    return kept


def _withdraw(actor: Actor, photo: Photo, file: StoredFile, reason: str) -> None:
    if photo.consent == PhotoConsent.WITHDRAWN:
        return
    before = {"consent": photo.consent, "sha256": file.sha256}
    photo.consent = PhotoConsent.WITHDRAWN
    photo.caption, photo.alt_text, photo.credit = "", _("Ảnh đã rút"), ""
    photo.version += 1
    photo.save()
    photo.subjects.all().delete()
    after = {"consent": photo.consent}
    audit.record(actor, "photo.withdrawn", photo, agency=photo.agency_id, before=before, after=after, reason=reason)


def _erase(file: StoredFile) -> bool:
    """Whether its bytes go: not while it serves as evidence."""
    if serves_as_evidence(file):
        return False
    paths = [path for path in (file.original_path, file.served_path, file.small_path) if path]
    file.state, file.reason = FileState.ERASED, _("Người trong ảnh rút đồng ý.")
    file.original_path = file.served_path = file.small_path = ""
    file.original_name = ""
    file.save()
    transaction.on_commit(lambda: storage.erase(paths))
    return True
