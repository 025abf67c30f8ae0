"""What the page of a record shows those who write: the button that drafts an article of it, or the way to that one."""

from dataclasses import dataclass

from django.urls import reverse

from thidua.common.actor import Actor
from thidua.organisations.models import Agency, Bloc
from thidua.publishing.enums import SourceKind
from thidua.publishing.models import Article
from thidua.publishing.policies.articles import articles_written_by, may_write_of
from thidua.publishing.queries import article_of


@dataclass(frozen=True, slots=True)
class NewsOfRecord:
    """Of a record: the article that was drafted of it, if the actor opens that; else the button may be pressed unless
    somebody else's article is there.
    """

    article: Article | None
    may_draft: bool

    @property
    def url(self) -> str:
        """Where the article is written."""
        return address_of_draft(self.article) if self.article is not None else ""


def address_of_draft(article: Article) -> str:
    """Where an article is written."""
    return reverse("wagtailsnippets_publishing_article:edit", args=[article.pk])


def news_of(actor: Actor, agency: Agency, bloc: Bloc | None, kind: SourceKind, source: int) -> NewsOfRecord | None:
    """None for whoever does not write of it: nothing is looked up for him."""
    if not may_write_of(actor, agency, bloc).allowed:
        return None
    article = article_of(agency.pk, kind, source)
    is_open = article is not None and articles_written_by(actor).filter(pk=article.pk).exists()
    return NewsOfRecord(article if is_open else None, article is None)
