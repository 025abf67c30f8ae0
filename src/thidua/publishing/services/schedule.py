"""Articles whose hour has come: those approved for it go onto the site, those past it leave it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Revision

from thidua.publishing.models import Article
from thidua.publishing.policies import ready_to_publish
from thidua.publishing.services.comments import forget_unconfirmed
from thidua.publishing.services.senders import erase_old_emails
from thidua.publishing.services.unnaming import go_on_erasing


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many articles one round published and took down."""

    published: int
    expired: int


def carry_out_schedule(now: datetime) -> Outcome:
    """One round, which forgets comments that nobody confirmed too, e-mails whose time is over, and names that no
    worker erases. Each article is a transaction of its own, with its entry in history. Safe to repeat.
    """
    articles = ContentType.objects.get_for_model(Article)
    due = Revision.objects.filter(base_content_type=articles, approved_go_live_at__lte=now)
    past = Article.objects.filter(live=True, expire_at__lte=now)
    forget_unconfirmed(now)
    erase_old_emails(now)
    published = sum(_publish(pk, now) for pk in due.order_by("approved_go_live_at").values_list("pk", flat=True))
    expired = sum(_expire(pk, now) for pk in past.values_list("pk", flat=True))
    go_on_erasing(now)
    return Outcome(published, expired)


@transaction.atomic
def _publish(pk: int, now: datetime) -> bool:
    revision = Revision.objects.select_for_update(no_key=True).filter(pk=pk, approved_go_live_at__lte=now).first()
    if revision is None or not ready_to_publish(revision.as_object()).allowed:
        # Since it was approved a photograph was withdrawn, so it stays a draft until somebody has looked; or its day is
        # still ahead, so it waits for it.
        return False
    revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
    return True


@transaction.atomic
def _expire(pk: int, now: datetime) -> bool:
    article = Article.objects.select_for_update(no_key=True).filter(pk=pk, live=True, expire_at__lte=now).first()
    if article is None:
        return False
    article.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True
