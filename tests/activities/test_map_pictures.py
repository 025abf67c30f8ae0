"""A picture of the agency's own below its maps: known corners, names read by somebody else, off every page at once."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, Member
from tests.factories.activities import make_activity
from tests.factories.files import make_jpeg, make_pdf, upload
from thidua.access.models import RoleGrant
from thidua.activities.enums import ActivityKind
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, MapPicture, PlanZone
from thidua.activities.services import (
    ZoneWords,
    add_to_plan,
    bring_map_picture,
    note_plan_rows,
    publish_impact,
    retire_map_picture,
    review_map_picture,
)
from thidua.audit.models import AuditEntry
from thidua.common.actor import Role
from thidua.common.errors import RefusedError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents import storage
from thidua.publishing.models import Snapshot

pytestmark = pytest.mark.django_db

NORTH_WEST, SOUTH_EAST = (Fraction("19.75"), Fraction("105.90")), (Fraction("19.73"), Fraction("105.92"))
SQUARE = (64, 68)
"""Pixels of a picture of these corners: a degree of longitude is shorter there."""


@pytest.fixture
def other_standing(cast: Cast) -> Member:
    """Giám works in the standing office too."""
    member = cast.observer
    RoleGrant.objects.create(
        agency=cast.agency,
        user=member.user,
        role=Role.STANDING_OFFICE,
        since=date(2020, 1, 1),
        granted_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    return member


@pytest.fixture
def bring(cast: Cast, now: datetime) -> Callable[..., MapPicture]:
    def brought(colour: str = "teal", **words: Any) -> MapPicture:
        given = {
            "actor": cast.standing.actor(),
            "agency": cast.agency,
            "name": "Bãi biển Sầm Sơn",
            "upload": upload(make_jpeg(colour, size=SQUARE), "bai.jpg"),
            "north_west": NORTH_WEST,
            "south_east": SOUTH_EAST,
            "source": "Tự vẽ, 2026",
            "now": now,
        }
        return bring_map_picture(**(given | words))

    return brought


@pytest.fixture
def beach(cast: Cast, now: datetime) -> Activity:
    """A clean-up with one zone whose place is known."""
    activity = make_activity(
        cast, "Thu gom rác tại bãi biển", kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5), now=now
    )
    keeper = cast.secretary.actor()
    words = ZoneWords("Kè đá", Fraction(400), point=(Fraction("19.741"), Fraction("105.905")))
    add_to_plan(actor=keeper, activity=activity, words=words)
    note_plan_rows(actor=keeper, activity=activity, kind=PlanZone, now=now)
    return activity


@pytest.fixture
def publish(cast: Cast, beach: Activity, now: datetime) -> Callable[[], Snapshot]:
    return lambda: publish_impact(actor=cast.standing.actor(), activity=beach, now=now)


def review(member: Member, picture: MapPicture, now: datetime, note: str = "Không có tên biển, đảo") -> MapPicture:
    return review_map_picture(actor=member.actor(), picture=picture, note=note, now=now)


def read(page: Snapshot) -> str:
    return Client().get(reverse("snapshot", args=[page.slug])).content.decode().replace("\xa0", " ")


def status(url: str) -> int:
    answer = Client().get(url)
    assert answer.getvalue()
    return answer.status_code


def ground(page: Snapshot) -> str:
    """The address of the picture below the map."""
    return reverse("snapshot_picture", args=[page.slug, page.pictures.get(role="MAP").key])


def test_nobody_reviews_his_own_and_before_it_is_reviewed_it_lies_below_no_map(
    cast: Cast, bring, other_standing: Member, publish, now: datetime
) -> None:
    picture = bring()
    with pytest.raises(RefusedError, match="không tự rà"):
        review(cast.standing, picture, now)
    before = publish()
    assert (before.pictures.count(), "Lưới trơn" in read(before)) == (0, True)

    reviewed = review(other_standing, picture, now)

    assert (reviewed.reviewed_by_name, reviewed.is_used) == ("Hoàng Văn Giám", True)
    page = publish()
    assert (status(ground(page)), "Ảnh nền: Tự vẽ, 2026" in read(page), ground(page) in read(page)) == (200, True, True)
    assert "Hoàng Văn Giám" not in read(page)
    (entry,) = AuditEntry.objects.filter(action="map_picture.reviewed")
    assert "Không có tên biển, đảo" in entry.payload
    with pytest.raises(RefusedError, match="đã rà"):
        review(other_standing, picture, now)


@pytest.mark.parametrize("who", ["secretary", "officer", "reader", "administrator"])
def test_only_the_standing_office_brings_reviews_and_retires(cast: Cast, bring, now: datetime, who: str) -> None:
    member: Member = getattr(cast, who)
    with pytest.raises(RefusedError):
        bring(actor=member.actor())
    picture = bring()
    with pytest.raises(RefusedError):
        review(member, picture, now)
    with pytest.raises(RefusedError):
        retire_map_picture(actor=member.actor(), picture=picture, because="Sai tên đảo", now=now)


def test_once_it_is_taken_off_its_copies_leave_every_page(
    cast: Cast, bring, other_standing: Member, publish, now: datetime, django_capture_on_commit_callbacks
) -> None:
    picture = review(other_standing, bring(), now)
    page = publish()
    address = ground(page)
    copies = storage.absolute("published")
    assert len([each for each in copies.rglob("*") if each.is_file()]) == 2

    with django_capture_on_commit_callbacks(execute=True):
        retire_map_picture(actor=cast.standing.actor(), picture=picture, because="Sai tên đảo", now=now)

    assert status(address) == 410
    assert [each for each in copies.rglob("*") if each.is_file()] == []
    assert ("Lưới trơn" in read(page), address in read(page)) == (True, False)
    assert "ảnh đã rút" not in read(page)
    assert publish().pictures.count() == 0
    with pytest.raises(RefusedError, match="đã thôi dùng"):
        retire_map_picture(actor=cast.standing.actor(), picture=picture, because="Sai tên đảo", now=now)


def test_the_smallest_that_holds_all_places_is_taken_and_none_that_does_not(
    bring, other_standing: Member, publish, beach: Activity, cast: Cast, now: datetime
) -> None:
    large = {
        "north_west": (Fraction("19.80"), Fraction("105.85")),
        "south_east": (Fraction("19.70"), Fraction("105.95")),
    }
    off = {"north_west": (Fraction("19.73"), Fraction("105.90")), "south_east": (Fraction("19.71"), Fraction("105.92"))}
    wide, close, beside = bring("red", **large), bring("green"), bring("blue", **off)
    for each in (wide, close, beside):
        review(other_standing, each, now)
    assert publish().pictures.get().file_id == close.file_id
    retire_map_picture(actor=cast.standing.actor(), picture=close, because="Thay ảnh", now=now)
    assert publish().pictures.get(gone_at=None).file_id == wide.file_id
    retire_map_picture(actor=cast.standing.actor(), picture=wide, because="Thay ảnh", now=now)
    assert publish().pictures.count() == 0


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"north_west": SOUTH_EAST, "south_east": NORTH_WEST}, "south_east"),
        ({"south_east": NORTH_WEST}, "south_east"),
        ({"upload": upload(make_jpeg(size=(200, 48)), "dai.jpg")}, "south_east"),
        ({"upload": upload(make_pdf(), "ban-do.pdf")}, "upload"),
        ({"name": " "}, "name"),
        ({"source": ""}, "source"),
    ],
)
def test_what_cannot_lie_below_a_map_is_refused_at_its_field(bring, words: dict[str, Any], field: str) -> None:
    with pytest.raises(ActivityError) as caught:
        bring(**words)
    assert (caught.value.field, MapPicture.objects.count()) == (field, 0)


def test_it_is_brought_reviewed_and_taken_off_in_the_browser(
    cast: Cast, other_standing: Member, beach: Activity, now: datetime
) -> None:
    bringer, reviewer = Client(), Client()
    bringer.force_login(cast.standing.user)
    reviewer.force_login(other_standing.user)
    page = reverse("map_pictures", args=[cast.agency.pk])
    assert page in bringer.get(reverse("activity_impact", args=[beach.pk])).content.decode()
    sent = {"name": "Bãi", "north_west": "19,75; 105,90", "south_east": "19.73, 105.92", "source": "Tự vẽ"}
    answer = bringer.post(page, sent | {"upload": upload(make_jpeg(size=SQUARE), "bai.jpg")})
    assert answer.status_code == 302
    picture = MapPicture.objects.get()
    shown = bringer.get(reverse("map_picture", args=[picture.pk]))
    assert (shown.headers["Content-Type"], bool(shown.getvalue())) == ("image/jpeg", True)
    url = reverse("review_map_picture", args=[picture.pk])
    assert bringer.get(url).status_code == 403
    unread = reviewer.post(url, {"borders": "on", "private": "on", "note": "Hòn Mê"})
    assert "seas" in unread.context["form"].errors
    assert reviewer.post(url, {"seas": "on", "borders": "on", "private": "on", "note": "Hòn Mê"}).status_code == 302
    assert "Hoàng Văn Giám" in reviewer.get(page).content.decode()
    inside = bringer.get(reverse("activity_impact", args=[beach.pk])).content.decode()
    assert reverse("map_picture", args=[picture.pk]) in inside
    assert reviewer.post(reverse("retire_map_picture", args=[picture.pk]), {"because": "Thay"}).status_code == 302
    assert not MapPicture.objects.get().is_used
