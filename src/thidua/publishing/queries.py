"""Reading what is published."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import PublishedPicture, PublishedText, Snapshot


def latest_of(kind: SnapshotKind, subject: int) -> Snapshot | None:
    """The last version of a thing, also when it was withdrawn."""
    return Snapshot.objects.filter(kind=kind, subject=subject).order_by("-number").first()


def latest_at(slug: str) -> Snapshot | None:
    """The last version at an address, also when it was withdrawn."""
    return Snapshot.objects.filter(slug=slug).select_related("agency").order_by("-number").first()


def published() -> QuerySet[Snapshot]:
    """What the public may read now: of each thing the last version, unless it was withdrawn or is told elsewhere. The
    latest first.
    """
    later = Snapshot.objects.filter(slug=OuterRef("slug"), number__gt=OuterRef("number"))
    rows = Snapshot.objects.filter(~Exists(later), withdrawn_on__isnull=True, led_to__isnull=True)
    return rows.select_related("agency").order_by("-published_at", "-pk")


def pictures_of(snapshot: Snapshot) -> list[PublishedPicture]:
    """The pictures on the page of a version, in their order, those taken off among them."""
    return list(snapshot.pictures.order_by("position", "pk"))


def picture_at(slug: str, key: str) -> PublishedPicture | None:
    """The picture with that address, also when it is gone."""
    return PublishedPicture.objects.filter(snapshot__slug=slug, key=key).select_related("snapshot", "file").first()


def texts_of(snapshot: Snapshot) -> list[PublishedText]:
    """The texts on the page of a version, in their order, those taken off among them."""
    return list(snapshot.texts.order_by("position", "pk"))


def standing_at(slugs: Collection[str]) -> dict[str, Snapshot]:
    """Address → what the public may read there now, without its body."""
    rows = published().filter(slug__in=list(slugs)).defer("body")
    return {each.slug: each for each in rows}


def pictures_on(snapshots: Collection[Snapshot], roles: Collection[str], most: int) -> list[PublishedPicture]:
    """Pictures of these roles that stand on the pages of these versions; not more than `most`."""
    rows = PublishedPicture.objects.filter(snapshot__in=list(snapshots), role__in=roles, gone_at=None)
    return list(rows.select_related("snapshot").defer("snapshot__body").order_by("snapshot", "position", "pk")[:most])


def texts_on(snapshots: Collection[Snapshot], role: str, most: int) -> list[PublishedText]:
    """Texts of this role that stand on the pages of these versions; not more than `most`."""
    rows = PublishedText.objects.filter(snapshot__in=list(snapshots), role=role, gone_at=None)
    return list(rows.select_related("snapshot").defer("snapshot__body").order_by("snapshot", "position", "pk")[:most])


def told_at(snapshot: Snapshot) -> Snapshot | None:
    """Where a thing is told that is led elsewhere; None where that is not published."""
    other = latest_of(SnapshotKind(snapshot.kind), snapshot.led_to) if snapshot.led_to is not None else None
    return other if other is not None and other.stands else None


def standing_of(kind: SnapshotKind, subjects: Collection[int]) -> dict[int, str]:
    """Thing → the address at which the public may read it now."""
    return dict(published().filter(kind=kind, subject__in=list(subjects)).values_list("subject", "slug"))
