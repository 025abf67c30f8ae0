"""Photographs by their album."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from thidua.common.references import Reference
from thidua.documents.enums import PhotoConsent
from thidua.documents.models import Photo


def photos_of(references: Iterable[Reference]) -> dict[Reference, list[Photo]]:
    """The album of each reference, in its own order; two queries for all. Each reference has its list."""
    albums: dict[Reference, list[Photo]] = {reference: [] for reference in references}
    photos = Photo.objects.filter(_in_albums_of(albums)).select_related("file").prefetch_related("subjects")
    for photo in photos.order_by("position", "pk"):
        albums[photo.parent].append(photo)
    return albums


def has_photos(kind: str) -> Exists:
    """For an annotation of things of a kind: whether the album of each holds a picture."""
    return Exists(Photo.objects.filter(parent_kind=kind, parent_id=OuterRef("pk")))


def naming_the_same(photo: Photo) -> list[Photo]:
    """The other photographs of the agency, still shown, that name somebody whom this one names too."""
    names = photo.subjects.values("name")
    found = Photo.objects.filter(agency=photo.agency_id, subjects__name__in=names)
    found = found.exclude(file=photo.file_id).exclude(consent=PhotoConsent.WITHDRAWN)
    return list(found.select_related("file").distinct().order_by("pk"))


def _in_albums_of(references: Iterable[Reference]) -> Q:
    """The photographs of these things: one condition a kind of thing."""
    ids: dict[str, list[int]] = {}
    for reference in references:
        ids.setdefault(reference.kind, []).append(reference.id)
    condition = Q(pk__in=[])
    for kind, of_kind in ids.items():
        condition |= Q(parent_kind=kind, parent_id__in=of_kind)
    return condition
