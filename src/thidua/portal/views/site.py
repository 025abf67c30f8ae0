"""What the site says of itself: about, accessibility, privacy, its map; and what it tells to programs."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.common import clock
from thidua.common.http.languages import in_language
from thidua.portal import linked
from thidua.publishing.models import PublicSettings
from thidua.publishing.queries import (
    agencies_public,
    agencies_writing,
    articles_published,
    categories_in_use,
    contacts_of,
    email_days_of,
    published,
)

MOST = 20_000
"""Addresses of each kind in the map; the protocol allows 50,000 in all."""
PAGES = (
    "home",
    "news",
    "exemplars",
    "public_movements",
    "public_blocs",
    "public_activities",
    "honours",
    "calendar",
    "public_documents",
    "published",
    "about",
    "accessibility",
    "privacy",
    "site_map",
)
SHUT = ("/bien-tap/", "/tai-khoan/", "/tep/", "/thiet-lap/")
"""Where programs find nothing to read."""


def show_about(request: HttpRequest) -> HttpResponse:
    """What this site is, who is answerable for what stands on it."""
    return _page(request, "portal/about.html")


def show_accessibility(request: HttpRequest) -> HttpResponse:
    """What was tried so that everybody can read it, and what was not."""
    return _page(request, "portal/accessibility.html")


def show_privacy(request: HttpRequest) -> HttpResponse:
    """What is published of people, what is kept of readers, how to have something taken down."""
    usual, now = PublicSettings().email_days, clock.now()
    context = {
        "agencies": email_days_of(agencies_writing(now)),
        "usual": usual,
        "contacts": contacts_of(agencies_public(now)),
    }
    return render(request, "portal/privacy.html", context | {"canonical": linked.address_of_page(request)})


def show_site_map(request: HttpRequest) -> HttpResponse:
    """Every part of the site on one page."""
    context = {"categories": list(categories_in_use(clock.now())), "canonical": linked.address_of_page(request)}
    return render(request, "portal/site_map.html", context)


def send_site_map(request: HttpRequest) -> HttpResponse:
    """All addresses that anybody may read, as sitemaps.org has it."""
    rows = "".join(f"<url><loc>{escape(url)}</loc>{changed}</url>" for url, changed in _addresses())
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    )
    return HttpResponse(text, content_type="application/xml")


def send_robots(request: HttpRequest) -> HttpResponse:
    """What programs may read, and where the map is."""
    shut = "".join(f"Disallow: {each}\n" for each in SHUT)
    text = f"User-agent: *\n{shut}Sitemap: {linked.absolute(reverse('sitemap'))}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _addresses() -> Iterator[tuple[str, str]]:
    lists = [reverse(name) for name in PAGES]
    lists += [reverse("news_category", args=[each.slug]) for each in categories_in_use(clock.now())]
    for path in lists:
        yield from _in_each_language(path)
    articles = articles_published(clock.now()).values_list("slug", "language", "last_published_at")[:MOST]
    for slug, code, at in articles:
        url = linked.absolute(in_language(reverse("article", args=[slug]), code))
        yield url, f"<lastmod>{at:%Y-%m-%d}</lastmod>" if at else ""
    for slug, at in published().values_list("slug", "published_at")[: MOST // 2]:
        yield from _in_each_language(reverse("snapshot", args=[slug]), f"<lastmod>{at:%Y-%m-%d}</lastmod>")


def _in_each_language(path: str, changed: str = "") -> Iterator[tuple[str, str]]:
    for code, _language in settings.LANGUAGES:
        yield linked.absolute(in_language(path, code)), changed


def _page(request: HttpRequest, template: str) -> HttpResponse:
    return render(request, template, {"canonical": linked.address_of_page(request)})
