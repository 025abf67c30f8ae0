"""Each change of the minutes keeps the whole text as it then stood."""

from datetime import datetime

from django.db.models import Max

from thidua.common.actor import Actor, PersonActor
from thidua.meetings.enums import MinutesSection, VersionCause
from thidua.meetings.facts.minutes_paper import digest_of, paper_text
from thidua.meetings.models import Minutes, MinutesLine, MinutesVersion
from thidua.meetings.queries.minutes import lines_of
from thidua.meetings.services.shared import lock

ORDER = {section: place for place, section in enumerate(MinutesSection)}


def lock_minutes(minutes: Minutes) -> Minutes:
    """The minutes as they are stored now, their meeting locked before them."""
    meeting = lock(minutes.meeting)
    minutes = lock(minutes)
    minutes.meeting = meeting
    return minutes


def keep_version(
    minutes: Minutes, cause: VersionCause, actor: Actor, now: datetime, text: str | None = None
) -> MinutesVersion:
    """Add the present text (or `text`) as the next version."""
    if text is None:
        text = paper_text(minutes, lines_of(minutes.pk))
    last = MinutesVersion.objects.filter(minutes=minutes).aggregate(last=Max("number"))["last"]
    return MinutesVersion.objects.create(
        agency_id=minutes.agency_id,
        minutes=minutes,
        number=(last or 0) + 1,
        cause=cause,
        text=text,
        digest=digest_of(text),
        made_by=name_of(actor),
        made_at=now,
    )


def put_in_order(minutes: Minutes, slots: list[str] | None = None) -> None:
    """Number all sentences: section by section, built ones in the order of `slots` (or as they are), then the rest."""
    places = {slot: place for place, slot in enumerate(slots or [])}
    lines = sorted(
        MinutesLine.objects.filter(minutes=minutes),
        key=lambda line: (
            ORDER[MinutesSection(line.section)],
            not line.slot,
            places.get(line.slot, line.position),
            line.pk,
        ),
    )
    for position, line in enumerate(lines, start=1):
        line.position = position
    MinutesLine.objects.bulk_update(lines, ["position"])


def name_of(actor: Actor) -> str:
    """Who did it, as the list of versions says it."""
    return actor.name if isinstance(actor, PersonActor) else str(actor.describe().get("reason", ""))[:120]
