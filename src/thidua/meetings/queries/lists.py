"""Lists of meetings."""

from django.db.models import Q, QuerySet

from thidua.meetings.enums import MeetingState
from thidua.meetings.models import Meeting

OPEN = (MeetingState.PLANNED, MeetingState.HELD, MeetingState.MINUTES_DRAFT)


def with_facts(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """What a row of a list shows, in one query."""
    return meetings.select_related("bloc", "cycle", "minutes", "chair")


def of_year(meetings: QuerySet[Meeting], year: int) -> QuerySet[Meeting]:
    """Those that belong to a year of the bloc, or were held in it."""
    return meetings.filter(Q(cycle__year=year) | Q(held_on__startswith=str(year)))


def coming(meetings: QuerySet[Meeting]) -> list[Meeting]:
    """Planned ones, the nearest first; those whose day is past or unknown belong here until they are recorded."""
    rows = with_facts(meetings).filter(state=MeetingState.PLANNED)
    return sorted(rows, key=lambda meeting: (meeting.held_on, meeting.pk))


def past(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """All others, the latest first."""
    return with_facts(meetings).exclude(state=MeetingState.PLANNED)
