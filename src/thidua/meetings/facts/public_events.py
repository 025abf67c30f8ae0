"""What the public may read of a conference that is to come: what, when, where, which bloc."""

from typing import Any

from django.conf import settings
from django.utils import translation

from thidua.meetings.enums import PartOfDay
from thidua.meetings.models import Meeting
from thidua.publishing.facts.events import told_times


def conference_body(meeting: Meeting) -> dict[str, Any]:
    """Plain JSON that stands without the record: no agenda, nobody's name."""
    day = meeting.exact_day
    assert day is not None  # the policy asks for the day
    told: dict[str, Any] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            is_vague = meeting.starts_at is None and meeting.part_of_day
            told[code] = told_times(day, meeting.starts_at, meeting.ends_at) | {
                "part": str(PartOfDay(meeting.part_of_day).label) if is_vague else "",
                "place": meeting.place,
                "message": "",
                "holders": [meeting.bloc.name],
                "movement": "",
                "blocs": [[meeting.bloc_id, meeting.bloc.name]],
            }
    return told
