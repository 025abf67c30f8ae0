"""Reading what is published."""

from collections.abc import Collection
from datetime import datetime
from itertools import count

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from thidua.core.vietnam.names import fold
from thidua.publishing.enums import ArticleKind, SnapshotKind, SourceKind
from thidua.publishing.models import (
    Article,
    Category,
    PublishedPicture,
    PublishedText,
    Rendition,
    ShownPhoto,
    Snapshot,
)
from thidua.publishing.models.articles import ADDRESS
from thidua.publishing.models.photos import CARD


def latest_of(kind: SnapshotKind, subject: int) -> Snapshot | None:
    """The last version of a thing, also when it was withdrawn."""
    return Snapshot.objects.filter(kind=kind, subject=subject).order_by("-number").first()


def published_of(*kinds: SnapshotKind) -> QuerySet[Snapshot]:
    """What the public may read now of these kinds of things, the latest first."""
    return published().filter(kind__in=kinds)


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


def articles_published(now: datetime) -> QuerySet[Article]:
    """The articles that anybody may read now, the latest first. An article past its day is none, whatever ran since."""
    rows = Article.objects.filter(Q(expire_at=None) | Q(expire_at__gt=now), live=True)
    return rows.select_related("agency", "bloc", "category").order_by("-told_on", "-pk")


def articles_of_kinds(now: datetime, kinds: Collection[ArticleKind]) -> QuerySet[Article]:
    """Those of them that are of these kinds."""
    return articles_published(now).filter(kind__in=list(kinds))


def with_first_photos(articles: QuerySet[Article]) -> QuerySet[Article]:
    """The same, with what lists show of their photographs, in a fixed number of queries."""
    cards = Prefetch("photo__renditions", Rendition.objects.filter(filter_spec=CARD), to_attr="cards")
    return articles.prefetch_related(
        Prefetch("shown", ShownPhoto.objects.order_by("pk").select_related("photo").prefetch_related(cards))
    )


def articles_saying(articles: QuerySet[Article], words: str) -> QuerySet[Article]:
    """Those whose title or text holds every one of the words, written with accents or without."""
    for word in fold(words).split():
        articles = articles.filter(search_text__contains=word)
    return articles


def article_at(slug: str) -> Article | None:
    """The article that has the address now, published or not."""
    return Article.objects.filter(slug=slug).select_related("agency", "bloc", "category", "other_language").first()


def article_once_at(slug: str) -> Article | None:
    """The article that had the address before."""
    return Article.objects.filter(old_addresses__slug=slug).first()


def article_of(agency: int, kind: SourceKind, source: int) -> Article | None:
    """The article that was drafted of a record of an agency."""
    return Article.objects.filter(agency=agency, source_kind=kind, source=source).first()


def free_address(wanted: str, thing: Article | Category) -> str:
    """The address, or the address with the first number that no other thing of the kind has; “bai” for none."""
    given = wanted or "bai"
    others = type(thing)._default_manager.exclude(pk=thing.pk)
    tries = (given if number == 1 else f"{given[: ADDRESS - 5]}-{number}" for number in count(1))
    return next(each for each in tries if not others.filter(slug=each).exists())


def in_other_language(article: Article, now: datetime) -> Article | None:
    """The same article in the other language, if that is published."""
    return articles_published(now).filter(Q(pk=article.other_language_id) | Q(other_language=article)).first()


def categories_in_use(now: datetime) -> QuerySet[Category]:
    """The categories under which something is published."""
    return Category.objects.filter(Exists(articles_published(now).filter(category=OuterRef("pk")).order_by()))


def rendition_named(name: str) -> Rendition | None:
    """The rendition whose file has this name."""
    found: Rendition | None = Rendition.objects.filter(file=Rendition.FOLDER + name).select_related("image").first()
    return found


def is_shown(rendition: Rendition, now: datetime) -> bool:
    """Whether its photograph stands on a page that anybody may read now."""
    return ShownPhoto.objects.filter(photo=rendition.image_id, article__in=articles_published(now).order_by()).exists()
