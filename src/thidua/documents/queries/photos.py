"""Photographs by their album."""

from collections.abc import Iterable

from django.db.models import Q

from thidua.common.references import Reference
from thidua.documents.models import Photo


def photos_of(references: Iterable[Reference]) -> dict[Reference, list[Photo]]:
    """The album of each reference, in its own order; two queries for all. Each reference has its list."""
    albums: dict[Reference, list[Photo]] = {reference: [] for reference in references}
    condition = Q(pk__in=[])
    for reference in albums:
        condition |= Q(parent_kind=reference.kind, parent_id=reference.id)
    photos = Photo.objects.filter(condition).select_related("file").prefetch_related("subjects")
    for photo in photos.order_by("position", "pk"):
        albums[photo.parent].append(photo)
    return albums
