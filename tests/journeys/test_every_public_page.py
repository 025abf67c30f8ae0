"""A stranger looks at every kind of page of the public site, wide and narrow, by day and by night, in both languages;
nothing is asked of anybody else.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.cast import Cast
from tests.factories.articles import make_photo, published_article
from tests.factories.pages import BLOC, publish_call, publish_thing
from tests.factories.public_site import UNBROKEN, PublicSite, alone, make_public_site
from tests.journeys.conftest import DESK, PHONE, Walker
from tests.journeys.keyboard import stops
from tests.journeys.test_the_news import close_the_network
from thidua.publishing.enums import ArticleKind, SnapshotKind

LIGHT = "rgb(250, 247, 242)"
MOVING = """() => [...document.querySelectorAll("*")].flatMap((each) => [null, "::before", "::after"].map((part) => {
  const style = getComputedStyle(each, part);
  const lasts = `${style.transitionDuration},${style.animationDuration}`.split(",").some((all) => parseFloat(all) > 0);
  return lasts || style.scrollBehavior !== "auto" ? `${each.tagName}.${each.className} ${part ?? ""}` : "";
})).filter(Boolean).concat(document.getAnimations().map((each) => `animation of ${each.effect?.target?.className}`))"""
"""What would move, or move on."""


CUT = """() => [...document.querySelectorAll("main *:not(.leaflet-container)")].filter((each) => {
  const style = getComputedStyle(each);
  const hides = style.overflowX === "hidden" || (each.matches(".so-scroll") && innerWidth < 620);
  return hides && style.clipPath === "none" && each.clientWidth && each.scrollWidth > each.clientWidth + 1;
}).map((each) => `${each.tagName}.${each.className} holds ${each.scrollWidth} px in ${each.clientWidth}`)"""
"""What is cut off, or on a phone lies beyond the side of its box."""


@pytest.fixture
def site(stage: Cast, at: Callable) -> PublicSite:
    """Everything there is."""
    return make_public_site(stage, at("2026-12-05 15:30"))


@pytest.mark.drill
@pytest.mark.parametrize(("language", "scheme"), [("vi", "light"), ("vi", "dark"), ("en", "light")])
def test_every_kind_of_public_page_can_be_read_by_everybody(
    site: PublicSite, walk_as: Callable[..., Walker], language: str, scheme: str
) -> None:
    reader = walk_as(None)
    reader.page.emulate_media(color_scheme=scheme)
    outside = close_the_network(reader)
    known = site.in_language(language)
    article, _status = known["article" if language == "vi" else "article in English"]

    faults = [
        f"{kind} at {size['width']}: {fault}"
        for size in (DESK, PHONE)
        for kind, (path, status) in known.items()
        for fault in faults_at(reader, path, size, status, language)
    ]
    faults += [f"comment in error: {fault}" for size in (DESK, PHONE) for fault in in_error(reader, article, size)]

    assert not faults, "\n".join(faults)
    ground = reader.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == LIGHT) == (scheme == "light")
    assert reader.page.context.cookies() == []
    assert outside == []


@pytest.mark.drill
@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_site_with_nothing_on_it_yet_can_be_read_as_well(walk_as: Callable[..., Walker], scheme: str) -> None:
    reader = walk_as(None)
    reader.page.emulate_media(color_scheme=scheme)

    faults = [
        f"{name} at {size['width']}: {fault}"
        for size in (DESK, PHONE)
        for name, path in alone().items()
        for fault in faults_at(reader, path, size, 200, "vi")
    ]

    assert not faults, "\n".join(faults)


@pytest.mark.drill
def test_the_focus_is_seen_at_every_stop_and_nothing_moves(site: PublicSite, walk_as: Callable[..., Walker]) -> None:
    reader = walk_as(None)
    for path in (*site.pages.values(), *(path for path, _status in site.missing.values())):
        reader.page.goto(reader.base + path)
        assert (path, reader.page.evaluate(MOVING)) == (path, [])
    for kind in ("home", "article", "honours", "found", "calendar", "public_documents", "comment_confirm", "activity"):
        for size in (DESK, PHONE):
            reader.page.set_viewport_size(size)
            reader.page.goto(reader.base + site.pages[kind])
            passed = stops(reader.page)
            assert len(passed) > 10
            unseen = [each for each in passed if not (each["isRinged"] and each["isUncovered"])]
            assert (kind, unseen) == (kind, [])


def faults_at(reader: Walker, path: str, size: dict[str, int], status: int, language: str) -> list[str]:
    """What is wrong with the page at `path` in a window of `size`."""
    reader.page.set_viewport_size(size)
    answer = reader.page.goto(reader.base + path)
    found = [] if answer is not None and answer.status == status else [f"{path}: {answer and answer.status}"]
    spoken = reader.page.locator("html").get_attribute("lang")
    found += [] if spoken == language else [f"{path} speaks {spoken}"]
    return found + faults_here(reader)


def faults_here(reader: Walker) -> list[str]:
    """What axe finds, what does not fit, what the page complains of."""
    found = reader.findings(in_full=True, with_targets=True)
    over = reader.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    found += [f"scrolls sideways by {over} px"] if over > 0 else []
    found += reader.page.evaluate(CUT)
    found += reader.complaints
    reader.complaints.clear()
    return found


def in_error(reader: Walker, article: str, size: dict[str, int]) -> list[str]:
    """An empty comment is sent from below an article."""
    reader.page.set_viewport_size(size)
    reader.page.goto(reader.base + article)
    with reader.page.expect_navigation():
        reader.page.locator(".tin-answer button").click()
    expect(reader.page.locator(".tin-errors a")).to_have_count(3)
    expect(reader.page.locator(".tin-errors")).to_be_focused()
    return faults_here(reader)


def test_no_word_widens_what_it_stands_in(stage: Cast, walk_as: Callable[..., Walker]) -> None:
    photo = make_photo(stage.agency, stage.secretary)
    body = [("picture", {"photo": photo, "caption": ""})]
    published_article(stage, title="dài" * 60, slug="chu-dai", summary=UNBROKEN, body=body)
    published_article(stage, title="Tin", slug="tin-dai", summary="k" * 375, kind=ArticleKind.EXEMPLAR)
    publish_call(stage, 1, "phongtrao" * 20, slogan=UNBROKEN)
    publish_thing(stage, SnapshotKind.BLOC, 1, "khoithidua" * 20, {**BLOC, "members": ["u" * 200], "lead": "v" * 200})
    reader = walk_as(None)
    names = ("home", "news", "exemplars", "public_movements", "public_blocs", "public_documents")
    faults = []
    for width in (320, 390, 1440):
        reader.page.set_viewport_size({"width": width, "height": 800})
        for name in names:
            reader.page.goto(reader.base + reverse(name))
            over = reader.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            widest = reader.page.evaluate("Math.max(0, ...[...document.images].map((each) => each.clientWidth))")
            cut = reader.page.evaluate(CUT)
            faults += [(name, width, over, widest, cut)] if over > 0 or widest > width or cut else []

    assert faults == []


def test_a_printed_article_says_where_and_when_it_stood(
    stage: Cast, walk_as: Callable[..., Walker], at: Callable
) -> None:
    at("2026-12-05 15:30")
    reader, path = walk_as(None), published_article(stage).get_absolute_url()
    reader.go(path)
    foot = reader.page.locator(".tin-printed")
    assert (foot.is_visible(), reader.page.get_by_role("navigation", name="Các mục").is_visible()) == (False, True)

    reader.page.emulate_media(media="print")

    assert foot.is_visible()
    assert path in foot.inner_text()
    assert "05/12/2026" in foot.inner_text()
    for hidden in (".tin-band", ".tin-foot", ".tin-answer"):
        assert not reader.page.locator(hidden).is_visible(), hidden
