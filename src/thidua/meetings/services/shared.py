"""What the services of meetings share: locks, places in lists, the words of a voice."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar, cast

from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.core.vietnam.names import normalise
from thidua.meetings.errors import MeetingRuleError
from thidua.meetings.facts.words import voice_words
from thidua.meetings.models import Meeting
from thidua.meetings.models.parts import Voice
from thidua.organisations.models import Agency, Person, Unit
from thidua.organisations.queries import posts_of

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class VoiceFacts:
    """Somebody who speaks, presents or attends: a person, a unit, words, or any of them together."""

    person: Person | None = None
    unit: Unit | None = None
    words: str = ""


NOBODY = VoiceFacts()
_LONGEST_WORDS = 250


def lock(row: Row) -> Row:
    """The row as it is stored now, held until the transaction ends."""
    return type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)


def lock_part(part: Row) -> Row:
    """A part of a meeting as it is stored now, its meeting locked before it, so that nobody adopts meanwhile.

    The policy is asked after the lock: what was decided while waiting counts.
    """
    given: Any = part
    meeting = lock(given.meeting)
    locked: Any = lock(part)
    locked.meeting = meeting
    return cast("Row", locked)


def local_day(now: datetime) -> date:
    """The day in Viet Nam."""
    return timezone.localtime(now).date()


def next_position(model: type[Model], **where: Any) -> int:
    """The place after the last of a list."""
    last = model._default_manager.filter(**where).aggregate(last=Max("position"))["last"]
    return int(last or 0) + 1


def clean_line(text: str) -> str:
    """One line: composed letters, single spaces."""
    return normalise(text)


def clean_text(text: str) -> str:
    """Several lines: composed letters, nothing around them."""
    return normalise(text, keep_lines=True)


def write_voice(row: Voice, meeting: Meeting, voice: VoiceFacts, now: datetime) -> None:
    """Put who speaks into an unsaved row, in words that stay as the post was on the day of the meeting."""
    require_same_agency(meeting, voice.person, voice.unit)
    row.person = voice.person
    row.unit = voice.unit
    row.words = words_of(meeting, voice, now)


def words_of(meeting: Meeting, voice: VoiceFacts, now: datetime) -> str:
    """The words given, else those of the person's post on the day of the meeting, else the unit's name."""
    given = clean_line(voice.words)
    if given or voice.person is None:
        return given or voice_words(None, voice.unit, None)
    day = meeting.exact_day or meeting.held_on.latest or local_day(now)
    words = voice_words(voice.person, voice.unit, posts_of([voice.person], day).get(voice.person.pk))
    return words[:_LONGEST_WORDS]


def typed_words(meeting: Meeting, person: Person | None, unit: Unit | None, words: str) -> str:
    """The words of a voice if a person wrote them; empty if they follow from person, post and unit."""
    return "" if words == words_of(meeting, VoiceFacts(person, unit), clock.now()) else words


def require_same_agency(meeting: Meeting, *rows: Person | Unit | None) -> None:
    """Raise when a person or unit is kept by another ministry or province than the meeting's."""
    for row in rows:
        if row is None or row.agency_id == meeting.agency_id:
            continue
        if _root(row.agency) != _root(meeting.agency):
            raise MeetingRuleError(
                _("“%(name)s” không thuộc cơ quan của cuộc họp. Ghi bằng chữ ở ô bên cạnh.") % {"name": row}
            )


def _root(agency: Agency) -> str:
    """The path of the ministry or province at the top of the agency's tree."""
    return str(agency.path)[: Agency.steplen]
