"""The lists of the editing system: what stands in them, and that no column is without its heading."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import (
    decide,
    make_category,
    make_photo,
    published_article,
    rewrite,
    submit,
    take_down,
    write_article,
)
from thidua.publishing.editing.states import state_of, with_states
from thidua.publishing.models import Article
from thidua.publishing.services.schedule import carry_out_schedule

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_publishing_article:list"


def state(article: Article) -> str:
    """What the list says of it."""
    return state_of(with_states(Article.objects.all()).get(pk=article.pk))


def test_every_cell_stands_below_its_heading(cast: Cast, client: Client) -> None:
    make_photo(cast.agency, cast.secretary)
    make_category(cast.agency)
    write_article(cast, cast.secretary)
    client.force_login(cast.standing.user)
    urls = [
        reverse(LIST),
        reverse("wagtailsnippets_publishing_category:list"),
        reverse("wagtailimages:index") + "?layout=list",
    ]

    for url in urls:
        head, rows = re.findall(r"<thead>(.*?)</thead>.*?<tbody>(.*?)</tbody>", client.get(url).text, re.DOTALL)[0]
        assert len(re.findall(r"<th\b", head)) == len(re.findall(r"<td\b", rows)) >= 2, url


def test_there_is_nothing_to_tick_where_no_deed_is_open(cast: Cast, client: Client) -> None:
    make_photo(cast.agency, cast.secretary)
    write_article(cast, cast.secretary)
    client.force_login(cast.standing.user)

    for url in (reverse(LIST), reverse("wagtailimages:index"), reverse("wagtailimages:index") + "?layout=list"):
        text = client.get(url).text
        assert not [each for each in ("bulk-action-checkbox", "bulk-actions-buttons") if each in text]
        assert text.count('data-bulk-action-footer=""') == 1  # the script of the list stops without it


def test_the_state_of_an_article_is_told_from_draft_to_its_end(cast: Cast) -> None:
    article = write_article(cast, cast.secretary)
    said = [state(article)]
    submit(article, cast.secretary)
    said.append(state(article))
    decide(article, cast.standing, "reject", comment="Thiếu tên các đơn vị.")
    said.append(state(article))
    Article.objects.get(pk=article.pk).current_workflow_state.resume(cast.secretary.user)
    decide(article, cast.standing)
    said.append(state(article))
    rewrite(article, cast.secretary, title="Bản sau")
    said.append(state(article))
    submit(article, cast.secretary)
    said.append(state(article))
    take_down(article, cast.standing)
    said.append(state(article))
    Article.objects.get(pk=article.pk).current_workflow_state.cancel(cast.secretary.user)
    said.append(state(article))

    assert said == [
        "Nháp",
        "Chờ duyệt",
        "Được trả lại",
        "Đã đăng",
        "Đã đăng; bản mới: nháp",
        "Đã đăng; bản mới: chờ duyệt",
        "Đã gỡ bài; bản mới: chờ duyệt",
        "Đã gỡ bài",
    ]


def test_the_state_of_an_article_with_hours_of_its_own(cast: Cast) -> None:
    now = timezone.now()
    timed = published_article(cast, slug="hen", go_live_at=now + timedelta(hours=2))
    ended = published_article(cast, slug="het", expire_at=now + timedelta(hours=1))
    assert [state(timed), state(ended)] == ["Hẹn giờ đăng", "Đã đăng"]

    Article.objects.filter(pk=ended.pk).update(expire_at=now - timedelta(hours=1))
    assert state(ended) == "Hết hạn"
    carry_out_schedule(now)
    assert state(ended) == "Hết hạn"


def test_the_list_says_the_state_and_asks_no_more_for_many(cast: Cast, client: Client, count_queries: Callable) -> None:
    write_article(cast, cast.secretary)
    client.force_login(cast.standing.user)
    assert "Tình trạng" in client.get(reverse(LIST)).text
    one = count_queries(lambda: client.get(reverse(LIST)))
    for number in range(3):
        submit(write_article(cast, cast.secretary, f"Bài {number}", slug=f"bai-{number}"), cast.secretary)

    assert count_queries(lambda: client.get(reverse(LIST))) == one
    assert client.get(reverse(LIST)).text.count("Chờ duyệt") == 3
