"""What a page tells to programs that read it: whole addresses, the picture to show beside a link, schema.org."""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.common.http.asked import turned_to_part
from thidua.portal.facts.events import Event
from thidua.publishing.models import Article, Photo, PublishedPicture, Rendition, photos_in
from thidua.publishing.models.photos import SHARED

ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""So that no text ends the element that it stands in."""

SITE_PICTURE, SITE_PICTURE_SIZE = "portal/shared.png", (1200, 630)


def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def address_of_page(request: HttpRequest) -> str:
    """The one whole address of the page that is answered: of a list with the number of its page."""
    return absolute(request.path + turned_to_part(request))


def shared_picture(photos: Sequence[Photo]) -> dict[str, Any] | None:
    """Address, size and words of the first photograph that is shown, where it is published."""
    seen = [each for each in photos if each.may_be_shown]
    if not seen:
        return None
    rendition = Rendition.objects.filter(image__in=seen[:1], filter_spec=SHARED).select_related("image").first()
    if rendition is None:
        return None
    return {
        "url": absolute(rendition.url),
        "width": rendition.width,
        "height": rendition.height,
        "alt": rendition.image.description,
    }


def picture_on_page(pictures: Sequence[PublishedPicture]) -> dict[str, Any] | None:
    """The same of the first picture that stands on a page of figures; `pictures` with their snapshots."""
    standing = next((each for each in pictures if each.gone_at is None), None)
    if standing is None:
        return None
    return {
        "url": absolute(reverse("snapshot_picture", args=[standing.snapshot.slug, standing.key])),
        "width": standing.width,
        "height": standing.height,
        "alt": standing.alt_text,
    }


def picture_of_site() -> dict[str, Any]:
    """What stands beside links to pages that have no picture of their own: the name of the site and its mark."""
    width, height = SITE_PICTURE_SIZE
    return {"url": absolute(static(SITE_PICTURE)), "width": width, "height": height, "alt": _("Thi Đua Số")}


def news_article(article: Article) -> SafeString:
    """The article as schema.org `NewsArticle`, an element of data for the head of its page."""
    picture = shared_picture(photos_in(article))
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.summary,
        "inLanguage": article.language,
        "datePublished": _moment(article.first_published_at) or article.told_on.isoformat(),
        "dateModified": _moment(article.last_published_at) or article.told_on.isoformat(),
        "mainEntityOfPage": absolute(article.get_absolute_url()),
        "author": _author(article),
        "publisher": _body(article),
    }
    if picture is not None:
        told["image"] = [picture["url"]]
    if article.place:
        told["contentLocation"] = {"@type": "Place", "name": article.place}
    return _element(told)


def announced(events: Sequence[Event]) -> SafeString | str:
    """Events as schema.org `Event`, an element of data for the head of their page; nothing where there is none. What
    nobody knows is not told: a day without an hour is a day.
    """
    if not events:
        return ""
    told = [_event(each) for each in events]
    return _element({"@context": "https://schema.org"} | (told[0] if len(told) == 1 else {"@graph": told}))


def _event(event: Event) -> dict[str, Any]:
    start, end = event.moments
    told: dict[str, Any] = {
        "@type": "Event",
        "name": event.page.title,
        "url": absolute(reverse("snapshot", args=[event.page.slug])),
        "startDate": _moment(start) or event.day.isoformat(),
        "organizer": [{"@type": "Organization", "name": name} for name in event.told["holders"]],
    }
    if end is not None:
        told["endDate"] = _moment(end)
    if event.told["message"]:
        told["description"] = event.told["message"]
    if event.told["place"]:
        told["location"] = {"@type": "Place", "name": event.told["place"]}
    return told


def _element(told: dict[str, Any]) -> SafeString:
    text = json.dumps(told, ensure_ascii=False).translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  every < and & is escaped


def _moment(at: Any) -> str | None:
    return at.isoformat() if at is not None else None


def _author(article: Article) -> dict[str, str]:
    """Whom the line below the title names: a person, or the body in whose name it is written."""
    if article.byline in ("", article.agency.name):
        return _body(article)
    if article.bloc is not None and article.byline == article.bloc.name:
        return {"@type": "Organization", "name": article.byline}
    return {"@type": "Person", "name": article.byline}


def _body(article: Article) -> dict[str, str]:
    return {"@type": "GovernmentOrganization", "name": article.agency.name}
