"""The news as anybody reads it."""

import gzip
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import (
    body_of,
    decide,
    make_category,
    make_photo,
    published_article,
    rewrite,
    submit,
    take_down,
    write_article,
)
from tests.pages import words_of
from thidua.publishing.models import Article, Category, Rendition
from thidua.publishing.models.photos import RENDITIONS

pytestmark = pytest.mark.django_db

PARTS = ("latin", "vietnamese")
NASTY = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u200b\u2028"


def with_photo(cast: Cast, **other: object) -> Article:
    photo = make_photo(cast.agency, cast.secretary)
    return published_article(cast, body=[("picture", {"photo": photo, "caption": ""})], **other)


def test_an_article_is_read_by_anybody_and_leaves_no_cookie(cast: Cast, client: Client) -> None:
    article = published_article(cast)

    for url in (reverse("news"), article.get_absolute_url(), reverse("news_rss"), reverse("news_atom")):
        answer = client.get(url)
        assert (answer.status_code, list(answer.cookies)) == (200, [])
        assert article.title in answer.text


def test_a_draft_is_not_there(cast: Cast, client: Client) -> None:
    article = write_article(cast, cast.secretary)

    assert client.get(article.get_absolute_url()).status_code == 404
    assert article.title not in client.get(reverse("news")).text


def test_what_was_taken_down_says_only_that(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    take_down(article, cast.standing)

    answer = client.get(article.get_absolute_url())

    assert answer.status_code == 410
    assert article.title not in answer.text
    assert article.title not in client.get(reverse("news_rss")).text


def test_what_has_expired_says_only_that(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    Article.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    assert client.get(article.get_absolute_url()).status_code == 410
    assert article.title not in client.get(reverse("news")).text


def test_an_address_of_before_leads_on(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    rewrite(article, cast.secretary, slug="dia-chi-moi")
    submit(article, cast.secretary)
    decide(article, cast.standing)

    answer = client.get("/tin/ra-quan/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/tin/dia-chi-moi/")


def test_an_address_of_before_leads_on_where_the_article_was_taken_down_meanwhile(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    take_down(article, cast.standing)
    rewrite(article, cast.secretary, slug="dia-chi-moi")
    submit(article, cast.secretary)
    decide(article, cast.standing)

    answer = client.get("/tin/ra-quan/")

    assert (answer.status_code, answer.headers.get("Location")) == (301, "/tin/dia-chi-moi/")
    take_down(Article.objects.get(), cast.standing)
    assert client.get("/tin/ra-quan/", follow=True).status_code == 410


def test_what_is_taken_down_keeps_its_address_whatever_it_is_called_since(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    take_down(article, cast.standing)
    row = Article.objects.get()
    row.slug = "dia-chi-moi"
    row.save()

    answer = client.get("/tin/ra-quan/", follow=True)

    assert (answer.status_code, answer.redirect_chain) == (410, [("/tin/dia-chi-moi/", 301)])


def test_an_address_that_only_drafts_had_leads_nowhere(cast: Cast, client: Client) -> None:
    article = write_article(cast, cast.secretary)
    article.slug = "dia-chi-moi"
    article.save()

    assert client.get("/tin/ra-quan/").status_code == 404


def test_an_unknown_address_is_not_there(client: Client, db: None) -> None:
    assert [client.get(url).status_code for url in ("/tin/khong-co/", "/tin/chuyen-muc/khong-co/")] == [404, 404]


def test_a_photograph_is_served_while_it_stands_on_a_page(cast: Cast, client: Client) -> None:
    article = with_photo(cast)
    rendition = Rendition.objects.get(filter_spec=RENDITIONS[0])
    assert status_of(client, rendition.url) == 200

    take_down(article, cast.standing)

    assert client.get(rendition.url).status_code == 404


def test_a_draft_shows_and_hides_no_photograph_and_is_not_found(cast: Cast, client: Client) -> None:
    """Until it is approved the page, its photographs and its words are those of before."""
    old, new = (make_photo(cast.agency, cast.secretary) for _ in range(2))
    article = published_article(cast, body=[("picture", {"photo": old, "caption": "Hòn Trống Mái"})])
    urls = [each.get_rendition(RENDITIONS[0]).url for each in (old, new)]

    def seen() -> list[bool]:
        found = [article.slug in client.get("/tim-kiem/", {"tu": words}).text for words in ("trong mai", "doc cuoc")]
        return [status_of(client, url) == 200 for url in urls] + found

    rewrite(article, cast.secretary, body=[("picture", {"photo": new, "caption": "Đền Độc Cước"})])
    assert seen() == [True, False, True, False]
    submit(article, cast.secretary)
    assert seen() == [True, False, True, False]
    decide(article, cast.standing)
    assert seen() == [False, True, False, True]


def test_a_photograph_of_a_draft_is_there_for_those_who_write(cast: Cast, client: Client) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    url = photo.get_rendition(RENDITIONS[0]).url
    found = {}
    for who in ("secretary", "standing", "officer", "stranger", "administrator"):
        client.force_login(getattr(cast, who).user)
        found[who] = status_of(client, url)
    client.logout()

    assert found == {"secretary": 200, "standing": 200, "officer": 404, "stranger": 404, "administrator": 404}
    assert client.get(url).status_code == 404


def status_of(client: Client, url: str) -> int:
    """What is answered; a picture that is sent is read to its end."""
    answer = client.get(url)
    if answer.streaming:
        assert answer.headers["Content-Type"] == "image/webp"
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.status_code


@pytest.mark.parametrize("name", ["khong-co.webp", "..%2Fsecret-key", "a" * 300, "x.svg"])
def test_a_name_of_nothing_opens_nothing(client: Client, db: None, name: str) -> None:
    assert client.get(f"/anh-tin/{name}").status_code == 404


def test_reading_writes_nothing(cast: Cast, client: Client) -> None:
    article = with_photo(cast)
    before = Rendition.objects.count()

    client.get(article.get_absolute_url())
    client.get(reverse("news"))

    assert Rendition.objects.count() == before == len(RENDITIONS)


def test_the_list_asks_as_often_for_many_as_for_one(cast: Cast, client: Client, django_assert_num_queries) -> None:
    with_photo(cast)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("news"))
    for number in range(3):
        with_photo(cast, slug=f"bai-{number}", title=f"Bài {number}")

    with django_assert_num_queries(len(one)):
        client.get(reverse("news"))


def test_categories_lead_to_their_articles(cast: Cast, client: Client) -> None:
    category = make_category(cast.agency)
    article = published_article(cast, category=category)
    other = published_article(cast, slug="khac", title="Bài ngoài chuyên mục")

    seen = client.get(reverse("news_category", args=[category.slug])).text

    assert article.title in seen
    assert other.title not in seen


@pytest.mark.parametrize("words", ["bien", "biển", "BAI BIEN", "sach bien"])
def test_words_are_found_with_accents_and_without(cast: Cast, client: Client, words: str) -> None:
    article = published_article(cast)

    assert article.title in words_of(client.get(reverse("news"), {"tim": words}))
    assert article.title not in words_of(client.get(reverse("news"), {"tim": words + " khongco"}))


@pytest.mark.twice
def test_in_the_news_what_is_written_as_typed_stands_first_and_is_marked(cast: Cast, client: Client) -> None:
    latest = published_article(cast, title="Họp ở Diễn Biển", slug="dien-bien-khac", told_on=date(2026, 6, 1))
    exact = published_article(cast, title="Họp ở Điện Biên", slug="dien-bien", told_on=date(2020, 1, 1))

    text = client.get(reverse("news"), {"tim": "Điện Biên"}).text.replace("\xa0", " ")
    assert text.index(exact.get_absolute_url()) < text.index(latest.get_absolute_url())
    assert "Họp ở <mark>Điện</mark> <mark>Biên</mark>" in text
    text = client.get(reverse("news"), {"tim": "dien bien"}).text
    assert text.index(latest.get_absolute_url()) < text.index(exact.get_absolute_url())
    assert "<mark>" not in client.get(reverse("news")).text


def test_where_only_the_text_answers_the_list_shows_that_part_of_it(cast: Cast, client: Client) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    body = [
        ("picture", {"photo": photo, "caption": "Cầu <b>treo</b> mới"}),
        ("paragraph", "<p>Cả bản cùng làm cầu &amp; đường qua suối.</p>"),
    ]
    published_article(cast, body=body)

    seen = client.get(reverse("news"), {"tim": "suối"}).text.replace("\xa0", " ")
    assert "Cả bản cùng làm cầu &amp; đường qua <mark>suối</mark>." in seen
    seen = client.get(reverse("news"), {"tim": "treo"}).text.replace("\xa0", " ")
    assert "Cầu &lt;b&gt;<mark>treo</mark>&lt;/b&gt; mới." in seen


@pytest.mark.twice
def test_pages_of_what_was_sought_hold_each_article_once(
    cast: Cast, client: Client, count_queries: Callable[..., int]
) -> None:
    def told(number: int) -> str:
        return client.get(reverse("news"), {"tim": "mùa lũ", "trang": str(number)}).text

    one = published_article(cast, title="Mùa lũ", slug="mua-lu-0")
    few = count_queries(lambda: told(1))
    for number in range(1, 25):
        title = "Mùa lũ" if number % 3 else "Mua lụ"
        given = {"slug": f"mua-lu-{number}", "told_on": one.told_on, "body": body_of(), "live": True}
        Article.objects.create(agency=cast.agency, title=title, **given)

    seen = [re.findall(r"/tin/(mua-lu-\d+)/", told(number)) for number in (1, 2, 3)]

    assert [len(each) for each in seen] == [12, 12, 1]
    every = [slug for page in seen for slug in page]
    assert len(set(every)) == 25
    assert all(int(slug.rpartition("-")[2]) % 3 or slug == "mua-lu-0" for slug in every[:17])
    assert count_queries(lambda: told(2)) <= few + 1  # the page on which the ones end and the others begin


def test_an_address_that_a_category_had_leads_to_the_present_one(cast: Cast, client: Client) -> None:
    category = make_category(cast.agency)
    other = make_category(cast.agency, "Chưa có bài", "chua-co-bai")
    published_article(cast, category=category)
    for slug in ("phong-trao-moi", "viec-lam-hay"):
        category.slug = slug
        category.save()
    other.slug = "khac"
    other.save()

    for tongue in ("", "/en"):
        for slug in ("phong-trao", "phong-trao-moi"):
            answer = client.get(f"{tongue}/tin/chuyen-muc/{slug}/")
            assert (answer.status_code, answer["Location"]) == (301, f"{tongue}/tin/chuyen-muc/viec-lam-hay/")
    assert client.get("/tin/chuyen-muc/chua-co-bai/").status_code == 404

    other.slug = "phong-trao"
    other.save()
    assert client.get("/tin/chuyen-muc/phong-trao/").status_code == 404
    category.slug = "phong-trao-moi"
    category.save()
    assert client.get("/tin/chuyen-muc/phong-trao-moi/").status_code == 200


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "abc", "1e9", "\0"])
def test_a_page_beyond_the_end_is_the_last(cast: Cast, client: Client, number: str) -> None:
    published_article(cast)

    assert client.get(reverse("news"), {"trang": number, "tim": "\0"}).status_code == 200


class Elements(HTMLParser):
    """The elements of a page as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_no_field_brings_markup_into_a_page(cast: Cast, client: Client) -> None:
    photo = make_photo(cast.agency, cast.secretary, description=NASTY, caption=NASTY, taken_by=NASTY)
    article = published_article(
        cast,
        title=NASTY,
        summary=NASTY,
        byline=NASTY,
        place=NASTY,
        category=make_category(cast.agency, name=NASTY),
        body=[
            ("heading", NASTY),
            ("quote", {"words": NASTY, "who": NASTY}),
            ("figures", [{"amount": NASTY, "label": NASTY}]),
            ("picture", {"photo": photo, "caption": NASTY}),
        ],
    )

    for url in (article.get_absolute_url(), reverse("news")):
        page = Elements()
        page.feed(client.get(url).text)
        scripts = [given for name, given in page.found if name == "script"]
        assert scripts == ([{"type": "application/ld+json"}] if "/ra-quan/" in url else [])
        assert not [given for _name, given in page.found if any(each.startswith("on") for each in given)]
        assert all((given.get("src") or "/").startswith("/") for _name, given in page.found)
    for name in ("news_rss", "news_atom"):
        ET.fromstring(client.get(reverse(name)).content)


def test_what_programs_read_is_whole_and_true(cast: Cast, client: Client) -> None:
    article = with_photo(cast, byline="Đặng Minh Thư", place="Sầm Sơn")
    seen = client.get(article.get_absolute_url()).text

    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', seen)
    assert found is not None
    told = json.loads(found[1])
    assert (told["@type"], told["headline"], told["author"]["name"]) == ("NewsArticle", article.title, "Đặng Minh Thư")
    assert told["image"][0].startswith("http")
    assert 'property="og:image" content="http' in seen
    assert 'hreflang="vi"' in seen


@pytest.mark.parametrize(
    ("byline", "kind"),
    [
        ("", "GovernmentOrganization"),
        ("agency", "GovernmentOrganization"),
        ("bloc", "Organization"),
        ("Lê An", "Person"),
    ],
)
def test_who_wrote_when_it_happened_and_when_it_was_published(
    cast: Cast, client: Client, byline: str, kind: str
) -> None:
    name = {"": cast.agency.name, "agency": cast.agency.name, "bloc": cast.bloc.name}.get(byline, byline)
    article = published_article(cast, byline=name if byline else "", told_on=date(2026, 5, 28), place="Sầm Sơn")
    Article.objects.filter(pk=article.pk).update(first_published_at=datetime(2026, 6, 2, 3, tzinfo=UTC))
    answer = client.get(article.get_absolute_url())

    head = words_of(answer).split("Bình luận")[0]
    assert f"{name} · Đăng 02/06/2026 Diễn ra 28/05/2026 · Sầm Sơn" in head
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', answer.text)
    assert found is not None
    told = json.loads(found[1])
    assert told["author"] == {"@type": kind, "name": name}
    assert told["datePublished"].startswith("2026-06-02")


def test_an_english_article_names_its_days_in_english(cast: Cast, client: Client) -> None:
    article = published_article(cast, title="Clean-up", slug="clean-up", language="en")

    page = words_of(client.get(article.get_absolute_url()))

    assert [each in page for each in ("· Published", "Took place", "Đăng")] == [True, True, False]


def test_the_two_languages_of_an_article_name_each_other(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    english = published_article(cast, title="Clean-up", slug="clean-up", language="en", other_language=article)

    for here, there in ((article, english), (english, article)):
        seen = client.get(here.get_absolute_url()).text
        assert f'<html lang="{here.language}"' in seen
        assert f'hreflang="{there.language}" href="http://127.0.0.1:8000{there.get_absolute_url()}"' in seen


def test_dates_of_feeds_can_be_read(cast: Cast, client: Client) -> None:
    published_article(cast)

    rss = ET.fromstring(client.get(reverse("news_rss")).content)
    atom = ET.fromstring(client.get(reverse("news_atom")).content)

    assert len(rss.findall(".//item/pubDate")) == 1
    assert len(atom.findall(".//{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}published")) == 1


def test_the_feed_of_a_language_holds_what_is_written_in_it(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    published_article(cast, title="Clean-up", slug="clean-up", language="en", other_language=article)

    told = {}
    for prefix in ("", "/en"):
        rss = ET.fromstring(client.get(f"{prefix}{reverse('news_rss')}").content)
        atom = ET.fromstring(client.get(f"{prefix}{reverse('news_atom')}").content)
        space = "{http://www.w3.org/2005/Atom}"
        told[prefix] = (
            rss.findtext("channel/language"),
            [each.text for each in rss.findall(".//item/title")],
            atom.get("{http://www.w3.org/XML/1998/namespace}lang"),
            [each.text for each in atom.findall(f"{space}entry/{space}title")],
        )

    assert told == {
        "": ("vi", [article.title], "vi", [article.title]),
        "/en": ("en", ["Clean-up"], "en", ["Clean-up"]),
    }


ODD = "Ra quân\x01\x08\x0b\x1f\x7f\x85\ufffe\uffff ]]> <b> & xong"
"""Characters that XML may not hold, or that end what they stand in."""


def test_feeds_bring_no_markup_and_lose_no_sign(cast: Cast, client: Client) -> None:
    summary = "5 < 6 & 7 > 6 <script>alert(1)</script> &lt;b&gt;"
    published_article(cast, title=summary, summary=summary)

    rss = ET.fromstring(client.get(reverse("news_rss")).content)
    atom = ET.fromstring(client.get(reverse("news_atom")).content)

    space = "{http://www.w3.org/2005/Atom}"
    told = atom.find(f"{space}entry/{space}summary")
    assert told is not None
    assert told.get("type") == "html"
    for html in (rss.findtext(".//item/description") or "", told.text or ""):
        assert ("<" in html, unescape(html)) == (False, summary)
    title = atom.find(f"{space}entry/{space}title")
    assert title is not None
    assert (title.get("type"), title.text) == (None, summary)  # which is text


def test_feeds_are_in_the_order_of_publication_whatever_day_is_told_of(cast: Cast, client: Client) -> None:
    late = published_article(cast, title="Chuyện cũ vừa đăng", slug="cu", told_on=date(2020, 1, 1))
    for number in range(31):
        published_article(cast, title=f"Tin {number}", slug=f"tin-{number}", told_on=date(2026, 5, 1))
    now = timezone.now()
    for number, article in enumerate(Article.objects.exclude(pk=late.pk).order_by("pk")):
        Article.objects.filter(pk=article.pk).update(first_published_at=now - timedelta(days=40 - number))
    Article.objects.filter(pk=late.pk).update(first_published_at=now)

    rss = ET.fromstring(client.get(reverse("news_rss")).content)

    titles = [each.text for each in rss.findall(".//item/title")]
    assert titles == ["Chuyện cũ vừa đăng", *(f"Tin {number}" for number in range(30, 1, -1))]


def test_odd_characters_do_not_break_the_feeds(cast: Cast, client: Client) -> None:
    article = published_article(cast, category=make_category(cast.agency, name="Mục"), body=body_of(("heading", ODD)))
    Article.objects.filter(pk=article.pk).update(title=ODD, summary=ODD, byline=ODD)
    Category.objects.update(name=ODD)

    rss = ET.fromstring(client.get(reverse("news_rss")).content)
    atom = ET.fromstring(client.get(reverse("news_atom")).content)

    said = "Ra quân ]]> <b> & xong"
    space = "{http://www.w3.org/2005/Atom}"
    told = [rss.findtext(f".//item/{name}") for name in ("title", "description", "category")]
    told += [atom.findtext(f"{space}entry/{space}{name}") for name in ("title", "summary", f"author/{space}name")]
    told[1], told[4] = (unescape(each or "") for each in (told[1], told[4]))  # what is read as HTML
    assert [" ".join((each or "").split()) for each in told] == [said] * 6
    assert client.get(article.get_absolute_url()).status_code == 200


def test_an_article_without_photographs_has_the_picture_of_the_site_beside_its_links(
    cast: Cast, client: Client
) -> None:
    seen = client.get(published_article(cast).get_absolute_url()).text

    assert seen.count('property="og:image" content="http://127.0.0.1:8000/static/portal/shared.png"') == 1
    assert finders.find("portal/shared.png") is not None


def test_an_article_without_photographs_is_light(cast: Cast, client: Client) -> None:
    """At most 150 kB of page, style sheets and faces, sent compressed."""
    article = published_article(
        cast, body=[("paragraph", "<p>" + "Các đơn vị cùng ra quân, thu gom rác. " * 250 + "</p>")]
    )
    page = client.get(article.get_absolute_url())
    parts = Elements()
    parts.feed(page.text)
    sheets = [given["href"] for name, given in parts.found if name == "link" and given.get("rel") == "stylesheet"]
    faces = [f"vendor/fonts/be-vietnam-pro-{part}-{weight}-normal.woff2" for part in PARTS for weight in (400, 600)]
    files = [finders.find(each.removeprefix("/static/")) for each in [*sheets, *faces] if each]

    assert len(sheets) == 3
    sent = [page.content, *(Path(str(each)).read_bytes() for each in files)]
    assert sum(len(gzip.compress(each)) for each in sent) < 150_000
