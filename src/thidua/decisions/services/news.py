"""A decision of recognition is published, and becomes the draft of an article."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.decisions.facts.article import told_of_decision
from thidua.decisions.facts.public import day_of, decision_body
from thidua.decisions.models import RecognitionDecision
from thidua.decisions.policies.recognitions import may_draft_news, may_publish_decision
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Article, Snapshot
from thidua.publishing.services import Content, publish
from thidua.publishing.services.drafting import draft_article


@transaction.atomic
def draft_decision_news(*, actor: Actor, decision: RecognitionDecision, now: datetime) -> Article:
    """The draft, made once; pressing again gives the same one, as it stands."""
    require(may_draft_news(actor, decision))
    return draft_article(actor=actor, words=told_of_decision(decision, timezone.localdate(now)), now=now)


@transaction.atomic
def publish_decision(*, actor: Actor, decision: RecognitionDecision, now: datetime) -> Snapshot:
    """Let everybody read whom it recognises, by which paper."""
    require(may_publish_decision(actor, decision))
    content = Content(
        kind=SnapshotKind.DECISION,
        subject=decision.pk,
        title=f"Công nhận Khối trưởng, Khối phó {decision.bloc.name} năm {decision.year}",
        body=decision_body(decision),
        happened_on=day_of(decision),
    )
    return publish(actor=actor, agency=decision.agency, content=content, now=now)
