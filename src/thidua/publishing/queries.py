"""Reading what is published."""

from django.db.models import Exists, OuterRef, QuerySet

from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import PublishedPicture, Snapshot


def latest_of(kind: SnapshotKind, subject: int) -> Snapshot | None:
    """The last version of a thing, also when it was withdrawn."""
    return Snapshot.objects.filter(kind=kind, subject=subject).order_by("-number").first()


def latest_at(slug: str) -> Snapshot | None:
    """The last version at an address, also when it was withdrawn."""
    return Snapshot.objects.filter(slug=slug).select_related("agency").order_by("-number").first()


def published() -> QuerySet[Snapshot]:
    """What the public may read now: of each thing the last version, unless it was withdrawn. The latest first."""
    later = Snapshot.objects.filter(slug=OuterRef("slug"), number__gt=OuterRef("number"))
    rows = Snapshot.objects.filter(~Exists(later), withdrawn_on__isnull=True)
    return rows.select_related("agency").order_by("-published_at", "-pk")


def pictures_of(snapshot: Snapshot) -> list[PublishedPicture]:
    """The pictures on the page of a version, in their order, those taken off among them."""
    return list(snapshot.pictures.order_by("position", "pk"))


def picture_at(slug: str, key: str) -> PublishedPicture | None:
    """The picture with that address, also when it is gone."""
    return PublishedPicture.objects.filter(snapshot__slug=slug, key=key).select_related("snapshot", "file").first()
