"""Who publishes, who writes for the public site, who approves."""

from thidua.publishing.policies.articles import (
    articles_to_approve,
    articles_written_by,
    categories_arranged_by,
    categories_of,
    may_approve,
    may_arrange,
    may_take_down,
    may_take_photo_back,
    may_take_photos_back,
    may_write,
    may_write_of,
    photos_changed_by,
    photos_of,
    photos_taken_back_by,
    ready_to_publish,
)
from thidua.publishing.policies.comments import (
    agencies_moderated_by,
    comments_moderated_by,
    comments_waiting_for,
    may_comment,
    may_moderate,
    may_moderate_for,
)
from thidua.publishing.policies.contacts import agencies_naming_contact, may_name_contact
from thidua.publishing.policies.snapshots import may_publish_for, may_withdraw, may_withdraw_of

__all__ = [
    "agencies_moderated_by",
    "agencies_naming_contact",
    "articles_to_approve",
    "articles_written_by",
    "categories_arranged_by",
    "categories_of",
    "comments_moderated_by",
    "comments_waiting_for",
    "may_approve",
    "may_arrange",
    "may_comment",
    "may_moderate",
    "may_moderate_for",
    "may_name_contact",
    "may_publish_for",
    "may_take_down",
    "may_take_photo_back",
    "may_take_photos_back",
    "may_withdraw",
    "may_withdraw_of",
    "may_write",
    "may_write_of",
    "photos_changed_by",
    "photos_of",
    "photos_taken_back_by",
    "ready_to_publish",
]
