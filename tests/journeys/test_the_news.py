"""The secretary writes with a photograph, the standing office approves, a reader reads on a phone."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, expect

from tests.cast import Cast
from tests.factories.articles import picture
from tests.journeys.conftest import Walker
from thidua.audit.models import AuditEntry
from thidua.core.vietnam.names import fold
from thidua.publishing.models import Article, Photo

TITLE = "Khối ra quân làm sạch bãi biển"
LINE = "Sáng 28/5, các đơn vị trong Khối cùng chính quyền địa phương ra quân."
ARTICLES = "/bien-tap/snippets/publishing/article/"


@pytest.mark.drill
def test_from_a_draft_with_a_photograph_to_a_reader_s_phone(
    stage: Cast, walk_as: Callable[..., Walker], tmp_path: Path
) -> None:
    file = tmp_path / "ra-quan.jpg"
    file.write_bytes(picture(1200, 750))
    secretary, standing = walk_as(stage.secretary), walk_as(stage.standing)

    keep_photo(secretary, file)
    write(secretary)
    submit(secretary.page)

    home = open_page(standing, "/bien-tap/")
    home.get_by_role("button", name="Trả lại kèm lý do").click()
    home.get_by_label("Lý do trả lại").fill("Bổ sung số đơn vị.")
    with home.expect_navigation():
        home.locator(".modal button[type=submit]").click()

    again = open_page(secretary, "/bien-tap/")
    expect(again.get_by_text("Bổ sung số đơn vị.")).to_be_visible()
    again.get_by_role("link", name=TITLE).click()
    again.locator("[name=summary]").fill("Sáu đơn vị cùng thu gom rác.")
    submit(again)

    reader = walk_as(None, phone=True)
    reader.go("/tin/")
    assert not reader.sees(TITLE)

    home = open_page(standing, "/bien-tap/")
    with home.expect_navigation():
        home.get_by_role("button", name="Duyệt đăng").click()
    expect(home.get_by_text("Không có bài nào chờ bạn duyệt.")).to_be_visible()

    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.go("/tin/")
    reader.press(TITLE)
    for words in (TITLE, "Sáu đơn vị cùng thu gom rác.", LINE, "Quang cảnh buổi ra quân"):
        assert reader.sees(words), words
    shown = reader.page.locator(".tds-picture img")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_attribute("alt", "Mọi người nhặt rác trên bãi biển")
    expect(shown).not_to_have_js_property("naturalWidth", 0)
    assert reader.page.context.cookies() == []
    assert [url for url in asked if not url.startswith((reader.base, "data:"))] == []
    deeds = AuditEntry.objects.filter(object_kind="publishing.article").order_by("pk").values_list("action", flat=True)
    assert [each.removeprefix("article.") for each in deeds] == [
        *("created", "written", "submitted", "sent_back", "written", "submitted_again", "approved", "published"),
    ]


NAME, EMAIL = "Lê Thị Bạn Đọc", "ban.doc@thu-rieng.example"
SAID = "Lần tới ở bãi nào, gia đình tôi muốn đi cùng."
REPLY = "Cảm ơn bạn. Quý III Khối ra quân ở bãi phía bắc."


def answer_from_a_phone(article: Article, reader: Walker, standing: Walker) -> None:
    """A reader answers to the article, the standing office lets it through and answers back; the e-mail of the reader
    is nowhere to be found, and his browser asks nobody else for anything.
    """
    outside = close_the_network(reader)
    reader.go("/tin/")
    reader.press(article.title)

    reader.page.wait_for_timeout(2100)  # nobody reads and writes within two seconds
    fill_in(reader, "", EMAIL, SAID)
    with reader.page.expect_navigation():
        reader.page.get_by_role("button", name="Gửi bình luận").click()
    reader.look()
    reader.page.get_by_role("link", name="Bạn chưa nhập tên.").click()
    expect(reader.page.get_by_label("Tên *")).to_be_focused()
    expect(reader.page.get_by_label("Bình luận *")).to_have_value(SAID)
    reader.page.wait_for_timeout(2100)
    fill_in(reader, NAME, EMAIL, SAID)
    reader.press("Gửi bình luận")
    assert reader.sees("Đã nhận bình luận")
    reader.go(article.get_absolute_url())
    assert not reader.sees(SAID)

    standing.go("/")
    standing.go("/binh-luan/")
    standing.press(NAME)
    assert standing.sees(SAID)
    standing.press("Duyệt, cho hiện")
    standing.press("Trả lời")
    standing.fill("Trả lời", REPLY)
    standing.press("Đăng lời trả lời")
    standing.go("/binh-luan/nguoi-gui/")
    standing.go("/binh-luan/?xem=hien")
    assert EMAIL not in standing.page.content()

    reader.go(article.get_absolute_url())
    for words in (NAME, SAID, "Trả lời của cơ quan", REPLY, "2 bình luận"):
        assert reader.sees(words), words
    reader.go("/tim-kiem/?" + urlencode({"tu": fold(article.title)}))
    assert reader.sees(article.title)
    reader.go("/vinh-danh/")

    sources = {}
    places = ("/", "/tin/", "/tin/rss.xml", "/tin/atom.xml", "/sitemap.xml", "/tim-kiem/?tu=ban+doc")
    for path in (article.get_absolute_url(), *places):
        answer = reader.page.request.get(reader.base + path)
        sources[path] = (answer.status, EMAIL in answer.text() or "thu-rieng" in answer.text())
    assert sources == dict.fromkeys(sources, (200, False))
    assert not AuditEntry.objects.filter(payload__contains="thu-rieng").exists()
    assert reader.page.context.cookies() == []
    assert outside == []


def close_the_network(walker: Walker) -> list[str]:
    """Nothing but the application can be reached; what was asked for in vain is noted."""
    asked: list[str] = []

    def shut(route: Route) -> None:
        url = route.request.url
        if url.startswith((walker.base, "data:")):
            route.continue_()
            return
        asked.append(url)
        route.abort()

    walker.page.context.route("**/*", shut)
    return asked


def fill_in(walker: Walker, name: str, email: str, text: str) -> None:
    """The form below an article."""
    for label, value in (("Tên *", name), ("Email *", email), ("Bình luận *", text)):
        walker.page.get_by_label(label, exact=True).fill(value)


def open_page(walker: Walker, path: str) -> Page:
    """A page of the editing system: it comes, and complains of nothing."""
    answer = walker.page.goto(walker.base + path)
    assert answer is not None
    assert answer.status == 200
    assert not walker.complaints, walker.complaints
    return walker.page


def keep_photo(walker: Walker, file: Path) -> None:
    """Put a photograph into the library."""
    page = open_page(walker, "/bien-tap/images/add/")
    page.get_by_label("Tệp ảnh").set_input_files(str(file))
    page.get_by_label("Tên ảnh").fill("Ra quân")
    page.get_by_label("Mô tả cho người không nhìn thấy ảnh").fill("Mọi người nhặt rác trên bãi biển")
    page.get_by_label("Chú thích").fill("Quang cảnh buổi ra quân")
    page.get_by_label("Người trong ảnh").select_option("EVENT")
    with page.expect_navigation():
        page.locator("form footer button[type=submit], form button[type=submit].button").last.click()
    assert Photo.objects.get().title == "Ra quân"


def write(walker: Walker) -> None:
    """A draft with a paragraph and the photograph."""
    page = open_page(walker, ARTICLES + "add/")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=summary]").fill("Các đơn vị cùng thu gom rác.")
    page.locator("[name=told_on]").fill("28/05/2026")
    page.keyboard.press("Escape")
    page.locator("[name=bloc]").select_option(index=1)
    add_block(page, "Đoạn văn")
    page.locator("[contenteditable=true]").last.click()
    page.keyboard.type(LINE)
    add_block(page, "Ảnh")
    page.locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal [data-chooser-modal-choice]").first.click()
    expect(page.locator(".modal")).to_have_count(0)
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu bản nháp").first.click()


def add_block(page: Page, kind: str) -> None:
    """The next block of the text."""
    page.locator(".c-sf-add-button:visible").last.click()
    page.get_by_role("option", name=kind, exact=True).first.click()


def submit(page: Page) -> None:
    """Ask for approval with what stands in the form."""
    page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    with page.expect_navigation():
        page.locator("button[name=action-submit]").first.click()
