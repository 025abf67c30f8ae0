"""Pages kept for visitors: the same page without the work, and never one that is no longer true."""

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import decide, make_category, published_article, rewrite, submit, take_down, write_article
from tests.factories.comments import comment_on, shown_comment
from tests.factories.honours import honoured, name_people
from tests.portal.test_pages import put
from thidua.common.http.asked import page_asked
from thidua.organisations.models import Agency
from thidua.portal.kept import KeptPagesMiddleware
from thidua.publishing.enums import CommentVerdict
from thidua.publishing.models import Article, PublishedAward, Snapshot
from thidua.publishing.services import withdraw
from thidua.publishing.services.comments import erase_sent_with, let_through, refuse_comment
from thidua.publishing.services.honours import withdraw_award

pytestmark = [pytest.mark.django_db, pytest.mark.twice]


def read(url: str) -> str:
    return Client().get(url).text.replace("\xa0", " ")


def test_a_page_is_made_once_and_then_costs_one_query(cast: Cast) -> None:
    url = published_article(cast).get_absolute_url()
    first = Client().get(url)

    with CaptureQueriesContext(connection) as asked:
        again = Client().get(url)

    assert len(asked) == 1
    assert (again.content, again.status_code) == (first.content, 200)
    assert dict(again.headers) == dict(first.headers)
    assert "default-src 'none'" in again.headers["Content-Security-Policy"]


def test_no_page_outlives_what_it_tells(cast: Cast) -> None:
    """Each deed after which a page says something else."""
    actor, now = cast.standing.actor(), timezone.now()
    name_people(cast)
    article = published_article(cast, category=make_category(cast.agency))
    page, comment, award = put(cast, 1, now), comment_on(article), honoured(cast)
    url = article.get_absolute_url()
    urls = [
        url,
        *(reverse(name) for name in ("news", "news_rss", "honours", "published")),
        "/tin/chuyen-muc/phong-trao/",
    ]
    for each in urls:
        read(each)

    assert "bãi phía bắc" not in read(url)
    comment = let_through(actor=actor, comment=comment, version=1, now=now)
    assert "bãi phía bắc" in read(url)
    comment = refuse_comment(
        actor=actor, comment=comment, version=comment.version, verdict=CommentVerdict.ADVERT, words="", now=now
    )
    assert "bãi phía bắc" not in read(url)
    shown_comment(cast, article, text="Ý thứ hai", seal="b")
    assert "Ý thứ hai" in read(url)
    erase_sent_with(
        actor=actor, agency=cast.agency, email="ban.doc@thu-rieng.example", because="Đơn ngày 30/11", now=now
    )
    assert "Ý thứ hai" not in read(url)

    assert "Nguyễn Văn Hòa" in read(reverse("honours"))
    withdraw_award(actor=actor, agency=cast.agency, source=award.source, because="Đơn", now=now)
    assert "Nguyễn Văn Hòa" not in read(reverse("honours"))

    assert "Hoạt động thứ 1" in read(reverse("published"))
    assert "Hoạt động thứ 1" in read(reverse("snapshot", args=[page.slug]))
    withdraw(actor=actor, snapshot=page, because="Nhầm", now=now)
    assert "Hoạt động thứ 1" not in read(reverse("published"))
    assert Client().get(reverse("snapshot", args=[page.slug])).status_code == 410

    rewrite(article, cast.secretary, title="Tựa đề đã sửa")
    assert "Tựa đề đã sửa" not in read(url)
    submit(article, cast.secretary)
    decide(article, cast.standing)
    assert all("Tựa đề đã sửa" in read(each) for each in (url, reverse("news"), reverse("news_rss")))
    take_down(article, cast.standing)
    assert Client().get(url).status_code == 410
    assert not any("Tựa đề đã sửa" in read(each) for each in (reverse("news"), reverse("news_rss")))


def test_an_article_leaves_at_its_hour_though_nothing_is_written(cast: Cast, at: Callable) -> None:
    at("2026-06-01 09:00")
    article = published_article(cast)
    Article.objects.filter(pk=article.pk).update(expire_at=at("2026-06-01 10:00"))
    caches["pages"].clear()
    at("2026-06-01 09:30")
    assert article.title in read(reverse("news"))

    at("2026-06-01 09:59")
    assert article.title in read(reverse("news"))
    at("2026-06-01 10:00")
    assert article.title not in read(reverse("news"))
    assert Client().get(article.get_absolute_url()).status_code == 410


def test_comments_close_at_the_end_of_the_day_though_nothing_is_written(cast: Cast, at: Callable) -> None:
    at("2026-06-01 09:00")
    article = published_article(cast)
    Article.objects.filter(pk=article.pk).update(comments_until="2026-06-02")
    at("2026-06-02 23:59")
    assert 'name="seal"' in read(article.get_absolute_url())

    at("2026-06-03 00:00")
    assert 'name="seal"' not in read(article.get_absolute_url())


def test_what_is_published_while_a_page_is_made_is_not_missed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The version is read before the page: a page that a deed overtook is kept for nobody."""
    write_article(cast, cast.secretary)
    article = Article.objects.get()
    late: list[Article] = []

    def publish_late(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        found = execute(sql, params, many, context)
        if not late and "publishing_article" in sql and "COUNT" in sql:
            late.append(article)
            submit(article, cast.secretary)
            decide(article, cast.standing)
        return found

    with connection.execute_wrapper(publish_late):
        read(reverse("news"))

    assert late == [article]
    assert article.title in read(reverse("news"))


def test_the_name_of_an_agency_is_the_present_one(cast: Cast) -> None:
    article = published_article(cast)
    assert cast.agency.name in read(article.get_absolute_url())

    Agency.objects.filter(pk=cast.agency.pk).update(name="Bộ Tên Mới")
    comment_on(article)
    assert "Bộ Tên Mới" in read(article.get_absolute_url())


@pytest.mark.parametrize("cookie", ["sessionid=x", "giao-dien=toi", "django_language=en", "x=y"])
def test_who_brings_a_cookie_gets_a_page_of_his_own(cast: Cast, cookie: str) -> None:
    url = published_article(cast).get_absolute_url()
    read(url)

    with CaptureQueriesContext(connection) as asked:
        Client().get(url, headers={"cookie": cookie})

    assert len(asked) > 1


def test_nonsense_fills_no_memory(cast: Cast) -> None:
    url = published_article(cast).get_absolute_url()
    kept = caches["pages"]._cache  # type: ignore[attr-defined]
    for asked in ("?x=1", "?trang=abc", "?trang=12345678901", "?tim=a", "?tra-loi=1", "?trang=1&x=2"):
        Client().get(f"{url}{asked}")
        Client().get(f"{reverse('news')}{asked}")
    Client().get("/tin/khong-co/")
    assert len(kept) == 0

    Client().get(f"{reverse('news')}?trang=1")
    assert len(kept) == 1


def test_nonsense_numbers_keep_no_page_of_any_list(cast: Cast) -> None:
    name_people(cast)
    honoured(cast)
    article, page = published_article(cast), put(cast, 1, timezone.now())
    url, kept = article.get_absolute_url(), caches["pages"]._cache  # type: ignore[attr-defined]
    lists = [url, *(reverse(name) for name in ("news", "news_rss", "honours", "published"))]
    lists.append(reverse("snapshot", args=[page.slug]))
    same = ("trang=01", "trang=1&trang=1", "trang=1&", "&trang=1", "trang=%31", "trang=1&trang-bl=1")
    client = Client()
    for asked in ("trang=2", "trang-bl=2", "trang=0", "trang=999999999"):
        for each in lists:
            client.get(f"{each}?{asked}")
    for asked in (*same, "trang-bl=01", "trang=1;"):
        client.get(f"{reverse('news')}?{asked}")
    assert len(kept) == 0

    client.get(url)
    client.get(f"{url}?trang-bl=1")
    client.get(f"{url}?trang=1")  # no list of the article is turned so
    client.get(f"{reverse('news_rss')}?trang=1")
    client.get(f"{reverse('honours')}?trang=1")
    assert len(kept) == 3


def test_a_thousand_numbers_of_pages_that_are_not_there_keep_nothing(cast: Cast, rf: RequestFactory) -> None:
    """The list in itself is left out here: it has three pages, and shows the last for any number beyond."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.resolver_match = resolve(request.path)
        page_asked(request, range(30), 10)
        return HttpResponse("Một trang")

    ask, kept = KeptPagesMiddleware(answer), caches["pages"]._cache  # type: ignore[attr-defined]
    for number in range(4, 1004):
        ask(rf.get(reverse("news"), {"trang": number}))
    assert len(kept) == 0

    for number in (1, 2, 3):
        ask(rf.get(reverse("news"), {"trang": number}))
    assert len(kept) == 3


def test_a_page_that_is_there_is_kept_under_its_number(cast: Cast) -> None:
    for number in range(1, 23):
        put(cast, number, timezone.now())
    second = f"{reverse('published')}?trang=2"
    first = Client().get(second)

    with CaptureQueriesContext(connection) as asked:
        again = Client().get(second)

    assert (len(asked), again.content) == (1, first.content)


@pytest.mark.parametrize("host", ["TESTSERVER", "testserver:81", "testserver:8081"])
def test_the_way_in_which_the_host_is_written_keeps_no_second_page(cast: Cast, host: str) -> None:
    url = published_article(cast).get_absolute_url()
    first = Client().get(url)
    kept = caches["pages"]._cache  # type: ignore[attr-defined]

    assert Client().get(url, headers={"host": host}).content == first.content
    assert (Client().get(url, headers={"host": "khac.example"}).status_code, len(kept)) == (400, 1)


def test_visitors_get_no_cookie_anywhere(cast: Cast) -> None:
    name_people(cast)
    honoured(cast)
    article, page = shown_comment(cast).article, put(cast, 1, timezone.now())
    urls = [
        article.get_absolute_url(),
        f"{article.get_absolute_url()}?trang-bl=1",
        reverse("comment_thanks", args=[article.slug]),
        reverse("snapshot", args=[page.slug]),
        reverse("snapshot_figures", args=[page.slug]),
        *(reverse(name) for name in ("news", "news_rss", "news_atom", "honours", "search_public", "published", "help")),
        "/tin/khong-co/",
        "/khong-co-gi/",
    ]

    for _ in range(2):  # made, then kept
        answers = {url: Client().get(url) for url in urls}
        assert {url: list(each.cookies) for url, each in answers.items()} == {url: [] for url in urls}


def test_a_wish_for_colours_is_refused_from_another_site(client: Client, db: None) -> None:
    shut = client.post(reverse("set_theme"), {"theme": "toi"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (shut.status_code, list(shut.cookies)) == (403, [])
    assert list(Client(enforce_csrf_checks=True).post(reverse("set_theme"), {"theme": "toi"}).cookies) == ["giao-dien"]


def put_in_both(cast: Cast) -> list[str]:
    """The addresses in English of pages that are kept."""
    name_people(cast)
    honoured(cast)
    article, page = published_article(cast, language="en"), put(cast, 1, timezone.now())
    plain = [*(reverse(name) for name in ("news", "news_rss", "honours", "published")), f"/cong-bo/{page.slug}/"]
    return [article.get_absolute_url(), *(f"/en{each}" for each in plain)]


def test_english_pages_are_kept_as_the_vietnamese_ones_are(cast: Cast) -> None:
    kept = caches["english_pages"]._cache  # type: ignore[attr-defined]
    urls = put_in_both(cast)
    first = {url: Client().get(url) for url in urls}
    for url in urls:
        assert (first[url].status_code, first[url].headers["Content-Language"]) == (200, "en"), url
        with CaptureQueriesContext(connection) as asked:
            again = Client().get(url)
        assert (len(asked), again.content, dict(again.headers)) == (1, first[url].content, dict(first[url].headers))
        with CaptureQueriesContext(connection) as asked:
            Client().get(url, headers={"cookie": "x=y"})
        assert any("publishing_" in each["sql"] for each in asked), url
    assert (len(kept), len(caches["pages"]._cache)) == (len(urls), 0)  # type: ignore[attr-defined]
    assert read("/vinh-danh/") != read("/en/vinh-danh/")  # each address its own language
    for asked_for in ("?trang=2", "?trang=01", "?x=1", "?trang=1&"):
        for url in urls:
            Client().get(f"{url}{asked_for}")
    Client().get("/en/tin/khong-co/")
    assert len(kept) == len(urls)


def test_no_english_page_outlives_what_it_tells(cast: Cast) -> None:
    actor, now = cast.standing.actor(), timezone.now()
    article, *_others, snapshot = put_in_both(cast)
    award, page = PublishedAward.objects.get(), Snapshot.objects.get()
    assert "Nguyễn Văn Hòa" in read("/en/vinh-danh/")
    assert "Hoạt động thứ 1" in read(snapshot)
    read(article)

    withdraw_award(actor=actor, agency=cast.agency, source=award.source, because="Đơn", now=now)
    assert "Nguyễn Văn Hòa" not in read("/en/vinh-danh/")
    withdraw(actor=actor, snapshot=page, because="Nhầm", now=now)
    assert Client().get(snapshot).status_code == 410
    take_down(Article.objects.get(), cast.standing)
    assert Client().get(article).status_code == 410


def test_neither_language_crowds_out_the_other(cast: Cast, rf: RequestFactory) -> None:
    """More English pages than there is room for are asked for, and each of them is there."""
    read(reverse("news"))

    def answer(request: HttpRequest) -> HttpResponse:
        request.resolver_match = resolve(reverse("news"))
        page_asked(request, range(4000), 10)
        return HttpResponse("A page")

    ask = KeptPagesMiddleware(answer)
    for number in range(1, 401):
        ask(rf.get("/en/tin/", {"trang": number}))

    assert 100 < len(caches["english_pages"]._cache) <= 250  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as asked:
        read(reverse("news"))
    assert len(asked) == 1
