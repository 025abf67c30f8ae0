"""What an activity was becomes the draft of an article, by one press."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.activities.facts.article import told_of_activity
from thidua.activities.models import Activity
from thidua.activities.policies import may_draft_news
from thidua.activities.queries import full_activity
from thidua.activities.services.activities import lock
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.publishing.models import Article
from thidua.publishing.services.drafting import draft_article


@transaction.atomic
def draft_news(*, actor: Actor, activity: Activity, now: datetime) -> Article:
    """The draft, made once; pressing again gives the same one, as it stands."""
    require(may_draft_news(actor, lock(activity)))
    words = told_of_activity(full_activity(activity.pk), timezone.localdate(now))
    return draft_article(actor=actor, words=words, now=now)
