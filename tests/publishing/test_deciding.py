"""Who approves or sends back is told what came of it, and where to see it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import submit, write_article
from tests.pages import words_of
from thidua.publishing.editing.door import ADDRESS
from thidua.publishing.models import Article

pytestmark = pytest.mark.django_db


def answered(cast: Cast, client: Client, deed: str, article: Article, **given: str) -> str:
    """The first page of the editing system, once the standing office decided there."""
    submit(article, cast.secretary)
    client.force_login(cast.standing.user)
    step = Article.objects.get(pk=article.pk).current_workflow_task_state
    url = reverse("wagtailsnippets_publishing_article:workflow_action", args=[article.pk, deed, step.pk])
    client.post(url, given)
    answer = client.get(ADDRESS)
    return words_of(answer) + "".join(each for each in [article.get_absolute_url()] if each in answer.text)


def test_who_approves_is_told_that_it_is_published_and_where(cast: Cast, client: Client) -> None:
    article = write_article(cast, cast.secretary)

    page = answered(cast, client, "approve", article)

    assert f"Đã đăng “{article.title}” lúc " in page
    assert "Xem bài trên trang công khai" in page
    assert page.endswith(article.get_absolute_url())
    assert "Đã đăng" not in words_of(client.get(ADDRESS))


def test_who_approves_for_a_later_hour_is_told_the_hour(cast: Cast, client: Client) -> None:
    article = write_article(cast, cast.secretary, go_live_at=timezone.now() + timedelta(days=2))

    page = answered(cast, client, "approve", article)

    assert f"Đã duyệt “{article.title}”. Bài tự lên trang lúc " in page
    assert "Đã đăng" not in page


def test_who_sends_back_is_told_where_the_writer_finds_it(cast: Cast, client: Client) -> None:
    article = write_article(cast, cast.secretary)

    page = answered(cast, client, "reject", article, comment="Thiếu tên các đơn vị.")

    assert f"Đã trả lại “{article.title}” kèm lý do." in page
    assert "Đã đăng" not in page


def test_without_a_reason_nothing_is_sent_back_and_nothing_is_told(cast: Cast, client: Client) -> None:
    article = write_article(cast, cast.secretary)

    page = answered(cast, client, "reject", article, comment=" ")

    assert "Đã trả lại" not in page
    assert "Xem bản gửi duyệt" in page


def test_a_title_and_the_links_below_it_are_read_apart(cast: Cast, client: Client) -> None:
    submit(write_article(cast, cast.secretary), cast.secretary)
    client.force_login(cast.standing.user)

    row = client.get(ADDRESS).text.split('<td class="title">')[1]

    assert row.index("</div>") < row.index('<p class="tds-links">') < row.index("Xem bản gửi duyệt")


def test_no_panel_counts_what_the_preview_does_not_tell(cast: Cast, client: Client) -> None:
    article = write_article(cast, cast.secretary)
    client.force_login(cast.secretary.user)
    space = "wagtailsnippets_publishing_article"

    for url in (reverse(f"{space}:add"), reverse(f"{space}:edit", args=[article.pk])):
        text = client.get(url).text
        assert ('data-side-panel="checks"' in text, 'data-side-panel="preview"' in text) == (False, True)
