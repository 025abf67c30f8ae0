"""A clean-up as the public reads of it, with map and photographs."""

from datetime import UTC, date, datetime
from fractions import Fraction

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.files import make_jpeg, upload
from thidua.access.models import RoleGrant
from thidua.activities.enums import ActivityKind, PeopleShown
from thidua.activities.models import PlanZone
from thidua.activities.queries import KIND
from thidua.activities.services import (
    PublicPhotoWords,
    ZoneWords,
    add_to_plan,
    bring_map_picture,
    choose_public_photo,
    note_plan_rows,
    publish_impact,
    review_map_picture,
)
from thidua.common import clock
from thidua.common.actor import Role
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import PhotoConsent
from thidua.documents.services import add_photo
from thidua.publishing.enums import PictureRole
from thidua.publishing.models import Snapshot


def published_clean_up(cast: Cast, now: datetime) -> Snapshot:
    """A clean-up with two zones on a map with a picture below, and a photograph before and after."""
    keeper = cast.secretary.actor()
    beach = make_activity(
        cast, "Thu gom rác tại bãi biển", kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5), now=now
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
            agency=cast.agency.pk,
            upload=upload(make_jpeg(colour, size=(320, 240)), f"{colour}.jpg"),
            alt_text=f"Bãi biển {colour}",
            consent=PhotoConsent.NOBODY_SHOWN,
            now=now,
        )
        told = PublicPhotoWords(role, PeopleShown.NO_FACES, f"Bãi biển {colour}")
        choose_public_photo(actor=keeper, photo=photo, activity=beach, words=told)
    RoleGrant.objects.create(
        agency=cast.agency,
        user=cast.observer.user,
        role=Role.STANDING_OFFICE,
        since=date(2020, 1, 1),
        granted_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    ground = bring_map_picture(
        actor=cast.standing.actor(),
        agency=cast.agency,
        name="Bãi biển",
        upload=upload(make_jpeg("lightblue", size=(320, 340)), "bai.jpg"),
        north_west=(Fraction("19.75"), Fraction("105.894")),
        south_east=(Fraction("19.73"), Fraction("105.914")),
        source="Tự vẽ, 2026",
        now=now,
    )
    review_map_picture(actor=cast.observer.actor(), picture=ground, note="Không có tên biển, đảo", now=now)
    return publish_impact(actor=cast.standing.actor(), activity=beach, now=clock.now())
