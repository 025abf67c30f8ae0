"""Pictures below maps: brought with two known corners, reviewed by somebody else, taken off every page at once."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.facts.map_pictures import Corners
from thidua.activities.facts.points import Point, point_text
from thidua.activities.models import MapPicture
from thidua.activities.policies import may_bring_map_picture, may_retire_map_picture, may_review_map_picture
from thidua.activities.services.plan_words import required_words
from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.documents.services.files import keep, received
from thidua.organisations.models import Agency
from thidua.publishing.services import take_file_off


def bring_map_picture(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    upload: File[bytes],
    north_west: Point,
    south_east: Point,
    source: str,
    now: datetime,
) -> MapPicture:
    """Keep a picture for the maps of an agency; nobody sees it below a map before it is reviewed.

    Raises `ActivityError` for corners that are none, and for a picture whose shape is not that of the country between
    them; `UploadRefusedError` for what is no picture.
    """
    require(may_bring_map_picture(actor, agency))
    if not (north_west[0] > south_east[0] and north_west[1] < south_east[1]):
        raise ActivityError(
            _("Góc tây bắc phải ở phía bắc và phía tây của góc đông nam. Xem lại hai góc."),
            code="corners",
            field="south_east",
        )
    with received(upload) as file, transaction.atomic():
        require(may_bring_map_picture(actor, agency))
        assert file is not None
        stored = keep(file, actor=actor, agency=agency.pk, now=now)
        if not stored.is_picture or not stored.width or not stored.height:
            raise ActivityError(_("Chọn ảnh JPEG, PNG hoặc HEIC."), code="no_picture", field="upload")
        if Corners(north_west, south_east).is_skewed(stored.width, stored.height):
            raise ActivityError(
                _("Chiều ngang, chiều cao của ảnh không khớp hai góc. Ảnh phải quay về hướng bắc và cắt đúng hai góc."),
                code="skewed",
                field="south_east",
            )
        picture = MapPicture.objects.create(
            agency=agency,
            name=required_words(name, 200, _("Anh/chị chưa nhập tên ảnh nền."), field="name"),
            file=stored,
            north_west=point_text(north_west),
            south_east=point_text(south_east),
            source=required_words(source, 250, _("Anh/chị chưa ghi nguồn của ảnh."), field="source"),
            added_by_id=actor.user if isinstance(actor, PersonActor) else None,
            added_by_name=actor.name if isinstance(actor, PersonActor) else "",
            added_at=now,
        )
        after = {
            "name": picture.name,
            "source": picture.source,
            "sha256": stored.sha256,
            "corners": [picture.north_west, picture.south_east],
        }
        audit.record(actor, "map_picture.brought", picture, agency=agency.pk, after=after)
    return picture


@transaction.atomic
def review_map_picture(*, actor: Actor, picture: MapPicture, note: str, now: datetime) -> MapPicture:
    """Say, by name, that its names of seas, islands and borders are right; `note` says which there are."""
    picture = _lock(picture)
    require(may_review_map_picture(actor, picture))
    picture.review_note = required_words(note, 250, _("Anh/chị chưa ghi đã rà những tên nào."), field="note")
    picture.reviewed_by_name = actor.name if isinstance(actor, PersonActor) else str(actor)
    picture.reviewed_at = now
    picture.save()
    after = {"reviewed_by_name": picture.reviewed_by_name, "review_note": picture.review_note}
    audit.record(actor, "map_picture.reviewed", picture, agency=picture.agency_id, after=after)
    return picture


@transaction.atomic
def retire_map_picture(*, actor: Actor, picture: MapPicture, because: str, now: datetime) -> MapPicture:
    """Take it off: no map has it any more, and its copies leave the pages that are published."""
    picture = _lock(picture)
    require(may_retire_map_picture(actor, picture))
    picture.retired_because = required_words(because, 250, _("Anh/chị chưa nhập lý do."), field="because")
    picture.retired_at = now
    picture.save()
    audit.record(actor, "map_picture.retired", picture, agency=picture.agency_id, reason=picture.retired_because)
    take_file_off(actor, picture.agency_id, picture.file_id, now)
    return picture


def _lock(picture: MapPicture) -> MapPicture:
    rows = MapPicture.objects.select_for_update(no_key=True, of=("self",)).select_related("agency", "file")
    return rows.get(pk=picture.pk)
