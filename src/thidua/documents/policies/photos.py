"""A photograph is seen and changed by whoever sees and keeps what its album belongs to."""

from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.parents import may_attach, may_withdraw_at, visible_parents
from thidua.common.policy import Answer, refused
from thidua.documents.models import Photo


def find_photo(actor: Actor, pk: int) -> Photo | None:
    """The photograph, if the actor may see its album's owner."""
    photo = Photo.objects.filter(pk=pk).select_related("file").first()
    if photo is None or not visible_parents(actor, {photo.parent}):
        return None
    return photo


def may_change_photo(actor: Actor, photo: Photo) -> Answer:
    """Whether the actor may move the photograph within its album."""
    return may_attach(actor, photo.parent)


def may_describe_photo(actor: Actor, photo: Photo) -> Answer:
    """Whether the actor may describe the photograph or take it out of its album: not once it was withdrawn."""
    answer = may_change_photo(actor, photo)
    return answer if not answer or photo.is_shown else _withdrawn()


def may_withdraw_photo(actor: Actor, photo: Photo) -> Answer:
    """Whether the actor may take the photograph out of sight for good, because somebody in it asks."""
    answer = may_withdraw_at(actor, photo.parent)
    return answer if not answer or photo.is_shown else _withdrawn()


def _withdrawn() -> Answer:
    return refused(_("Ảnh này đã rút theo đề nghị của người trong ảnh."))
