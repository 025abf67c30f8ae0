"""A stranger reads what was published: map and photographs; nothing is asked of anybody else."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.files import make_jpeg, upload
from tests.journeys.conftest import Walker
from thidua.access.models import RoleGrant
from thidua.activities.enums import ActivityKind, PeopleShown
from thidua.activities.facts.public_sums import page_of_year
from thidua.activities.models import Activity, PlanZone
from thidua.activities.queries import KIND
from thidua.activities.services import (
    PublicPhotoWords,
    ZoneWords,
    add_to_plan,
    bring_map_picture,
    choose_public_photo,
    note_plan_rows,
    publish_impact,
    publish_sum,
    review_map_picture,
    withdraw_impact,
)
from thidua.common import clock
from thidua.common.actor import Role
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import PhotoConsent
from thidua.documents.services import add_photo
from thidua.publishing.enums import PictureRole
from thidua.publishing.models import Snapshot


@pytest.fixture
def page(stage: Cast, at: Callable) -> Snapshot:
    """A clean-up with two zones on a map with a picture below, and a photograph before and after."""
    now = at("2026-12-05 15:30")
    keeper = stage.secretary.actor()
    beach = make_activity(
        stage, "Thu gom rác tại bãi biển", kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5), now=now
    )
    for name, north in (("Từ cột cờ đến kè đá", "19.741"), ("Bãi A", "19.744")):
        point = (Fraction(north), Fraction("105.904"))
        words = ZoneWords(name, Fraction(400), point=point, is_name_public=True)
        add_to_plan(actor=keeper, activity=beach, words=words)
    note_plan_rows(actor=keeper, activity=beach, kind=PlanZone, now=now)
    for colour, role in (("brown", PictureRole.BEFORE), ("green", PictureRole.AFTER)):
        photo = add_photo(
            actor=keeper,
            parent=Reference(KIND, beach.pk),
            agency=stage.agency.pk,
            upload=upload(make_jpeg(colour, size=(320, 240)), f"{colour}.jpg"),
            alt_text=f"Bãi biển {colour}",
            consent=PhotoConsent.NOBODY_SHOWN,
            now=now,
        )
        told = PublicPhotoWords(role, PeopleShown.NO_FACES, f"Bãi biển {colour}")
        choose_public_photo(actor=keeper, photo=photo, activity=beach, words=told)
    RoleGrant.objects.create(
        agency=stage.agency,
        user=stage.observer.user,
        role=Role.STANDING_OFFICE,
        since=date(2020, 1, 1),
        granted_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    ground = bring_map_picture(
        actor=stage.standing.actor(),
        agency=stage.agency,
        name="Bãi biển",
        upload=upload(make_jpeg("lightblue", size=(320, 340)), "bai.jpg"),
        north_west=(Fraction("19.75"), Fraction("105.894")),
        south_east=(Fraction("19.73"), Fraction("105.914")),
        source="Tự vẽ, 2026",
        now=now,
    )
    review_map_picture(actor=stage.observer.actor(), picture=ground, note="Không có tên biển, đảo", now=now)
    return publish_impact(actor=stage.standing.actor(), activity=beach, now=clock.now())


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
