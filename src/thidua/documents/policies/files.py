"""A file is seen through what carries it: evidence or photographs."""

from thidua.common.actor import Actor
from thidua.common.parents import visible_parents
from thidua.documents.enums import FileState, PhotoConsent
from thidua.documents.models import Evidence, Photo, StoredFile
from thidua.documents.policies.evidence import copies_from, is_any_visible


def find_file(actor: Actor, pk: int) -> StoredFile | None:
    """The file, if it is clean and the actor may see something that carries it."""
    file = StoredFile.objects.filter(pk=pk, state=FileState.CLEAN).first()
    if file is None:
        return None
    photos = list(Photo.objects.filter(file=file))
    is_withdrawn = any(photo.consent == PhotoConsent.WITHDRAWN for photo in photos)  # from every album it is in
    if not is_withdrawn and visible_parents(actor, {photo.parent for photo in photos}):
        return file
    carriers = Evidence.objects.filter(file=file).select_related("replaced_by")
    return file if is_any_visible(actor, [copy for each in carriers for copy in copies_from(each)]) else None
