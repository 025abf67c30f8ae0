"""One button on the record makes a draft; the standing office approves; a stranger reads from the front page, answers
and is answered.
"""

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect
from wagtail.images.models import Filter

from tests.cast import Cast, Member, Part, make_members
from tests.factories.activities import make_clean_up
from tests.factories.files import make_jpeg, upload
from tests.journeys.conftest import Walker
from tests.journeys.test_the_news import answer_from_a_phone, open_page, submit
from thidua.activities.queries import KIND
from thidua.cli.demo.news import read_news, write_over
from thidua.cli.demo.seed_bloc import Seed, load_seed, read_seed
from thidua.common import clock
from thidua.common.actor import Role
from thidua.common.references import Reference
from thidua.documents.enums import PhotoConsent
from thidua.documents.services import add_photo
from thidua.meetings.models import Meeting
from thidua.publishing.enums import Consent
from thidua.publishing.models import Article, Photo, Rendition
from thidua.publishing.models.photos import CARD

EDIT = "/bien-tap/snippets/publishing/article/edit/{}/"


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


def test_the_demo_s_conference_from_its_record_to_a_reader_who_is_answered(
    transactional_db: None, walk_as: Callable[..., Walker]
) -> None:
    seed = load_the_seed()
    keepers = make_members(
        seed.agency,
        secretary=Part("thu", "Đặng Minh Thư", Role.BLOC_SECRETARY, seed.units["van-phong-bo"], seed.bloc),
        standing=Part("thuong", "Phạm Văn Thường", Role.STANDING_OFFICE, seed.units["vu-to-chuc-can-bo"]),
    )
    secretary, standing = walk_as(keepers["secretary"]), walk_as(keepers["standing"])
    reader = walk_as(None, phone=True)
    told = read_seed()["conference"]

    secretary.go(f"/hoi-nghi/{Meeting.objects.get(bloc=seed.bloc, title=told['title']).pk}/")
    with secretary.page.expect_navigation(url="**/bien-tap/**"):
        secretary.page.get_by_role("button", name="Viết tin từ cuộc họp này").click()
    article = Article.objects.get()
    write_as_the_demo_does(article, keepers["secretary"])
    page = open_page(secretary, EDIT.format(article.pk))
    expect(page.locator("[name=title]")).to_have_value(read_news()["conference"]["title"])
    submit(page)
    approve(standing)

    article = Article.objects.get()
    answer_from_a_phone(article, reader, standing)
    reader.go(article.get_absolute_url())
    captions = reader.page.locator("figcaption").evaluate_all("all => all.map(each => each.firstChild.data.trim())")
    assert captions == [each["caption"] for each in told["photos"]]


@transaction.atomic
def load_the_seed() -> Seed:
    """The demo's real bloc with its years 2023 and 2024, as the demo loads it; nothing of what the demo invents."""
    return load_seed(clock.now())


@transaction.atomic
def write_as_the_demo_does(article: Article, by: Member) -> None:
    """What the demo's secretary made of the draft: photographs and what the record knew stay, remarks give way to her
    own sentences.
    """
    write_over(article, read_news()["conference"], by.user)


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
    editor = open_page(secretary, EDIT.format(article.pk))
    remarks = editor.locator("[data-contentpath]:visible", has=editor.locator("textarea[name$='-value']:visible"))
    while left := remarks.count():
        remarks.last.locator("[data-streamfield-action=DELETE]:visible").click()
        expect(remarks).not_to_have_count(left)
    submit(editor)
    approve(standing)


def approve(standing: Walker) -> None:
    """The standing office lets the one article out that waits for it."""
    home = open_page(standing, "/bien-tap/")
    with home.expect_navigation():
        home.get_by_role("button", name="Duyệt đăng").click()
