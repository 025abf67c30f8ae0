"""What is done in the editing system stands in our history, in the transaction in which it is done.

Wagtail logs what happens to articles and categories; each of its entries becomes one of ours, and one that we have no
word for is an error. Photographs are followed themselves. Drafts for a preview are not deeds.
"""

from typing import Any

from django.db.models.signals import post_save
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry

from thidua.accounts.models import User
from thidua.audit import services as audit
from thidua.common.actor import Actor, SystemActor
from thidua.publishing.editing.bridge import actor_of
from thidua.publishing.models import Article, Category, Photo

SAID = {
    "wagtail.create": "created",
    "wagtail.edit": "written",
    "wagtail.revert": "reverted",
    "wagtail.rename": "renamed",
    "wagtail.publish": "published",
    "wagtail.publish.schedule": "scheduled",
    "wagtail.publish.scheduled": "published_as_scheduled",
    "wagtail.schedule.cancel": "unscheduled",
    "wagtail.unpublish": "taken_down",
    "wagtail.unpublish.scheduled": "expired",
    "wagtail.workflow.start": "submitted",
    "wagtail.workflow.resume": "submitted_again",
    "wagtail.workflow.approve": "approved",
    "wagtail.workflow.reject": "sent_back",
    "wagtail.workflow.cancel": "called_back",
}
"""Deeds of Wagtail, as they are called in our history."""
AREAS = {Article: "article", Category: "category"}


def follow() -> None:
    """Called once when the program starts."""
    post_save.connect(_tell_entry, sender=ModelLogEntry)
    post_save.connect(_tell_photo, sender=Photo)


def _tell_entry(*, instance: ModelLogEntry, **kwargs: Any) -> None:
    model = instance.content_type.model_class()
    area = AREAS.get(model)
    if area is None:
        return
    thing = model.objects.get(pk=instance.object_id)
    after = {"revision": instance.revision_id} if instance.revision_id else None
    reason = str(instance.data.get("comment") or "")
    who, deed = _who(instance.user), SAID[instance.action]
    audit.record(who, f"{area}.{deed}", thing, agency=thing.agency_id, after=after, reason=reason)


def _tell_photo(*, instance: Photo, created: bool, **kwargs: Any) -> None:
    who = _who(get_active_log_context().user)
    after = {
        "consent": instance.consent,
        "children": instance.children,
        "has_paper": bool(instance.paper),
        "has_children_paper": bool(instance.children_paper),
        "digest": instance.file_hash,
    }  # of the papers whether there is one, never what they say
    audit.record(who, "photo.kept" if created else "photo.changed", instance, agency=instance.agency_id, after=after)


def _who(user: User | None) -> Actor:
    return actor_of(user) if user is not None else SystemActor("publish_scheduled")
