"""The news: the list, one article, its feeds, its photographs."""

from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.errors import NotVisibleError
from thidua.common.http.asked import page_asked
from thidua.portal import feeds, linked
from thidua.portal.facts.ways import ways_from_article
from thidua.portal.finding import asked_words
from thidua.portal.views.comments import comments_of
from thidua.portal.views.gone import answer_gone, no_article
from thidua.portal.views.pictures import picture_file
from thidua.portal.views.speaking import speaking
from thidua.publishing.models import Article, photos_in, plain_texts
from thidua.publishing.policies import photos_of
from thidua.publishing.queries import (
    article_at,
    article_once_at,
    articles_published,
    articles_saying,
    categories_in_use,
    category_once_at,
    in_order,
    in_other_language,
    is_shown,
    rendition_named,
    with_first_photos,
)
from thidua.publishing.queries.finding import Sought

A_PAGE = 12
MEDIA = {".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
"""What renditions are; nothing else leaves by their address."""


def list_articles(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    """What anybody may read, the latest first; of one category, or with some words, if asked."""
    now = clock.now()
    categories = list(categories_in_use(now))
    category = next((each for each in categories if each.slug == slug), None)
    if slug is not None and category is None:
        moved = category_once_at(slug)
        if moved is not None and moved in categories:
            return HttpResponsePermanentRedirect(reverse("news_category", args=[moved.slug]))
        raise NotVisibleError(_("Không có chuyên mục này. Có thể đường dẫn gõ thiếu; xem danh sách tin."))
    rows = articles_published(now)
    if category is not None:
        rows = rows.filter(category=category)
    words = asked_words(request, "tim")
    sought = Sought.parse(words)
    numbers = articles_saying(rows, sought) if words else rows.values_list("pk", flat=True)
    found = page_asked(request, numbers, A_PAGE)
    shown = in_order(with_first_photos(articles_published(now)), list(found.object_list))
    found.object_list = shown
    context = {
        "found": found,
        "categories": categories,
        "category": category,
        "words": words,
        "sought": sought if words else None,
        "texts": SimpleLazyObject(lambda: plain_texts(shown)),
        "newer_url": _page_url(words, found.number - 1),
        "older_url": _page_url(words, found.number + 1),
        "canonical": linked.address_of_page(request),
    }
    return render(request, "portal/articles.html", context)


def _page_url(words: str, number: int) -> str:
    return "?" + urlencode({"tim": words, "trang": number} if words else {"trang": number})


def show_article(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One article. An address it had before leads on; what was taken down or has expired says only that."""
    now, article = clock.now(), article_at(slug)
    if article is None:
        moved = article_once_at(slug)
        if moved is not None:
            return HttpResponsePermanentRedirect(moved.get_absolute_url())
        raise no_article()
    if not article.is_read_at(now):
        return answer_gone(request, article)
    if request.path != article.get_absolute_url():
        return HttpResponsePermanentRedirect(article.get_absolute_url())
    request.thing = article  # type: ignore[attr-defined]
    other = in_other_language(article, now)
    with speaking(request, article, other):
        context = context_of(article, other) | ways_from_article(article) | comments_of(request, article)
        return render(request, "portal/article.html", context)


def context_of(article: Article, other: Article | None) -> dict[str, Any]:
    """What the page of an article tells besides its text."""
    return {
        "article": article,
        "other": other,
        "canonical": linked.absolute(article.get_absolute_url()),
        "other_url": linked.absolute(other.get_absolute_url()) if other is not None else "",
        "shared": linked.shared_picture(photos_in(article)),
        "linked": linked.news_article(article),
    }


def send_rss(request: HttpRequest) -> HttpResponse:
    """The latest articles as RSS 2.0."""
    return feeds.answer(articles_published(clock.now()), feeds.RSS)


def send_atom(request: HttpRequest) -> HttpResponse:
    """The latest articles as Atom 1.0."""
    return feeds.answer(articles_published(clock.now()), feeds.ATOM)


def show_rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """A photograph in one size: to anybody while it stands on a page that is published, else to those who write."""
    rendition, kind = rendition_named(name), MEDIA.get(PurePosixPath(name).suffix)
    actor = request.actor  # type: ignore[attr-defined]
    may_see = rendition is not None and (
        is_shown(rendition, clock.now()) or photos_of(actor).filter(pk=rendition.image_id).exists()
    )
    if rendition is None or kind is None or not may_see or not rendition.file.storage.exists(rendition.file.name):
        raise NotVisibleError(_("Không có ảnh này. Có thể đường dẫn gõ thiếu."))
    return picture_file(request, Path(rendition.file.path), kind)
