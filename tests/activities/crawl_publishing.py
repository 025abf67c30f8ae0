"""Published results for the permission crawl."""

from fractions import Fraction

from tests.cast import YEAR
from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.activities import make_activity
from tests.factories.files import make_jpeg, upload
from thidua.activities.enums import ActivityState, PeopleShown
from thidua.activities.facts.public_sums import page_of_cycle, page_of_movement, page_of_year
from thidua.activities.models import Activity, MapPicture, PublicPhoto
from thidua.activities.queries import KIND
from thidua.activities.services import (
    PublicPhotoWords,
    bring_map_picture,
    choose_public_photo,
    publish_event,
    publish_impact,
    publish_sum,
)
from thidua.campaigns.models import Movement
from thidua.common import clock
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import PhotoConsent
from thidua.documents.models import Photo
from thidua.documents.services import add_photo
from thidua.organisations.models import Agency, Bloc
from thidua.publishing.enums import PictureRole
from thidua.publishing.models import Snapshot


@own_and_other("withdraw_impact")
def published(world: World) -> tuple[Kwargs, Kwargs]:
    """The results of each are published, so that they may be withdrawn."""
    actor, both = world.cast.standing.actor(), world.both(Activity)
    ours, theirs = (publish_impact(actor=actor, activity=each, now=clock.now()) for each in both)
    return {"pk": ours.subject}, {"pk": theirs.subject}


def _photos(world: World, colours: tuple[str, str]) -> list[tuple[Activity, Photo]]:
    """A photograph with nobody in it in the album of each."""
    actor = world.cast.standing.actor()
    return [
        (
            activity,
            add_photo(
                actor=actor,
                parent=Reference(KIND, activity.pk),
                agency=activity.agency_id,
                upload=upload(make_jpeg(colour), "bien.jpg"),
                alt_text="Bãi biển",
                consent=PhotoConsent.NOBODY_SHOWN,
                now=clock.now(),
            ),
        )
        for activity, colour in zip(world.both(Activity), colours, strict=True)
    ]


@own_and_other(PublicPhoto)
def chosen(world: World) -> tuple[PublicPhoto, PublicPhoto]:
    """A photograph of each that was chosen for its public page."""
    words = PublicPhotoWords(PictureRole.AFTER, PeopleShown.NO_FACES, "Bãi biển")
    actor = world.cast.standing.actor()
    ours, theirs = (
        choose_public_photo(actor=actor, photo=photo, activity=activity, words=words)
        for activity, photo in _photos(world, ("navy", "orange"))
    )
    return ours, theirs


@own_and_other("choose_public_photo")
def to_choose(world: World) -> tuple[Kwargs, Kwargs]:
    """A photograph of each album that nobody has chosen yet."""
    ours, theirs = ({"pk": photo.pk} for _activity, photo in _photos(world, ("purple", "gray")))
    return ours, theirs


@own_and_other(MapPicture)
def map_pictures(world: World) -> tuple[MapPicture, MapPicture]:
    """A picture below the maps of our agency that waits for its review, and one of another agency."""
    ours, theirs = world.both(Agency)
    mine = bring_map_picture(
        actor=world.cast.standing.actor(),
        agency=ours,
        name="Bãi biển",
        upload=upload(make_jpeg("pink"), "bai.jpg"),
        north_west=(Fraction(20), Fraction(105)),
        south_east=(Fraction(19), Fraction("106.4")),
        source="Tự vẽ",
        now=clock.now(),
    )
    MapPicture.objects.filter(pk=mine.pk).update(added_by=None)  # so that the standing office of the cast may review it
    told = {"file": mine.file, "north_west": mine.north_west, "south_east": mine.south_east, "source": "Tự vẽ"}
    return mine, MapPicture.objects.create(agency=theirs, name="Bãi khác", added_at=clock.now(), **told)


def _published_sums(world: World) -> tuple[Snapshot, Snapshot]:
    """The sums of the year of each bloc, each with one activity that was held."""
    pages = []
    for bloc in world.both(Bloc):
        cycle = world.year_of(bloc)
        make_activity(world.cast, "Đã tính vào năm", home=bloc, cycles=[cycle])
        page = page_of_cycle(cycle)
        pages.append(publish_sum(actor=world.cast.standing.actor(), page=page, now=clock.now()))
    return pages[0], pages[1]


@own_and_other("withdraw_cycle")
def published_years(world: World) -> tuple[Kwargs, Kwargs]:
    """The sums of the year of each bloc are published."""
    ours, theirs = ({"pk": page.subject} for page in _published_sums(world))
    return ours, theirs


@own_and_other("snapshot_activities")
def lists_of_activities(world: World) -> tuple[Kwargs, Kwargs]:
    """The activities of a published year of each."""
    ours, theirs = ({"slug": page.slug} for page in _published_sums(world))
    return ours, theirs


@own_and_other("withdraw_movement")
def published_movements(world: World) -> tuple[Kwargs, Kwargs]:
    """The sums of each movement are published, where an activity answers it."""
    found = world.both(Movement)
    for movement in found:
        make_activity(world.cast, "Hưởng ứng phong trào", cycles=[], movement=movement)
        page = page_of_movement(movement)
        publish_sum(actor=world.cast.standing.actor(), page=page, now=clock.now())
    return {"pk": found[0].pk}, {"pk": found[1].pk}


@own_and_other("publish_year")
def agency_years(world: World) -> tuple[Kwargs, Kwargs]:
    """A year of the ministry, and one of an agency that is not there."""
    return {"pk": world.cast.agency.pk, "year": 2026}, {"pk": 10**9, "year": 2026}


@own_and_other("withdraw_year")
def published_agency_years(world: World) -> tuple[Kwargs, Kwargs]:
    """As these, with the sums of the ministry published."""
    make_activity(world.cast, "Đã tổ chức trong năm", held_on=PartialDate(2026, 3, 1))
    page = page_of_year(world.cast.agency, 2026)
    publish_sum(actor=world.cast.standing.actor(), page=page, now=clock.now())
    return agency_years(world)


def _planned(world: World, title: str) -> list[Activity]:
    """An activity to come of each bloc, on a day of its year."""
    return [
        make_activity(
            world.cast,
            title,
            home=bloc,
            state=ActivityState.PLANNED,
            held_on=PartialDate(YEAR, 12, 18),
            cycles=[world.year_of(bloc)],
        )
        for bloc in world.both(Bloc)
    ]


@own_and_other("publish_event")
def planned(world: World) -> tuple[Kwargs, Kwargs]:
    """What may be announced."""
    ours, theirs = ({"pk": each.pk} for each in _planned(world, "Sắp ra quân"))
    return ours, theirs


@own_and_other("withdraw_event")
def announced(world: World) -> tuple[Kwargs, Kwargs]:
    """What is announced."""
    found = _planned(world, "Đã báo trước")
    for each in found:
        publish_event(actor=world.cast.standing.actor(), activity=each, now=clock.now())
    return {"pk": found[0].pk}, {"pk": found[1].pk}


@own_and_other("event_file")
def events_for_calendars(world: World) -> tuple[Kwargs, Kwargs]:
    """The pages of what is announced."""
    office = world.cast.standing.actor()
    found = _planned(world, "Vào lịch của người đọc")
    pages = [publish_event(actor=office, activity=each, now=clock.now()) for each in found]
    return {"slug": pages[0].slug}, {"slug": pages[1].slug}
