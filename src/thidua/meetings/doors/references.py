"""A meeting as something that a step of the year, or a photograph, can point at."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.references import Card, Reference, ReferenceKind, register_reference_kind
from thidua.meetings.enums import MeetingState
from thidua.meetings.facts.words import when_words
from thidua.meetings.models import Meeting
from thidua.meetings.policies.meetings import meetings_visible_to

KIND = "meeting"


def open_doors() -> None:
    """Register the kind."""
    register_reference_kind(ReferenceKind(KIND, lambda: _("Hội nghị, cuộc họp"), describe_meetings, candidate_meetings))


def describe_meetings(ids: Iterable[int]) -> dict[int, Card]:
    """Cards of these meetings."""
    return {meeting.pk: card_of(meeting) for meeting in Meeting.objects.filter(pk__in=set(ids))}


def candidate_meetings(actor: Actor, bloc: int, year: int) -> list[Card]:
    """Meetings of the bloc that belong to the year, or were held in it; cancelled ones satisfy nothing."""
    of_year = Q(cycle__year=year) | Q(cycle=None, held_on__startswith=str(year))
    rows = meetings_visible_to(actor).filter(of_year, bloc=bloc).exclude(state=MeetingState.CANCELLED)
    return [card_of(meeting) for meeting in rows]


def card_of(meeting: Meeting) -> Card:
    """The meeting in words."""
    return Card(
        reference=Reference(KIND, meeting.pk),
        kind_label=str(meeting.get_kind_display()),
        title=meeting.title,
        when=when_words(meeting),
        day=meeting.exact_day,
        url=reverse("meeting", args=[meeting.pk]),
    )
