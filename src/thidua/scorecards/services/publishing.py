"""A year's ranking becomes a page for everybody."""

from datetime import datetime

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.publishing import services as publishing
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.scorecards.enums import Shown
from thidua.scorecards.facts.public import groups_of, ranking_body, ranking_title
from thidua.scorecards.models import Scheme
from thidua.scorecards.policies.publishing import may_publish_ranking
from thidua.scorecards.services.acting import lock


@transaction.atomic
def publish_ranking(*, actor: Actor, scheme: Scheme, shown: Shown, seen: str, now: datetime) -> Snapshot:
    """Let everybody read the order and the grades, with `shown` also the totals. While all stands so, it is the same
    version. Raises `PublishingError` where a colleague published or withdrew it since it was `seen`.
    """
    scheme = lock(scheme.pk)
    require(may_publish_ranking(actor, scheme))
    content = publishing.Content(
        kind=SnapshotKind.RANKING,
        subject=scheme.cycle_id,
        title=ranking_title(scheme),
        body=ranking_body(scheme, groups_of(scheme), shown),
        noted={"shows_points": shown == Shown.POINTS},
    )
    return publishing.publish(actor=actor, agency=scheme.agency, content=content, now=now, seen=seen)
