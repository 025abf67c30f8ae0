"""One button on the record makes a draft; the standing office approves; a stranger reads from the front page, answers
and is answered.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from wagtail.images.models import Filter

from tests.cast import Cast
from tests.factories.activities import make_clean_up
from tests.factories.files import make_jpeg, upload
from tests.factories.meetings import make_held_meeting
from tests.journeys.conftest import Walker
from tests.journeys.test_the_news import answer_from_a_phone, open_page, submit
from thidua.activities.queries import KIND
from thidua.common import clock
from thidua.common.references import Reference
from thidua.documents.enums import PhotoConsent
from thidua.documents.services import add_photo
from thidua.publishing.enums import Consent
from thidua.publishing.models import Article, Photo, Rendition
from thidua.publishing.models.photos import CARD


@pytest.mark.drill
def test_from_the_record_through_approval_to_a_reader_s_phone(stage: Cast, walk_as: Callable[..., Walker]) -> None:
    activity = make_clean_up(stage)
    add_photo(
        actor=stage.secretary.actor(),
        parent=Reference(KIND, activity.pk),
        agency=stage.agency.pk,
        upload=upload(make_jpeg("teal", size=(640, 400)), "bien.jpg"),
        alt_text="Mọi người nhặt rác trên bãi biển",
        caption="Quang cảnh buổi ra quân",
        consent=PhotoConsent.PUBLIC_EVENT,
        now=clock.now(),
    )
    secretary, standing = walk_as(stage.secretary), walk_as(stage.standing)

    secretary.go(f"/hoat-dong/{activity.pk}/")
    editor = secretary.page
    with editor.expect_navigation(url="**/bien-tap/**"):
        editor.get_by_role("button", name="Viết tin từ hoạt động này").click()  # Wagtail's page is not ours to judge
    article = Article.objects.get()
    expect(editor.locator("[name=title]")).to_have_value(activity.title)
    submit(editor)
    expect(editor.get_by_text("chỗ cần viết.").first).to_be_visible()
    expect(editor.get_by_text("Chưa chọn “Người trong ảnh”").first).to_be_visible()

    page = open_page(secretary, f"/bien-tap/images/{Photo.objects.get().pk}/")
    page.get_by_label("Người trong ảnh").select_option("EVENT")
    draw_around(page, (540, 40), (620, 120))
    with page.expect_navigation():
        page.locator("form footer button[type=submit], form button[type=submit].button").first.click()
    kept = Photo.objects.get()
    assert kept.consent == Consent.EVENT
    assert tuple(kept.get_focal_point().centroid) == pytest.approx((580, 80), abs=4)

    finish_and_approve(article, secretary, standing)

    assert Rendition.objects.get(filter_spec=CARD).focal_point_key == Filter(spec=CARD).get_cache_key(kept)

    reader = walk_as(None, phone=True)
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.go("/")
    reader.press(activity.title)
    for words in (activity.title, "Vì một đại dương xanh", "Quang cảnh buổi ra quân"):
        assert reader.sees(words), words
    assert reader.page.context.cookies() == []
    assert [url for url in asked if not url.startswith((reader.base, "data:"))] == []


def test_the_conference_from_its_record_to_a_reader_who_is_answered(
    stage: Cast, walk_as: Callable[..., Walker]
) -> None:
    meeting = make_held_meeting(stage)
    secretary, standing, reader = walk_as(stage.secretary), walk_as(stage.standing), walk_as(None, phone=True)

    secretary.go(f"/hoi-nghi/{meeting.pk}/")
    with secretary.page.expect_navigation(url="**/bien-tap/**"):
        secretary.page.get_by_role("button", name="Viết tin từ cuộc họp này").click()
    article = Article.objects.get()
    finish_and_approve(article, secretary, standing)

    answer_from_a_phone(Article.objects.get(), reader, standing)


def draw_around(page: Page, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Draw a frame on the photograph with the mouse; places in pixels of the photograph."""
    shown = page.locator(".focal-point-chooser img").first
    expect(shown).not_to_have_js_property("naturalWidth", 0)
    box = page.locator(".focal-point-chooser").bounding_box()
    assert box is not None
    scale = box["width"] / int(shown.get_attribute("data-original-width") or 0)
    places = [(box["x"] + x * scale, box["y"] + y * scale) for x, y in (start, end)]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=4)
    page.mouse.up()


def finish_and_approve(article: Article, secretary: Walker, standing: Walker) -> None:
    """The secretary takes out what was still to be written and asks for approval; the standing office gives it."""
    editor = open_page(secretary, f"/bien-tap/snippets/publishing/article/edit/{article.pk}/")
    remarks = editor.locator("[data-contentpath]:visible", has=editor.locator("textarea[name$='-value']:visible"))
    while left := remarks.count():
        remarks.last.locator("[data-streamfield-action=DELETE]:visible").click()
        expect(remarks).not_to_have_count(left)
    submit(editor)
    home = open_page(standing, "/bien-tap/")
    with home.expect_navigation():
        home.get_by_role("button", name="Duyệt đăng").click()
