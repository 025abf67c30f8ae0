"""Who brings, reviews and takes off the pictures below maps: the standing office, and two people of it."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.activities.models import MapPicture
from thidua.activities.policies.activities import activities_visible_to
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import Answer, refused
from thidua.organisations.models import Agency
from thidua.publishing.policies import may_publish_for


def may_bring_map_picture(actor: Actor, agency: Agency) -> Answer:
    """Whether the actor may bring a picture for the maps of this agency."""
    return may_publish_for(actor, agency)


def map_pictures_visible_to(actor: Actor) -> QuerySet[MapPicture]:
    """Pictures of the agencies of which the actor sees an activity."""
    agencies = activities_visible_to(actor).order_by().values("agency")
    return MapPicture.objects.filter(agency__in=agencies).select_related("agency", "file")


def may_review_map_picture(actor: Actor, picture: MapPicture) -> Answer:
    """Whether the actor may say that its names are right: once, and not who brought it."""
    answer = may_publish_for(actor, picture.agency)
    if not answer:
        return answer
    if picture.retired_at is not None or picture.reviewed_at is not None:
        return refused(_("Ảnh nền này đã rà hoặc đã thôi dùng."))
    if isinstance(actor, PersonActor) and actor.user == picture.added_by_id:
        return refused(_("Người đưa ảnh nền lên không tự rà; một người khác của cơ quan thường trực rà."))
    return answer


def may_retire_map_picture(actor: Actor, picture: MapPicture) -> Answer:
    """Whether the actor may take it off."""
    answer = may_publish_for(actor, picture.agency)
    return refused(_("Ảnh nền này đã thôi dùng.")) if answer and picture.retired_at is not None else answer
