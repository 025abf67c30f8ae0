"""Published results for the permission crawl."""

from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.files import make_jpeg, upload
from thidua.activities.enums import PeopleShown
from thidua.activities.models import Activity, PublicPhoto
from thidua.activities.queries import KIND
from thidua.activities.services import PublicPhotoWords, choose_public_photo, publish_impact
from thidua.common import clock
from thidua.common.references import Reference
from thidua.documents.enums import PhotoConsent
from thidua.documents.models import Photo
from thidua.documents.services import add_photo
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
