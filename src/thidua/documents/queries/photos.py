"""Photographs by their album."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from thidua.common.references import Reference
from thidua.documents.models import Photo


def photos_of(references: Iterable[Reference]) -> dict[Reference, list[Photo]]:
    """The album of each reference, in its own order; two queries for all. Each reference has its list."""
    albums: dict[Reference, list[Photo]] = {reference: [] for reference in references}
    photos = Photo.objects.filter(_in_albums_of(albums)).select_related("file").prefetch_related("subjects")
    for photo in photos.order_by("position", "pk"):
        albums[photo.parent].append(photo)
    return albums


def with_photos(references: Collection[Reference]) -> set[Reference]:
    """Those whose album holds a picture; one query."""
    rows = Photo.objects.filter(_in_albums_of(references)).values_list("parent_kind", "parent_id").distinct()
    return {Reference(kind, id_) for kind, id_ in rows.order_by()}


def _in_albums_of(references: Iterable[Reference]) -> Q:
    """The photographs of these things: one condition a kind of thing."""
    ids: dict[str, list[int]] = {}
    for reference in references:
        ids.setdefault(reference.kind, []).append(reference.id)
    condition = Q(pk__in=[])
    for kind, of_kind in ids.items():
        condition |= Q(parent_kind=kind, parent_id__in=of_kind)
    return condition
