"""A decision of recognition becomes the draft of an article, by one press."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.decisions.facts.article import told_of_decision
from thidua.decisions.models import RecognitionDecision
from thidua.decisions.policies.recognitions import may_draft_news
from thidua.publishing.models import Article
from thidua.publishing.services.drafting import draft_article


@transaction.atomic
def draft_decision_news(*, actor: Actor, decision: RecognitionDecision, now: datetime) -> Article:
    """The draft, made once; pressing again gives the same one, as it stands."""
    require(may_draft_news(actor, decision))
    return draft_article(actor=actor, words=told_of_decision(decision, timezone.localdate(now)), now=now)
