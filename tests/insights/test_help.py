"""Help: every page leads to its topic from the same place; every topic has its words."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.urls import reverse

import thidua
from tests.cast import Cast
from tests.crawl_objects import all_routes
from tests.pages import words_of
from thidua.common.help import all_topics, topic_for, topic_named

TOPICS = [topic.name for topic in all_topics()]
USED = re.compile(r'\{%\s*help_link\s+"([^"]+)"')


def test_the_topics_that_were_promised_are_there() -> None:
    assert TOPICS == [
        "sign_in",
        "home",
        "year",
        "pledge",
        "results",
        "monitoring",
        "activity",
        "publishing",
        "articles",
        "records",
        "scoring",
        "conference",
        "voting",
        "papers",
        "excel",
        "law",
        "roles",
        "data",
    ]


def test_the_list_is_open_to_all_and_names_every_topic(db, client) -> None:
    words = words_of(client.get(reverse("help")))

    assert [topic.title() for topic in all_topics() if topic.summary() not in words] == []


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_is_open_to_all_and_short(db, client, name: str) -> None:
    topic = topic_named(name)
    answer = client.get(topic.url)
    article = words_of(answer).split("Các phần trợ giúp")[0]

    assert answer.status_code == 200
    assert 60 < len(article.split()) < 420


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_is_written_in_short_sentences(db, client, name: str) -> None:
    source = (Path(thidua.__file__).parent / f"insights/templates/insights/help/_{name}.html").read_text("utf-8")
    sentences = [
        sentence
        for text in re.findall(r'\{% trans "([^"]+)" %\}', source)
        for sentence in re.split(r"(?<=[.:;])\s", text)
    ]

    assert [sentence for sentence in sentences if len(sentence.split()) > 28] == []


def test_an_unknown_topic_is_not_there(db, client) -> None:
    assert client.get(reverse("help_topic", args=["khong-co"])).status_code == 404


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "home"),
        ("/tai-khoan/dang-nhap/", "sign_in"),
        ("/nam/12/", "year"),
        ("/giao-uoc/3/", "pledge"),
        ("/minh-chung/", "results"),
        ("/nhat-ky/5/", "data"),
        ("/nhap-excel/", "excel"),
        ("/cham-diem/phieu/3/", "scoring"),
    ],
)
def test_a_page_leads_to_its_topic(path: str, name: str) -> None:
    topic = topic_for(path)

    assert topic is not None
    assert topic.name == name


def test_every_page_has_a_topic() -> None:
    """But help itself, and what is the same everywhere (colours, language, the catalogue of parts)."""
    without = {route.route.split("/")[0] for route in all_routes() if topic_for(f"/{route.route}") is None}

    assert without == {"tro-giup", "giao-dien", "ngon-ngu", "danh-muc-giao-dien", "so-viec"}


def test_the_band_leads_there(cast: Cast, sign_in, at) -> None:
    at("2026-06-15 09:00")
    page = sign_in(cast.officer.user).get(reverse("search"))

    assert f'<a class="tds-band__tool" href="{topic_named("home").url}"' in page.text


def test_every_link_within_pages_names_a_topic() -> None:
    package = Path(thidua.__file__).parent
    used = {name for file in package.rglob("*.html") for name in USED.findall(file.read_text("utf-8"))}

    assert used <= set(TOPICS)


def test_a_link_within_a_page() -> None:
    page = Template('{% load tds %}{% help_link "pledge" %}{% help_link "pledge" "Ai được ký?" %}').render(Context())

    assert page.count(topic_named("pledge").url) == 2
    assert "Trợ giúp: Giao ước thi đua" in page
    assert "Trợ giúp: Ai được ký?" in page
