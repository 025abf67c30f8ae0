"""What a reader's browser keeps: it asks each time, a second copy costs nothing, and what is gone is gone."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.articles import make_photo, published_article, take_down
from tests.factories.clean_ups import published_clean_up
from tests.factories.comments import EMAIL, TEXT
from tests.factories.pages import publish_call, publish_event
from thidua.publishing.models import Article, Rendition
from thidua.publishing.models.photos import RENDITIONS
from thidua.publishing.services import withdraw
from thidua.publishing.services.photographs import take_photo_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at(f"{YEAR}-12-05 15:30")


def mark_of(url: str) -> str:
    """The mark with which a page is kept; read to its end, which closes a file."""
    answer = Client().get(url)
    assert (answer.status_code, answer.headers["Cache-Control"], list(answer.cookies)) == (200, "no-cache", []), url
    assert "Cookie" in answer.headers["Vary"]
    assert answer.getvalue()
    return answer.headers["ETag"]


def asked_again(url: str, mark: str, client: Client | None = None) -> tuple[int, bytes]:
    answer = (client or Client()).get(url, headers={"If-None-Match": mark})
    return answer.status_code, b"" if answer.status_code == 304 else answer.getvalue()


def with_photo(cast: Cast) -> Article:
    return published_article(
        cast, body=[("picture", {"photo": make_photo(cast.agency, cast.secretary), "caption": ""})]
    )


def test_a_second_copy_of_a_page_or_picture_is_not_sent(cast: Cast, now: datetime) -> None:
    article, event = with_photo(cast), publish_event(cast, 1, "Ra quân", date(YEAR, 12, 18))
    beach = published_clean_up(cast, now)
    urls = [
        *("/", "/en/", article.get_absolute_url(), Rendition.objects.get(filter_spec=RENDITIONS[0]).url),
        *(reverse(name) for name in ("news", "news_rss", "calendar", "calendar_feed", "public_documents", "sitemap")),
        f"{reverse('search_public')}?tu=ra+quan",
        *(reverse("snapshot", args=[each.slug]) for each in (event, beach)),
        *(reverse(name, args=[beach.slug, beach.pictures.all()[0].key]) for name in PICTURES),
    ]

    assert [asked_again(url, mark_of(url)) for url in urls] == [(304, b"")] * len(urls)


PICTURES = ("snapshot_picture", "snapshot_small")


def test_what_says_something_else_is_sent(cast: Cast, now: datetime) -> None:
    article = published_article(cast)
    urls = ["/", reverse("news"), reverse("news_atom")]
    marks = {url: mark_of(url) for url in urls}
    assert [asked_again(url, marks[url])[0] for url in urls] == [304] * 3

    take_down(article, cast.standing)

    found = {url: asked_again(url, marks[url]) for url in urls}
    assert [found[url][0] for url in urls] == [200] * 3
    assert [article.title in found[url][1].decode().replace("\xa0", " ") for url in urls] == [False] * 3


def test_what_is_withdrawn_is_gone_whatever_the_browser_has(cast: Cast, now: datetime) -> None:
    article, call, beach = with_photo(cast), publish_call(cast, 1, "Phong trào xanh"), published_clean_up(cast, now)
    pages = [article.get_absolute_url(), *(reverse("snapshot", args=[each.slug]) for each in (call, beach))]
    pages += [reverse(name, args=[beach.slug, beach.pictures.all()[0].key]) for name in PICTURES]
    photo = Rendition.objects.get(filter_spec=RENDITIONS[0]).url
    marks = {url: mark_of(url) for url in (*pages, photo)}
    assert {asked_again(url, mark)[0] for url, mark in marks.items()} == {304}

    take_down(article, cast.standing)
    for page in (call, beach):
        withdraw(actor=cast.standing.actor(), snapshot=page, because="Nhầm", now=now)

    assert [asked_again(url, marks[url])[0] for url in pages] == [410] * len(pages)
    assert asked_again(photo, marks[photo])[0] == 404
    assert [asked_again(url, "*")[0] for url in pages] == [410] * len(pages)


def test_a_photograph_that_is_taken_back_is_gone_while_its_article_stays(cast: Cast, now: datetime) -> None:
    article = with_photo(cast)
    rendition = Rendition.objects.get(filter_spec=RENDITIONS[0])
    url, mark = rendition.url, mark_of(rendition.url)

    take_photo_back(actor=cast.standing.actor(), photo=rendition.image, because="Người trong ảnh yêu cầu", now=now)

    assert asked_again(url, mark)[0] == 404
    assert Client().get(article.get_absolute_url()).status_code == 200


def test_a_page_that_is_kept_answers_with_one_query(cast: Cast, now: datetime) -> None:
    url = published_article(cast).get_absolute_url()
    mark = mark_of(url)

    with CaptureQueriesContext(connection) as asked:
        assert asked_again(url, mark)[0] == 304
    caches["pages"].clear()

    assert len(asked) == 1
    assert asked_again(url, mark)[0] == 304  # made anew, it says the same


def test_no_seal_of_a_form_is_kept_beyond_the_day(cast: Cast, at: Callable[[str], datetime]) -> None:
    at(f"{YEAR}-06-01 09:00")
    url = published_article(cast).get_absolute_url()
    mark = mark_of(url)
    at(f"{YEAR}-06-01 23:59")
    assert asked_again(url, mark)[0] == 304

    at(f"{YEAR}-06-02 00:00")

    assert asked_again(url, mark)[0] == 200


def test_forms_and_pages_of_somebody_are_kept_by_nobody(cast: Cast, client: Client, now: datetime) -> None:
    article = published_article(cast)
    marks = {url: mark_of(url) for url in ("/", article.get_absolute_url(), reverse("news"))}
    sent = {"name": "Lê Thị Bạn Đọc", "email": EMAIL, "text": TEXT}
    answers = [
        client.post(reverse("send_comment", args=[article.slug]), sent),
        client.get(reverse("comment_thanks", args=[article.slug])),
        client.get(reverse("account_login")),
    ]
    client.force_login(cast.secretary.user)
    answers += [client.get(url, headers={"If-None-Match": mark}) for url, mark in marks.items()]

    assert [each.status_code for each in answers] == [400, *[200] * 5]
    assert ["no-store" in each.headers["Cache-Control"] for each in answers] == [True] * 6
    assert [each.has_header("ETag") for each in answers] == [False] * 6


def test_each_wish_for_colours_has_a_page_of_its_own(cast: Cast, now: datetime) -> None:
    plain = mark_of("/")
    client = Client()
    client.post(reverse("set_theme"), {"theme": "toi"})

    status, page = asked_again("/", plain, client)

    assert (status, b"tds-dark" in page) == (200, True)
