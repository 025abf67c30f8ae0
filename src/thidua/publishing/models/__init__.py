"""What the public reads: copies of records, and articles with their photographs."""

from thidua.publishing.models.approval import Approval
from thidua.publishing.models.articles import (
    Article,
    Category,
    OldAddress,
    OldCategoryAddress,
    ShownPhoto,
    photos_in,
    plain_texts,
)
from thidua.publishing.models.comments import Comment, CommentSender, PublicSettings
from thidua.publishing.models.contacts import DataContact
from thidua.publishing.models.honours import HonouredUnit, HonourTitle, HonourWord, PublishedAward
from thidua.publishing.models.photos import Photo, Rendition
from thidua.publishing.models.snapshots import SLUG, PublishedPicture, PublishedText, Snapshot
from thidua.publishing.models.words import KnownWord, PublicWord

__all__ = [
    "SLUG",
    "Approval",
    "Article",
    "Category",
    "Comment",
    "CommentSender",
    "DataContact",
    "HonourTitle",
    "HonourWord",
    "HonouredUnit",
    "KnownWord",
    "OldAddress",
    "OldCategoryAddress",
    "Photo",
    "PublicSettings",
    "PublicWord",
    "PublishedAward",
    "PublishedPicture",
    "PublishedText",
    "Rendition",
    "ShownPhoto",
    "Snapshot",
    "photos_in",
    "plain_texts",
]
