"""Articles of the public site."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from thidua.common.http.languages import in_language
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Agency, Bloc
from thidua.publishing.blocks import ArticleBlocks
from thidua.publishing.enums import ArticleKind, FoundKind, SourceKind
from thidua.publishing.models.photos import RENDITIONS, Photo, told_with
from thidua.publishing.models.words import forget_words, note_words

ADDRESS = 90
"""Letters of an address at most."""
READ = frozenset({"live", "agency", "slug", "title", "summary", "place", "byline", "told_on", "body"})
"""What readers see and find of an article."""


class Category(models.Model):
    """What an agency files its articles under (chuyên mục)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    name = models.CharField(_("Tên chuyên mục"), max_length=80)
    slug = models.SlugField(_("Địa chỉ"), max_length=ADDRESS, unique=True)
    position = models.PositiveSmallIntegerField(_("Thứ tự"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("chuyên mục")
        verbose_name_plural = _("chuyên mục")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the address that it had, so that it leads on; one that is given again leads there."""
        before = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
        super().save(*args, **kwargs)
        if before is not None and before != self.slug:
            OldCategoryAddress.objects.update_or_create(slug=before, defaults={"category": self})
        OldCategoryAddress.objects.filter(slug=self.slug).delete()


class OldCategoryAddress(models.Model):
    """An address that a category had; it leads on to the present one."""

    slug = models.SlugField(max_length=ADDRESS, unique=True)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="old_addresses")

    def __str__(self) -> str:
        return self.slug


class Article(
    WorkflowMixin,  # type: ignore[misc]  # the mixins of Wagtail carry no types
    DraftStateMixin,  # type: ignore[misc]
    LockableMixin,  # type: ignore[misc]
    PreviewableMixin,  # type: ignore[misc]
    RevisionMixin,  # type: ignore[misc]
    models.Model,
):
    """A story of an agency, perhaps of one of its blocs. Written as drafts; what readers see is the last that somebody
    else approved.

    `told_on` is the day under the title. `source_kind` and `source` name the record of which it was drafted, by its
    number: nothing here points into scores, ballots or nominations. `search_title` is folded.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    bloc = models.ForeignKey(
        Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Khối, cụm thi đua")
    )
    kind = models.CharField(_("Loại bài"), max_length=10, choices=ArticleKind.choices, default=ArticleKind.NEWS)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Chuyên mục")
    )
    language = models.CharField(
        _("Ngôn ngữ của bài"), max_length=2, choices=[("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))], default="vi"
    )
    other_language = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="translated",
        verbose_name=_("Cùng bài bằng ngôn ngữ kia"),
    )
    title = models.CharField(_("Tiêu đề"), max_length=200)
    slug = models.SlugField(_("Địa chỉ"), max_length=ADDRESS, unique=True)
    summary = models.TextField(_("Tóm tắt"), max_length=500)
    byline = models.CharField(_("Người viết"), max_length=120, blank=True)
    told_on = models.DateField(_("Ngày của bài"))
    place = models.CharField(_("Nơi diễn ra"), max_length=200, blank=True)
    body = StreamField(ArticleBlocks(), verbose_name=_("Nội dung"))
    comments_until = models.DateField(_("Nhận bình luận đến hết ngày"), null=True, blank=True)
    source_kind = models.CharField(max_length=10, choices=SourceKind.choices, blank=True, editable=False)
    source = models.BigIntegerField(null=True, editable=False)
    is_illustrative = models.BooleanField(default=False, editable=False)
    live = models.BooleanField(default=False, editable=False)
    search_title = models.TextField(editable=False, default="")

    class Meta:
        ordering = ["-told_on", "-pk"]
        indexes = [
            models.Index(fields=["live", "-told_on", "-id", "expire_at"], name="articles_by_day"),
            models.Index(fields=["live", "kind", "-told_on", "-id", "expire_at"], name="articles_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source_kind="") ^ models.Q(source__isnull=False), name="article_source_has_a_number"
            ),
            models.UniqueConstraint(fields=["agency", "source_kind", "source"], name="one_article_of_a_record"),
        ]
        verbose_name = _("bài viết")
        verbose_name_plural = _("bài viết")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the search keys, the address under which readers knew it, and which photographs they see. A draft that
        is noted at the article (`update_fields`) writes nothing that readers see, and changes none of it.
        """
        fields = kwargs.get("update_fields")
        if fields is not None and READ.isdisjoint(fields):
            super().save(*args, **kwargs)
            return
        self.is_illustrative = self.agency.is_illustrative
        self.search_title = fold(self.title)
        before = (
            type(self).objects.filter(pk=self.pk).values("slug", "live", "first_published_at").first()
            if self.pk
            else None
        )
        super().save(*args, **kwargs)
        if before is not None and before["first_published_at"] and before["slug"] != self.slug:
            OldAddress.objects.get_or_create(slug=before["slug"], defaults={"article": self})
        if self.live:
            OldAddress.objects.filter(slug=self.slug).delete()
        photos = [each for each in dict.fromkeys(photos_in(self)) if not each.is_withdrawn] if self.live else []
        if before is None or list(self.shown.order_by("pk").values_list("photo", flat=True)) != [
            each.pk for each in photos
        ]:
            self.shown.all().delete()
            ShownPhoto.objects.bulk_create(ShownPhoto(article=self, photo=each) for each in photos)
        if self.live:
            note_words(FoundKind.ARTICLE, self.pk, self.told_on, words_of(self))
        elif before is not None and before["live"]:
            forget_words(FoundKind.ARTICLE, self.pk)
        for photo in photos:
            if photo.may_be_shown:
                photo.get_renditions(*RENDITIONS)  # now, so that whoever reads writes nothing

    def is_read_at(self, now: datetime) -> bool:
        """Whether anybody may read it then: what `articles_published` asks of many."""
        return self.live and (self.expire_at is None or self.expire_at > now)

    def get_absolute_url(self) -> str:
        """Its page on the public site, among those of its language."""
        return in_language(reverse("article", args=[self.slug]), self.language)

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """The page of the portal."""
        return "portal/article.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict[str, Any]:
        """What that page asks for."""
        return {"request": request, "article": self, "is_preview": True}


class OldAddress(models.Model):
    """An address under which readers knew an article; it leads on to the present one."""

    slug = models.SlugField(max_length=ADDRESS, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="old_addresses")

    def __str__(self) -> str:
        return self.slug


class ShownPhoto(models.Model):
    """A photograph that stands on a published page now: while there is a ground to show it, anybody may fetch its
    renditions. One that lost its ground keeps its place, so that nobody changes it there without approval.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="shown")
    """Its photographs are made in the order of the text."""
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="shown")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "photo"], name="photo_shown_once_an_article")]

    def __str__(self) -> str:
        return f"{self.article}: {self.photo}"


def address_of(title: str) -> str:
    """The part of an address made from a title.

    >>> address_of("Vì một đại dương xanh: Khối II ra quân")
    'vi-mot-dai-duong-xanh-khoi-ii-ra-quan'
    """
    return slugify(fold(title))[:ADDRESS].strip("-")


def photos_in(article: Article) -> list[Photo]:
    """The photographs in the text, in their order; one that is gone is left out."""
    found = [block.value["photo"] for block in article.body if block.block_type == "picture"]
    return [photo for photo in found if photo is not None]


def plain_texts(articles: Collection[Article]) -> dict[int, str]:
    """By number what readers are told in each, without markup: no remarks; of a photograph, where it is shown, what
    stands below it and for it. The database is asked once for all photographs.
    """
    wanted = {number for each in articles for number in _photo_numbers(each)}
    photos = Photo.objects.in_bulk(wanted) if wanted else {}
    return {each.pk: " ".join(text for text in _texts_in(each, photos) if text) for each in articles}


def _photo_numbers(article: Article) -> list[int]:
    told = [raw["value"].get("photo") for raw in article.body.raw_data if raw["type"] == "picture"]
    return [number for number in told if number is not None]


def _texts_in(article: Article, photos: Mapping[int, Photo]) -> Iterator[str]:
    for place, raw in enumerate(article.body.raw_data):
        if raw["type"] == "picture":
            photo = photos.get(raw["value"].get("photo"))
            if photo is not None and photo.may_be_shown:
                yield told_with(raw["value"].get("caption") or photo.caption, photo.description)
        elif raw["type"] != "remark":
            block = article.body[place]
            yield from (str(each) for each in block.block.get_searchable_content(block.value))


def take_words_back(articles: QuerySet[Article]) -> None:
    """Within the transaction in which something in their texts was withdrawn: it is not found there any more."""
    for article in articles.filter(live=True):
        note_words(FoundKind.ARTICLE, article.pk, article.told_on, words_of(article))


def words_of(article: Article) -> str:
    """What an article is found by."""
    return f"{article.title} {article.summary} {article.place} {article.byline} {plain_texts([article])[article.pk]}"
