"""The navigation says where one is; English pages speak English, and say of Vietnamese names that they are."""

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.articles import make_category, published_article
from tests.factories.comments import EMAIL
from tests.factories.pages import BLOC, DECISION, publish_call, publish_event, publish_thing
from tests.pages import words_of
from tests.portal.test_pages import put
from thidua.publishing.enums import ArticleKind, SnapshotKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


def marked(page: str) -> list[tuple[str, str]]:
    """The places that band and foot mark, each with how."""
    text = re.sub(r"(?s)<main.*?</main>", "", page)
    return [(href, how) for href, how in re.findall(r'<a href="([^"]+)" aria-current="(\w+)"', text)]


def test_each_page_marks_itself_in_the_navigation(client: Client, db: None) -> None:
    names = ("news", "exemplars", "public_movements", "public_blocs", "public_activities", "honours", "calendar")
    names += ("public_documents", "search_public", "about", "accessibility", "privacy", "site_map", "published")
    for name in names:
        for url in (reverse(name), f"/en{reverse(name)}"):
            assert (url, marked(client.get(url).text)) == (url, [(url, "page")])
    assert marked(client.get("/").text) == []
    assert marked(client.get("/khong-co-trang-nay/").text) == []


def test_what_belongs_to_a_place_marks_that(cast: Cast, client: Client, now: datetime) -> None:
    news = published_article(cast, category=make_category(cast.agency))
    deed = published_article(cast, title="Trả lại phong bì", slug="phong-bi", kind=ArticleKind.GOOD_DEED)
    copies = {
        "public_blocs": publish_thing(cast, SnapshotKind.BLOC, 1, "Khối Thi đua số I", BLOC),
        "public_movements": publish_call(cast, 1, "Phong trào xanh"),
        "calendar": publish_event(cast, 1, "Ra quân", date(2026, 12, 18)),
        "public_activities": put(cast, 1, now),
        "public_documents": publish_thing(cast, SnapshotKind.DECISION, 1, "Công nhận Khối trưởng", DECISION),
    }
    wanted = {reverse("snapshot", args=[page.slug]): name for name, page in copies.items()}
    wanted |= {news.get_absolute_url(): "news", deed.get_absolute_url(): "exemplars"}
    wanted["/tin/chuyen-muc/phong-trao/"] = "news"

    found = {url: marked(client.get(url).text) for url in wanted}

    assert found == {url: [(reverse(name), "true")] for url, name in wanted.items()}
    refused = client.post(reverse("send_comment", args=[deed.slug]), {"email": EMAIL})
    assert (refused.status_code, marked(refused.text)) == (400, [(reverse("exemplars"), "true")])


def test_in_english_names_of_movements_say_that_they_are_vietnamese(cast: Cast, client: Client, now: datetime) -> None:
    call = publish_call(cast, 7, "Phong trào xanh")
    told = {**BLOC, "movements": [[7, "Phong trào xanh"], [8, "Chưa công bố"]]}
    bloc = publish_thing(cast, SnapshotKind.BLOC, 1, "Khối Thi đua số I", told)

    page = client.get(f"/en{reverse('snapshot', args=[bloc.slug])}").text.replace("\xa0", " ")

    assert f'<li lang="vi"><a class="so-long" href="/en{reverse("snapshot", args=[call.slug])}">Phong trào xanh' in page
    assert '<li lang="vi">Chưa công bố' in page
    assert '<span lang="vi">Văn phòng Bộ</span>' in page


def test_the_search_in_english_calls_copies_what_they_are(cast: Cast, client: Client, now: datetime) -> None:
    publish_call(cast, 1, "Phong trào xanh")

    words = words_of(client.get("/en/tim-kiem/?tu=xanh"))

    assert ("Published pages" in words, "Publishing" in words) == (True, False)
