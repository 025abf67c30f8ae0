"""A photograph is seen and changed by whoever sees and keeps what its album belongs to."""

from thidua.common.actor import Actor
from thidua.common.parents import may_attach, visible_parents
from thidua.common.policy import Answer
from thidua.documents.models import Photo


def find_photo(actor: Actor, pk: int) -> Photo | None:
    """The photograph, if the actor may see its album's owner."""
    photo = Photo.objects.filter(pk=pk).select_related("file").first()
    if photo is None or not visible_parents(actor, {photo.parent}):
        return None
    return photo


def may_change_photo(actor: Actor, photo: Photo) -> Answer:
    """Whether the actor may describe, move or take away the photograph."""
    return may_attach(actor, photo.parent)
