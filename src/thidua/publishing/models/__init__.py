"""What the public reads: copies of records, and articles with their photographs."""

from thidua.publishing.models.approval import Approval
from thidua.publishing.models.articles import Article, Category
from thidua.publishing.models.photos import Photo, Rendition
from thidua.publishing.models.snapshots import SLUG, PublishedPicture, Snapshot

__all__ = ["SLUG", "Approval", "Article", "Category", "Photo", "PublishedPicture", "Rendition", "Snapshot"]
