"""Published things for the permission crawl."""

from pathlib import Path

from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.articles import make_category, make_photo, published_article
from thidua.activities.models import Activity, PublicPhoto
from thidua.activities.services import publish_impact
from thidua.common import clock
from thidua.publishing.facts.blanks import blank_forms
from thidua.publishing.models import Article, Rendition


def _addresses(world: World) -> tuple[Kwargs, Kwargs]:
    actor, both = world.cast.standing.actor(), world.both(Activity)
    ours, theirs = (publish_impact(actor=actor, activity=each, now=clock.now()) for each in both)
    return {"slug": ours.slug}, {"slug": theirs.slug}


@own_and_other("snapshot")
def pages(world: World) -> tuple[Kwargs, Kwargs]:
    """The public page of each."""
    return _addresses(world)


for name in ("snapshot_figures", "snapshot_map", "snapshot_pieces"):
    own_and_other(name)(_addresses)


def _pictures(world: World) -> tuple[Kwargs, Kwargs]:
    """A picture on the page of each."""
    world.both(PublicPhoto)
    pages = [
        publish_impact(actor=world.cast.standing.actor(), activity=each, now=clock.now())
        for each in world.both(Activity)
    ]
    ours, theirs = ({"slug": page.slug, "key": page.pictures.get(gone_at=None).key} for page in pages)
    return ours, theirs


for name in ("snapshot_picture", "snapshot_small"):
    own_and_other(name)(_pictures)


def _articles(world: World) -> tuple[Kwargs, Kwargs]:
    """A published article of each bloc."""
    cast = world.cast
    found = Article.objects.filter(slug__in=("cua-ta", "cua-ho")).order_by("pk")
    if not found:
        category, photo = make_category(cast.agency), make_photo(cast.agency, cast.secretary)
        body = [("picture", {"photo": photo, "caption": ""})]
        given = {"category": category, "body": body}
        published_article(cast, slug="cua-ta", **given)
        published_article(cast, slug="cua-ho", bloc=cast.other_bloc, **given)
    ours, theirs = ({"slug": each.slug} for each in found.all())
    return ours, theirs


own_and_other("article")(_articles)


@own_and_other("news_category")
def categories(world: World) -> tuple[Kwargs, Kwargs]:
    """The category of both."""
    _articles(world)
    return {"slug": "phong-trao"}, {"slug": "phong-trao"}


@own_and_other("rendition")
def renditions(world: World) -> tuple[Kwargs, Kwargs]:
    """A photograph on the page of both."""
    _articles(world)
    name = Path(Rendition.objects.order_by("pk").first().file.name).name
    return {"name": name}, {"name": name}


@own_and_other("blank_form")
def forms(world: World) -> tuple[Kwargs, Kwargs]:
    """Two forms: nobody's."""
    ours, theirs = blank_forms()[:2]
    return {"slug": ours.slug}, {"slug": theirs.slug}
