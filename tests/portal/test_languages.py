"""Each page of the public site in two languages, each at an address of its own, without a cookie."""

import re

import pytest
from django.test import Client
from django.urls import get_script_prefix, reverse

from tests.cast import Cast
from tests.factories.articles import published_article, take_down
from tests.factories.honours import honoured
from tests.factories.pages import BLOC, publish_call, publish_thing
from tests.pages import words_of
from thidua.common.http.languages import is_public
from thidua.portal.urls import urlpatterns
from thidua.publishing.enums import ArticleKind, SnapshotKind

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
LISTS = (
    *("home", "news", "exemplars", "calendar", "honours", "published", "about", "accessibility", "privacy", "site_map"),
    *("public_blocs", "public_movements", "public_activities", "public_documents"),
)
FOR_PROGRAMS = {"sitemap", "robots"}


def said_of(text: str) -> dict[str, str]:
    """Where the page stands in each language."""
    return dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', text))


@pytest.mark.parametrize("name", LISTS)
def test_each_page_names_itself_in_both_languages(client: Client, db: None, name: str) -> None:
    path = reverse(name)
    there = {"vi": SITE + path, "en": f"{SITE}/en{path}", "x-default": SITE + path}

    for url, language, other in ((path, "vi", f"/en{path}"), (f"/en{path}", "en", path)):
        answer = client.get(url)
        assert (answer.status_code, list(answer.cookies)) == (200, [])
        assert f'<html lang="{language}"' in answer.text
        assert answer["Content-Language"] == language
        assert said_of(answer.text) == there
        assert f'<link rel="canonical" href="{SITE}{url}">' in answer.text
        assert f'href="{other}" hreflang="{"en" if language == "vi" else "vi"}"' in answer.text


def test_who_reads_english_stays_with_it(cast: Cast, client: Client) -> None:
    page = publish_call(cast, 1, "Phong trào xanh")

    text = client.get("/en/cong-bo/phong-trao/").text

    assert f'href="/en/cong-bo/{page.slug}/"' in text
    assert 'href="/en/lich/"' in text
    assert "Emulation" in words_of(client.get(f"/en/cong-bo/{page.slug}/"))
    assert get_script_prefix() == "/"
    assert "/en/" not in client.get("/lich/").text.replace('href="/en/lich/', "").replace(f"{SITE}/en/lich/", "")


def test_what_readers_asked_for_goes_along_and_nothing_else(client: Client, db: None) -> None:
    text = client.get("/vinh-danh/?ten=hoa&nam=2025&x=1&%22%3E=2").text

    assert 'href="/en/vinh-danh/?ten=hoa&amp;nam=2025" hreflang="en"' in text


def test_an_article_is_in_its_own_language_from_top_to_bottom(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    english = published_article(cast, title="Clean-up", slug="clean-up", language="en", other_language=article)
    assert english.get_absolute_url() == "/en/tin/clean-up/"

    client.cookies["django_language"] = "en"
    seen = {each.language: client.get(each.get_absolute_url()) for each in (article, english)}

    assert {code: answer["Content-Language"] for code, answer in seen.items()} == {"vi": "vi", "en": "en"}
    words = {code: words_of(answer) for code, answer in seen.items()}
    assert ("Gửi bình luận" in words["vi"], "Gửi bình luận" in words["en"]) == (True, False)
    assert "Vietnamese" not in words["en"]
    both = {"vi": f"{SITE}/tin/ra-quan/", "en": f"{SITE}/en/tin/clean-up/", "x-default": f"{SITE}/tin/ra-quan/"}
    assert said_of(seen["vi"].text) == said_of(seen["en"].text) == both


def test_an_article_has_one_address(cast: Cast, client: Client) -> None:
    published_article(cast)
    published_article(cast, title="Clean-up", slug="clean-up", language="en")

    moved = {url: client.get(url)["Location"] for url in ("/en/tin/ra-quan/", "/tin/clean-up/")}

    assert moved == {"/en/tin/ra-quan/": "/tin/ra-quan/", "/tin/clean-up/": "/en/tin/clean-up/"}


def test_answers_to_an_english_article_are_in_english(cast: Cast, client: Client) -> None:
    english = published_article(cast, title="Clean-up", slug="clean-up", language="en")
    assert 'action="/en/tin/clean-up/binh-luan/"' in client.get(english.get_absolute_url()).text

    answer = client.post("/tin/clean-up/binh-luan/", {"name": "", "email": "", "text": ""})

    assert (answer.status_code, '<html lang="en"' in answer.text) == (400, True)
    assert "Chưa gửi được" not in answer.text
    assert '<html lang="en"' in client.get("/tin/clean-up/binh-luan/da-gui/").text
    take_down(english, cast.standing)
    gone = client.get(english.get_absolute_url())
    assert (gone.status_code, '<html lang="en"' in gone.text) == (410, True)


@pytest.mark.parametrize(
    ("asked", "status", "leads"),
    [
        ("/en/tro-giup/", 307, "/tro-giup/"),
        ("/en/sitemap.xml?a=b", 307, "/sitemap.xml?a=b"),
        ("/en/khong-co/", 404, None),
        ("/en//evil.example/", 404, None),
        ("/en/%2Fevil.example/", 404, None),
        ("/en/\\evil.example", 404, None),
        ("/en/en/tin/", 404, None),
        ("/en/tin/khong-co/", 404, None),
    ],
)
def test_below_english_nothing_else_is_reached(
    client: Client, db: None, asked: str, status: int, leads: str | None
) -> None:
    answer = client.get(asked)

    assert (answer.status_code, answer.headers.get("Location")) == (status, leads)
    if status == 404:
        assert ('<html lang="en"' in answer.text, answer["Content-Language"]) == (True, "en")
        assert "This page could not be found" in words_of(answer)
        assert 'href="/en/tim-kiem/"' in answer.text


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/en", "/en/"),
        ("/en?x=1", "/en/?x=1"),
        ("/en/tin", "/en/tin/"),
        ("/en/tin?trang=2", "/en/tin/?trang=2"),
        ("/en/tim-kiem?tu=hoa", "/en/tim-kiem/?tu=hoa"),
        ("/en/tro-giup", "/en/tro-giup/"),
        ("/tin", "/tin/"),
    ],
)
def test_an_address_without_its_last_stroke_leads_to_the_whole_one(
    client: Client, db: None, asked: str, leads: str
) -> None:
    answer = client.get(asked)

    assert (answer.status_code, answer.headers.get("Location")) == (301, leads)


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("?trang=2", "?trang=2"),
        ("?trang=999", "?trang=2"),
        ("?trang=1", ""),
        ("?trang=khong", ""),
        ("?trang=2&x=1", ""),
    ],
)
def test_each_page_of_a_list_names_itself_and_the_same_page_in_the_other_language(
    cast: Cast, client: Client, asked: str, page: str
) -> None:
    """What is asked for besides makes another list, of which no page is the second of this one."""
    for number in range(21):
        published_article(cast, title=f"Việc {number}", slug=f"viec-{number}", kind=ArticleKind.EXEMPLAR)
        publish_thing(cast, SnapshotKind.BLOC, number + 1, f"Khối {number}", BLOC)
        honoured(cast, f"Hòa {number}")

    for name in ("news", "exemplars", "published", "public_blocs", "honours"):
        path = reverse(name)
        there = {"vi": f"{SITE}{path}{page}", "en": f"{SITE}/en{path}{page}", "x-default": f"{SITE}{path}{page}"}
        for prefix in ("", "/en"):
            text = client.get(f"{prefix}{path}{asked}").text
            assert said_of(text) == there
            assert f'<link rel="canonical" href="{SITE}{prefix}{path}{page}">' in text


def test_every_page_of_the_portal_has_an_address_in_english() -> None:
    told = {pattern.name: is_public(f"/{pattern.pattern}") for pattern in urlpatterns}

    assert {name for name, has_one in told.items() if not has_one} == FOR_PROGRAMS


def test_whoever_chose_english_by_the_switch_reads_it_everywhere(client: Client, db: None) -> None:
    client.cookies["django_language"] = "en"

    text = client.get("/tin/").text

    assert ('<html lang="en"' in text, said_of(text)) == (True, {})


@pytest.mark.parametrize("name", ["news", "honours", "published"])
def test_a_printed_page_says_the_address_of_the_site_and_when_it_was_made(client: Client, db: None, name: str) -> None:
    """Whatever name the site was called by: pages that are kept are the same for everybody."""
    text = client.get(reverse(name), headers={"host": "localhost"}).text

    assert f"{SITE}{reverse(name)} · Nội dung trang lúc" in text
    assert "localhost" not in text
    assert "In lúc" not in text
