"""What the site tells to programs: its map, what they may read; feeds with broken days and texts."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.articles import make_category, published_article, take_down, write_article
from tests.factories.pages import publish_call
from tests.pages import words_of
from thidua.publishing.models import Article

pytestmark = pytest.mark.django_db

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(client: Client) -> list[str]:
    answer = client.get(reverse("sitemap"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return [str(each.text) for each in ET.fromstring(answer.content).iter(LOC)]


def test_the_map_holds_what_is_published_and_nothing_else(cast: Cast, client: Client) -> None:
    article = published_article(cast, slug="da-dang")
    write_article(cast, cast.secretary, slug="ban-nhap")
    page = publish_call(cast, 1, "Phong trào xanh")

    found = addresses(client)

    assert [url for url in found if url.endswith(("/tin/da-dang/", f"/cong-bo/{page.slug}/"))] == found[-3:]
    assert not [url for url in found if "ban-nhap" in url]

    take_down(article, cast.standing)
    assert not [url for url in addresses(client) if "da-dang" in url]


def test_every_address_of_the_map_answers(cast: Cast, client: Client, settings) -> None:
    category = make_category(cast.agency)
    published_article(cast, category=category)
    make_category(cast.agency, slug="chua-dung", name="Chưa dùng")
    page = publish_call(cast, 1, "Phong trào xanh")

    found = [url.removeprefix(settings.SITE_URL) for url in addresses(client)]

    assert {client.get(url).status_code for url in found} == {200}
    assert len(set(found)) == len(found)
    assert {"/vinh-danh/", "/en/vinh-danh/", "/tin/ra-quan/"} <= set(found)
    assert {f"{start}/cong-bo/{page.slug}/" for start in ("", "/en")} <= set(found)
    assert [url for url in found if "chuyen-muc" in url] == [
        f"{start}/tin/chuyen-muc/{category.slug}/" for start in ("", "/en")
    ]


def test_programs_are_told_where_there_is_nothing_to_read(client: Client, db: None) -> None:
    answer = client.get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /bien-tap/" in answer.text
    assert answer.text.endswith("/sitemap.xml\n")


def test_whoever_is_lost_is_led_to_a_page_that_he_has(cast: Cast, client: Client) -> None:
    words = words_of(client.get("/khong-co/"))
    assert ("Về trang đầu" in words, "Việc cần làm" in words) == (True, False)

    client.force_login(cast.officer.user)
    words = words_of(client.get("/khong-co/"))
    assert ("Về trang đầu" in words, "Về trang Việc cần làm" in words) == (False, True)


def test_feeds_keep_words_apart_that_were_tied_together(cast: Cast, client: Client) -> None:
    published_article(cast, title="Hội\u00a0nghị\u202fnăm", summary="Giao\u00a0ước")

    for name in ("news_rss", "news_atom"):
        assert ["Hội nghị năm" in (text := client.get(reverse(name)).text), "Giao ước" in text] == [True, True]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(1583, 2, 28)])
@pytest.mark.parametrize("was_published", [True, False])
def test_feeds_hold_with_days_that_nobody_means(cast: Cast, client: Client, day: date, was_published: bool) -> None:
    article = published_article(cast)
    Article.objects.filter(pk=article.pk).update(told_on=day)
    if not was_published:
        Article.objects.filter(pk=article.pk).update(first_published_at=None, last_published_at=None)

    for name in ("news_rss", "news_atom"):
        answer = client.get(reverse(name))
        assert answer.status_code == 200
        ET.fromstring(answer.content)
    assert [client.get(url).status_code for url in ("/", "/tin/", article.get_absolute_url())] == [200] * 3


@pytest.mark.parametrize(
    "asked", ["trang=0", "trang=-5", "trang=99999999999999999999", "trang=x", "trang=", "trang=%00"]
)
def test_a_page_beyond_the_end_is_the_last_one(cast: Cast, client: Client, asked: str) -> None:
    published_article(cast)

    for name in ("news", "published", "exemplars"):
        assert client.get(f"{reverse(name)}?{asked}").status_code == 200
