"""Evidence, files and photographs for the permission crawl: one of each on bloc I, one on bloc II."""

from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.files import make_jpeg, upload
from tests.factories.parents import KIND, KIND_OF_BLOC
from thidua.common import clock
from thidua.common.parents import register_parent_kind
from thidua.common.references import Reference
from thidua.documents.models import Evidence, Photo
from thidua.documents.services import add_evidence, add_photo
from thidua.organisations.models import Bloc

register_parent_kind(KIND_OF_BLOC)


def parents(world: World) -> tuple[Reference, Reference]:
    """Bloc I and bloc II."""
    ours, theirs = world.both(Bloc)
    return Reference(KIND, ours.pk), Reference(KIND, theirs.pk)


@own_and_other(Evidence)
def evidence(world: World) -> tuple[Evidence, Evidence]:
    """A photograph of each bloc as evidence, brought by one of its units."""
    colours = ("teal", "olive")
    people = (world.cast.officer, world.cast.stranger)
    made = [
        add_evidence(
            actor=person.actor(),
            parent=parent,
            agency=world.cast.agency.pk,
            title="Ảnh buổi lễ",
            upload=upload(make_jpeg(colour), "le.jpg"),
            now=clock.now(),
        )
        for person, parent, colour in zip(people, parents(world), colours, strict=True)
    ]
    return made[0], made[1]


@own_and_other(Photo)
def photos(world: World) -> tuple[Photo, Photo]:
    """A photograph in the album of each bloc."""
    people = (world.cast.officer, world.cast.stranger)
    made = [
        add_photo(
            actor=person.actor(),
            parent=parent,
            agency=world.cast.agency.pk,
            upload=upload(make_jpeg(colour), "khoi.jpg"),
            alt_text="Các đơn vị trồng cây",
            now=clock.now(),
        )
        for person, parent, colour in zip(people, parents(world), ("green", "brown"), strict=True)
    ]
    return made[0], made[1]


def _of_evidence(world: World) -> tuple[Kwargs, Kwargs]:
    ours, theirs = world.both(Evidence)
    return {"pk": ours.pk}, {"pk": theirs.pk}


for name in ("evidence", "evidence_correct", "evidence_replace"):
    own_and_other(name)(_of_evidence)


def _of_file(world: World) -> tuple[Kwargs, Kwargs]:
    ours, theirs = world.both(Evidence)
    return {"pk": ours.file_id}, {"pk": theirs.file_id}


for name in ("file", "file_picture", "file_small"):
    own_and_other(name)(_of_file)


def _of_photo(world: World) -> tuple[Kwargs, Kwargs]:
    ours, theirs = world.both(Photo)
    return {"pk": ours.pk}, {"pk": theirs.pk}


for name in ("photo_change", "photo_move", "photo_drop", "photo_withdraw"):
    own_and_other(name)(_of_photo)


def _of_parent(world: World) -> tuple[Kwargs, Kwargs]:
    ours, theirs = parents(world)
    return {"kind": ours.kind, "parent": ours.id}, {"kind": theirs.kind, "parent": theirs.id}


for name in ("evidence_add", "album"):
    own_and_other(name)(_of_parent)


def _of_link(world: World) -> tuple[Kwargs, Kwargs]:
    ours, theirs = _of_evidence(world)
    our_parent, their_parent = _of_parent(world)
    return ours | our_parent, theirs | their_parent


for name in ("evidence_use", "evidence_unlink"):
    own_and_other(name)(_of_link)
