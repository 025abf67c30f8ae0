"""A stranger looks at every kind of page of the public site on a phone; nothing is asked of anybody else."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.articles import make_category, make_photo, published_article, take_down
from tests.factories.clean_ups import published_clean_up
from tests.factories.comments import shown_comment
from tests.factories.honours import honoured, name_people
from tests.factories.pages import BLOC, DECISION, publish_call, publish_event, publish_thing
from tests.journeys.conftest import Walker
from tests.journeys.test_the_news import close_the_network
from thidua.activities.facts.public_sums import page_of_year
from thidua.activities.services import publish_sum
from thidua.common import clock
from thidua.publishing.enums import ArticleKind, SnapshotKind
from thidua.publishing.services import withdraw

ALONE = (
    *("home", "news", "exemplars", "calendar", "honours", "about", "accessibility", "privacy", "site_map", "published"),
    *("public_blocs", "public_movements", "public_activities", "public_documents"),
)
"""Pages of which there is one."""
IN_THE_DARK = ("home", "news", "calendar", "honours", "public_documents", "privacy")
GONE = {"/tin/khong-co/": 404, "/tin/da-go/": 410, "/cong-bo/khong-co/": 404}


@pytest.fixture
def pages(stage: Cast, at: Callable) -> dict[str, str]:
    """One page of each kind, by what it is."""
    now = at("2026-12-05 15:30")
    activity = published_clean_up(stage, now)
    body = [
        ("picture", {"photo": make_photo(stage.agency, stage.secretary), "caption": ""}),
        ("paragraph", '<p>Các đơn vị cùng ra quân, <a href="https://thidua.example/">đọc thêm</a>.</p>'),
    ]
    article = published_article(stage, body=body, category=make_category(stage.agency))
    english = published_article(stage, title="Clean-up", slug="clean-up", language="en", other_language=article)
    published_article(stage, title="Người giữ bãi biển", slug="nguoi-giu", kind=ArticleKind.EXEMPLAR)
    take_down(published_article(stage, title="Đã gỡ", slug="da-go"), stage.standing)
    shown_comment(stage, article)
    name_people(stage)
    honoured(stage)
    things = {
        "bloc": publish_thing(stage, SnapshotKind.BLOC, 1, "Khối Thi đua số I", BLOC),
        "movement": publish_call(stage, 1, "Vì một đại dương xanh", slogan="Biển sạch, người khỏe"),
        "event": publish_event(stage, 1, "Hội nghị tổng kết", date(2026, 12, 18)),
        "decision": publish_thing(stage, SnapshotKind.DECISION, 1, "Quyết định công nhận Khối trưởng", DECISION),
        "activity": activity,
        "year": publish_sum(actor=stage.standing.actor(), page=page_of_year(stage.agency, 2026), now=clock.now()),
    }
    gone = publish_call(stage, 2, "Thôi công bố")
    withdraw(actor=stage.standing.actor(), snapshot=gone, because="Nhầm", now=clock.now())
    return {
        **{name: reverse(name) for name in ALONE},
        **{kind: reverse("snapshot", args=[page.slug]) for kind, page in things.items()},
        "article": article.get_absolute_url(),
        "article in English": english.get_absolute_url(),
        "category": reverse("news_category", args=["phong-trao"]),
        "found": f"{reverse('search_public')}?tu=bien",
        "gone": reverse("snapshot", args=[gone.slug]),
    }


@pytest.mark.drill
def test_every_kind_of_public_page_can_be_read_by_everybody(
    pages: dict[str, str], walk_as: Callable[..., Walker]
) -> None:
    reader = walk_as(None, phone=True)
    reader.looked_at = set()  # no other journey has looked for this one
    outside = close_the_network(reader)
    missing = GONE | {pages.pop("gone"): 410}

    for path in pages.values():
        reader.go(path)
    for path in (pages["home"], pages["news"], pages["bloc"]):
        reader.go(f"/en{path}")
        assert reader.page.locator("html").get_attribute("lang") == "en"
    for path, status in missing.items():
        answer = reader.page.goto(reader.base + path)
        assert (path, answer and answer.status) == (path, status)
        reader.look()

    reader.page.emulate_media(color_scheme="dark")
    reader.looked_at = set()
    for kind in (*IN_THE_DARK, "article", "bloc", "event", "activity"):
        reader.go(pages[kind])
        assert reader.page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(250, 247, 242)", kind

    assert reader.page.context.cookies() == []
    assert outside == []


def test_a_printed_article_says_where_and_when_it_stood(pages: dict[str, str], walk_as: Callable[..., Walker]) -> None:
    reader = walk_as(None)
    reader.go(pages["article"])
    foot = reader.page.locator(".tin-printed")
    assert (foot.is_visible(), reader.page.get_by_role("navigation", name="Các mục").is_visible()) == (False, True)

    reader.page.emulate_media(media="print")

    assert foot.is_visible()
    assert pages["article"] in foot.inner_text()
    assert "05/12/2026" in foot.inner_text()
    for hidden in (".tin-band", ".tin-foot", ".tin-answer"):
        assert not reader.page.locator(hidden).is_visible(), hidden
