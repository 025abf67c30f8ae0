"""A reader whose browser runs no script reads, searches, turns pages, comments and confirms as everybody does."""

import re
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import expect

from tests.cast import Cast
from tests.factories.public_site import LONG_TITLE, PublicSite, make_public_site
from tests.journeys.conftest import Walker
from tests.journeys.test_the_news import EMAIL, NAME, SAID, close_the_network, fill_in
from thidua.common import clock
from thidua.publishing.enums import CommentState
from thidua.publishing.jobs import send_confirmation
from thidua.publishing.models import Comment
from thidua.publishing.services.comments import let_through

DRAWN = ".tds-map__canvas"
"""Is drawn by a script from the table below it, which says the same."""
WORDS = """(drawn) => {
  const left = (all, each) => all.replace(each.innerText, "");
  return [...document.querySelectorAll(drawn)].reduce(left, document.body.innerText).split("\\n").filter(Boolean);
}"""


@pytest.fixture
def site(stage: Cast, at: Callable) -> PublicSite:
    """Everything there is, at an agency that asks readers to confirm their comments."""
    return make_public_site(stage, at("2026-12-05 15:30"))


@pytest.mark.drill
def test_a_reader_without_script_reads_searches_comments_and_confirms(
    site: PublicSite, stage: Cast, walk_as: Callable[..., Walker], at: Callable, mailoutbox: list[EmailMessage]
) -> None:
    reader = walk_as(None, phone=True, has_script=False)
    outside = close_the_network(reader)
    reader.go("/")
    reader.press("Tất cả tin")
    reader.press("Cũ hơn")
    assert reader.sees("Khối kể việc thứ 7")

    reader.page.get_by_role("link", name="Tìm", exact=True).click()
    reader.page.get_by_label("Tìm", exact=True).fill("so ket sau thang")
    reader.page.get_by_role("button", name="Tìm", exact=True).click()
    reader.press(LONG_TITLE)
    at("2026-12-05 15:31")
    fill_in(reader, "", EMAIL, SAID)
    reader.page.get_by_role("button", name="Gửi bình luận").click()
    reader.page.get_by_role("link", name="Bạn chưa nhập tên.").click()
    expect(reader.page.get_by_label("Tên *")).to_be_focused()
    expect(reader.page.get_by_label("Bình luận *")).to_have_value(SAID)
    at("2026-12-05 15:32")
    fill_in(reader, NAME, EMAIL, SAID)
    reader.press("Gửi bình luận")
    assert reader.sees("Một lá thư vừa được gửi đến email bạn đã ghi.")

    comment = Comment.objects.get(text=SAID)
    send_confirmation.call(comment.pk)
    (path,) = re.findall(r"(/tin/binh-luan/xac-nhan/\S+)", mailoutbox[-1].body)
    reader.go(path)
    reader.press("Đúng, bình luận là của tôi")
    assert reader.sees("Đã nhận bình luận")
    comment.refresh_from_db()
    assert comment.state == CommentState.WAITING

    let_through(actor=stage.standing.actor(), comment=comment, version=comment.version, now=clock.now())
    reader.go(site.pages["article"])
    reader.press("Sau đó")
    assert reader.sees(SAID)
    assert reader.page.context.cookies() == []
    assert outside == []


@pytest.mark.drill
def test_no_page_hides_anything_from_a_reader_without_script(site: PublicSite, walk_as: Callable[..., Walker]) -> None:
    with_script, without = walk_as(None), walk_as(None, has_script=False)
    with_script.looked_at = {(path, False, 1440) for path in site.pages.values()}
    for kind, path in site.pages.items():
        with_script.page.goto(with_script.base + path, wait_until="networkidle")
        without.go(path)
        assert (kind, words_of(without)) == (kind, words_of(with_script))


def words_of(reader: Walker) -> list[str]:
    """What the page shows to the eye, line by line, without what is drawn."""
    return reader.page.evaluate(WORDS, DRAWN)
