"""A stranger reads what was published: map and photographs; nothing is asked of anybody else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.factories.clean_ups import published_clean_up
from tests.journeys.conftest import Walker
from thidua.activities.facts.public_sums import page_of_year
from thidua.activities.models import Activity
from thidua.activities.services import publish_sum, withdraw_impact
from thidua.common import clock
from thidua.publishing.models import Snapshot


@pytest.fixture
def page(stage: Cast, at: Callable) -> Snapshot:
    """A clean-up with a map and photographs."""
    return published_clean_up(stage, at("2026-12-05 15:30"))


@pytest.mark.drill
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_stranger_sees_the_map_and_the_pictures(page: Snapshot, walk_as: Callable[..., Walker], phone: bool) -> None:
    walker = walk_as(None, phone=phone)
    asked: list[str] = []
    walker.page.on("request", lambda request: asked.append(request.url))

    walker.go(f"/cong-bo/{page.slug}/")

    expect(walker.page.locator(".tds-map__canvas.is-drawn .tds-map__pin")).to_have_count(2)
    expect(walker.page.locator(".leaflet-overlay-pane img.leaflet-image-layer")).to_have_js_property(
        "naturalWidth", 320
    )
    walker.look()
    assert walker.page.locator("path.tds-map__line").count() > 8
    assert "↑ Bắc" in walker.page.locator(".tds-map__north").inner_text()
    assert "Mỗi ô 100 m" in walker.page.locator(".tds-map__cell").inner_text()
    assert " m" in walker.page.locator(".leaflet-control-scale-line").inner_text()
    walker.page.locator(".tds-map__pin").first.click()
    expect(walker.page.locator(".leaflet-popup-content")).to_contain_text("Từ cột cờ đến kè đá")
    walker.look()
    assert all(walker.page.locator(".tds-gallery img").evaluate_all("all => all.map(each => each.naturalWidth > 0)"))
    assert [url for url in asked if not url.startswith((walker.base, "data:"))] == []


def test_a_stranger_goes_from_the_agencys_year_to_its_activity_until_that_is_withdrawn(
    page: Snapshot, stage: Cast, walk_as: Callable[..., Walker]
) -> None:
    standing, now = stage.standing.actor(), clock.now()
    year = publish_sum(actor=standing, page=page_of_year(stage.agency, 2026), now=now)
    walker = walk_as(None, phone=True)

    walker.go(f"/cong-bo/{year.slug}/")
    expect(walker.page.locator(".tds-map__canvas.is-drawn .tds-map__pin")).to_have_count(2)
    expect(walker.page.locator(".tds-gallery img")).to_have_count(2)
    walker.look()
    walker.page.get_by_role("link", name=f"1. {page.title}").click()
    expect(walker.page.get_by_role("heading", level=1)).to_have_text(page.title)

    beach = Activity.objects.get(pk=page.subject)
    withdraw_impact(actor=standing, activity=beach, because="Nêu nhầm nơi", now=now)
    walker.go(f"/cong-bo/{year.slug}/")
    expect(walker.page.get_by_text("1 hoạt động khác cũng được tính")).to_be_visible()
    expect(walker.page.get_by_text(page.title)).to_have_count(0)
    expect(walker.page.locator(".tds-map__pin, .tds-gallery img")).to_have_count(0)
    walker.look()
