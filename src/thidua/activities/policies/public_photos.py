"""Who chooses what of the album goes to the public page: who keeps the record. Who publishes it is another."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.activities.models import Activity, PublicPhoto
from thidua.activities.policies.activities import activities_visible_to, may_keep_activity, may_record_for
from thidua.activities.queries import KIND
from thidua.common.actor import Actor
from thidua.common.policy import Answer, refused
from thidua.documents.models import Photo


@dataclass(frozen=True, slots=True)
class AlbumPhoto:
    """A photograph in the album of an activity."""

    photo: Photo
    activity: Activity


def find_album_photo(actor: Actor, pk: int) -> AlbumPhoto | None:
    """The photograph, if it lies in the album of an activity that the actor sees."""
    photo = Photo.objects.filter(pk=pk, parent_kind=KIND).select_related("file").first()
    if photo is None:
        return None
    found = activities_visible_to(actor).filter(pk=photo.parent_id)
    activity = found.select_related("agency", "bloc", "unit").first()
    return AlbumPhoto(photo, activity) if activity is not None else None


def may_choose_public_photo(actor: Actor, found: AlbumPhoto) -> Answer:
    """Whether the actor may choose it for the public page: once."""
    answer = may_keep_activity(actor, found.activity)
    if answer and PublicPhoto.objects.filter(activity=found.activity, photo=found.photo).exists():
        return refused(_("Ảnh này đã được chọn cho trang công bố."))
    return answer


def public_photos_visible_to(actor: Actor) -> QuerySet[PublicPhoto]:
    """What was chosen for the public pages of the activities the actor sees."""
    rows = PublicPhoto.objects.filter(activity__in=activities_visible_to(actor))
    return rows.select_related("activity__agency", "activity__bloc", "activity__unit", "photo__file")


def may_change_public_photo(actor: Actor, row: PublicPhoto) -> Answer:
    """Whether the actor may change its words and its place."""
    return may_keep_activity(actor, row.activity)


def may_drop_public_photo(actor: Actor, row: PublicPhoto) -> Answer:
    """Whether the actor may take it off the public page, also once the years of the activity are closed."""
    return may_record_for(actor, row.activity.home)
