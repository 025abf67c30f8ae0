"""The latest articles for programs that follow them: in each language a feed of the articles that are written in it.

Programs follow what is new: the latest are those that were published last, whatever day they tell of. They read a
summary as HTML, so that a text is escaped once as text and once more within the XML.
"""

from datetime import UTC, datetime, time

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from thidua.common.components.texts import plain_spaces
from thidua.common.language import page_language
from thidua.portal.linked import absolute
from thidua.publishing.models import Article

LATEST = 30
Feed = Rss201rev2Feed | Atom1Feed
RSS: tuple[type[Feed], str] = (Rss201rev2Feed, "news_rss")
ATOM: tuple[type[Feed], str] = (Atom1Feed, "news_atom")


def answer(articles: QuerySet[Article], kind: tuple[type[Feed], str]) -> HttpResponse:
    """The feed in the language of the page, with title, summary, author and day of each article in that language."""
    make, name = kind
    language = page_language()
    feed = make(
        title=_("Tin – Thi Đua Số"),
        link=absolute(reverse("news")),
        description=_("Tin hoạt động thi đua và điển hình, do các cơ quan đăng."),
        language=language,
        feed_url=absolute(reverse(name)),
    )
    newest = F("first_published_at").desc(nulls_last=True)
    for article in articles.filter(language=language).order_by(newest, "-pk")[:LATEST]:
        url = absolute(article.get_absolute_url())
        at = article.first_published_at or datetime.combine(article.told_on, time(), UTC)
        feed.add_item(
            title=_printable(article.title),
            link=url,
            unique_id=url,
            unique_id_is_permalink=True,
            description=escape(_printable(article.summary)),
            author_name=_printable(article.byline or article.agency.name),
            pubdate=at,
            updateddate=article.last_published_at or at,
            categories=[_printable(article.category.name)] if article.category is not None else [],
        )
    found = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    found["X-Content-Type-Options"] = "nosniff"
    return found


def _printable(text: str) -> str:
    """The text without what XML may not hold."""
    return "".join(each for each in plain_spaces(text) if each.isprintable() or each in "\n\t")
