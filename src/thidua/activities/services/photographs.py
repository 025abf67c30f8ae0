"""Photographs that phones send from the field: kept once, shown to nobody else until its keeper chooses them."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, FieldPhoto
from thidua.activities.policies import may_choose_photo, may_note_facts
from thidua.activities.queries import FIELD, KIND
from thidua.activities.services.limits import count_photo, require_room
from thidua.activities.services.noting import phone_of
from thidua.audit import services as audit
from thidua.common.actor import Actor, FieldActor
from thidua.common.policy import require
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import PhotoConsent
from thidua.documents.models import Photo
from thidua.documents.services.photos import add_photo, show_elsewhere

POINT = re.compile(r"-?\d{1,2}(?:\.\d{1,3})?,-?\d{1,3}(?:\.\d{1,3})?", re.ASCII)
"""Three decimals of a degree are about 100 m: nothing closer is taken."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph as its phone sends it."""

    code: UUID
    content: bytes
    sha256: str
    taken_at: datetime | None = None
    point: str = ""
    of_fact: UUID | None = None
    has_faces: bool | None = None


def keep_photo(*, actor: FieldActor, activity: Activity, picture: Picture, now: datetime) -> tuple[FieldPhoto, bool]:
    """Keep a photograph; with it whether it was kept already.

    Raises `ActivityError` for bytes that were hurt on the way, a point closer than 100 m, another picture under the
    same code; `UploadRefusedError` and `PhotoError` for what is no picture; `TooMuchError` for a team that has sent its
    share of the day.
    """
    require(may_note_facts(actor, activity))
    if (kept := _kept(activity, picture)) is not None:
        return kept, True
    require_room(actor, activity.agency_id, len(picture.content), now)
    if hashlib.sha256(picture.content).hexdigest() != picture.sha256:
        raise ActivityError(_("Ảnh bị hỏng trên đường truyền. Gửi lại."), code="hurt")
    if picture.point and not POINT.fullmatch(picture.point):
        raise ActivityError(_("Vị trí của ảnh phải làm tròn đến khoảng 100 m."), code="bad_point")
    day = timezone.localtime(picture.taken_at).date() if picture.taken_at is not None else None
    is_past = day is not None and day <= timezone.localtime(now).date()
    taken_on = PartialDate(day.year, day.month, day.day) if day is not None and is_past else None
    for is_last in (False, True):
        try:
            return _keep(actor, activity, picture, taken_on, now), False
        except IntegrityError:  # the same picture, or one of the same bytes, at the same moment
            if (kept := _kept(activity, picture)) is not None:
                return kept, True
            if is_last:
                raise
    raise AssertionError


def _keep(
    actor: FieldActor, activity: Activity, picture: Picture, taken_on: PartialDate | None, now: datetime
) -> FieldPhoto:
    photo = add_photo(
        actor=actor,
        parent=Reference(FIELD, activity.pk),
        agency=activity.agency_id,
        upload=ContentFile(picture.content, name=f"{picture.code}.jpg"),
        alt_text=_("Ảnh hiện trường của %(team)s") % {"team": actor.name},
        taken_on=taken_on,
        now=now,
    )
    with transaction.atomic():
        kept = FieldPhoto.objects.create(
            agency_id=activity.agency_id,
            activity=activity,
            code=picture.code,
            sha256=picture.sha256,
            photo=photo,
            taken_at=picture.taken_at,
            point=picture.point,
            of_fact=picture.of_fact,
            has_faces=picture.has_faces,
            phone=phone_of(actor, activity, now),
            received_at=now,
        )
        count_photo(actor, activity.agency_id, len(picture.content), now)
        after = {"code": str(picture.code), "sha256": picture.sha256}
        audit.record(actor, "activity.photo_sent", kept, agency=activity.agency_id, after=after)
    return kept


def choose_photo(
    *,
    actor: Actor,
    field_photo: FieldPhoto,
    alt_text: str,
    consent: PhotoConsent,
    now: datetime,
    caption: str = "",
    credit: str = "",
    subjects: Sequence[str] = (),
) -> Photo:
    """Put a photograph from the field into the album of its activity, where whoever sees the activity sees it.

    Raises `ActivityError` while nobody says on what ground the people in it are shown, and where the phone's holder saw
    faces and the ground is that there are none.
    """
    require(may_choose_photo(actor, field_photo))
    photo = field_photo.photo
    assert photo is not None  # the policy has looked
    if consent in (PhotoConsent.UNKNOWN, PhotoConsent.WITHDRAWN):
        raise ActivityError(
            _("Chưa rõ người trong ảnh có đồng ý hay không thì chưa đưa vào album."),
            code="no_consent",
            field="consent",
            remedy=_("Hỏi người trong ảnh, hoặc chọn ảnh khác."),
        )
    if field_photo.has_faces and consent == PhotoConsent.NOBODY_SHOWN:
        raise ActivityError(
            _("Người chụp ghi là thấy mặt người trong ảnh. Chọn căn cứ khác, hoặc chọn ảnh khác."),
            code="has_faces",
            field="consent",
        )
    return show_elsewhere(
        actor=actor,
        photo=photo,
        parent=Reference(KIND, field_photo.activity_id),
        alt_text=alt_text,
        caption=caption,
        consent=consent,
        credit=credit,
        subjects=subjects,
        now=now,
    )


def _kept(activity: Activity, picture: Picture) -> FieldPhoto | None:
    kept = FieldPhoto.objects.filter(agency=activity.agency_id, code=picture.code).first()
    if kept is not None and (kept.activity_id != activity.pk or kept.sha256 != picture.sha256):
        raise ActivityError(_("Mã này đã có một ảnh khác."), code="other_photo")
    return kept
