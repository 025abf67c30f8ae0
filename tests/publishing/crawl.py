"""Comments for the permission crawl."""

from django.core import signing

from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.articles import make_photo, published_article
from tests.factories.comments import comment_on
from thidua.publishing.models import Article, Comment, Photo
from thidua.publishing.services.comments import CONFIRM_SALT


@own_and_other(Comment)
def comments(world: World) -> tuple[Comment, Comment]:
    """A comment on an article of each bloc."""
    cast = world.cast
    for slug, bloc in (("binh-luan-ta", cast.bloc), ("binh-luan-ho", cast.other_bloc)):
        if not Article.objects.filter(slug=slug).exists():
            comment_on(published_article(cast, slug=slug, bloc=bloc), seal=slug)
    ours, theirs = Comment.objects.filter(article__slug__startswith="binh-luan-").order_by("pk")[:2]
    return ours, theirs


def _articles(world: World) -> tuple[Kwargs, Kwargs]:
    ours, theirs = world.both(Comment)
    return {"slug": ours.article.slug}, {"slug": theirs.article.slug}


for name in ("send_comment", "comment_thanks"):
    own_and_other(name)(_articles)


@own_and_other("confirm_comment")
def letters(world: World) -> tuple[Kwargs, Kwargs]:
    """What stands in the letter of each."""
    ours, theirs = ({"token": signing.dumps(each.pk, salt=CONFIRM_SALT)} for each in world.both(Comment))
    return ours, theirs


@own_and_other(Photo)
def photographs(world: World) -> tuple[Photo, Photo]:
    """Two photographs of the library."""
    found = [make_photo(world.cast.agency, world.cast.secretary, title) for title in ("Ảnh của ta", "Ảnh của họ")]
    return found[0], found[1]
