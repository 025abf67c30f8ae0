"""A meeting that is to come is announced to everybody; one that was held becomes the draft of an article."""

from datetime import datetime

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.parents import AlbumChange
from thidua.common.policy import require
from thidua.meetings.facts.article import told_of_meeting
from thidua.meetings.facts.public_events import conference_body
from thidua.meetings.models import Meeting
from thidua.meetings.policies.meetings import may_draft_news, may_publish_conference
from thidua.meetings.queries.records import records_of
from thidua.meetings.services.shared import local_day, lock
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Article, Snapshot
from thidua.publishing.services import Content, publish
from thidua.publishing.services.drafting import album_has_changed, draft_article


@transaction.atomic
def publish_conference(*, actor: Actor, meeting: Meeting, now: datetime) -> Snapshot:
    """Announce it, as it is planned now."""
    meeting = lock(meeting)
    require(may_publish_conference(actor, meeting))
    content = Content(
        kind=SnapshotKind.CONFERENCE,
        subject=meeting.pk,
        title=meeting.title,
        body=conference_body(meeting),
        happened_on=meeting.exact_day,
    )
    return publish(actor=actor, agency=meeting.agency, content=content, now=now)


@transaction.atomic
def draft_meeting_news(*, actor: Actor, meeting: Meeting, now: datetime) -> Article:
    """The draft, made once; pressing again gives the same one, as it stands."""
    require(may_draft_news(actor, lock(meeting)))
    words = told_of_meeting(records_of(meeting.pk, with_rounds=False), local_day(now))
    return draft_article(actor=actor, words=words, now=now)


def photo_has_changed(actor: Actor, pk: int, change: AlbumChange, now: datetime) -> None:
    """Within the transaction in which the album of a meeting has changed."""
    album_has_changed(actor, change)
