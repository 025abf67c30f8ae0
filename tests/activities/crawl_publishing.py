"""Published results for the permission crawl."""

from fractions import Fraction

from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.files import make_jpeg, upload
from thidua.activities.enums import PeopleShown
from thidua.activities.models import Activity, MapPicture, PublicPhoto
from thidua.activities.queries import KIND
from thidua.activities.services import PublicPhotoWords, bring_map_picture, choose_public_photo, publish_impact
from thidua.common import clock
from thidua.common.references import Reference
from thidua.documents.enums import PhotoConsent
from thidua.documents.models import Photo
from thidua.documents.services import add_photo
from thidua.organisations.models import Agency
from thidua.publishing.enums import PictureRole


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
