"""What the page of a record shows those who write and those who publish: a button, or the way to what was made."""

from dataclasses import dataclass

from django.urls import reverse

from thidua.common.actor import Actor
from thidua.common.policy import Answer
from thidua.organisations.models import Agency, Bloc
from thidua.publishing.enums import SnapshotKind, SourceKind
from thidua.publishing.models import Article, Snapshot
from thidua.publishing.policies.articles import articles_written_by, may_write_of
from thidua.publishing.policies.snapshots import may_publish_for
from thidua.publishing.queries import article_of, latest_of


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


@dataclass(frozen=True, slots=True)
class PageOfRecord:
    """The public page of a record, as the standing office sees it beside the record."""

    published: Snapshot | None
    may_publish: Answer


def page_of(actor: Actor, agency: Agency, kind: SnapshotKind, subject: int, may_publish: Answer) -> PageOfRecord | None:
    """None for whoever does not publish for the agency: nothing is looked up for him. None, too, for what was never
    published and may not be now.
    """
    if not may_publish_for(actor, agency).allowed:
        return None
    published = latest_of(kind, subject)
    return PageOfRecord(published, may_publish) if may_publish.allowed or published is not None else None
