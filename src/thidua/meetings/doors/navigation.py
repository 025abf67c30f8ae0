"""The tab “Hội nghị” and the search for meetings."""

from django.utils.translation import gettext as _

from thidua.common.actor import Actor, PersonActor, Role
from thidua.common.http.navigation import Tab, register_tab
from thidua.common.references import Card
from thidua.common.search import PICKED_FROM, SearchSource, Sought, register_search_source
from thidua.meetings.doors.references import card_of
from thidua.meetings.models import Meeting
from thidua.meetings.policies.meetings import meetings_visible_to

PREFIXES = ("/hoi-nghi/", "/quyet-dinh/", "/ban-giao/")
"""What follows from a meeting stands under its tab too."""
CONTENT_ROLES = tuple(role for role in Role if role != Role.ADMINISTRATOR)


def open_doors() -> None:
    """Register both."""
    register_tab(Tab(60, "meetings", lambda: _("Hội nghị"), "users-group", shown_to, PREFIXES))
    register_search_source(SearchSource("meeting", 60, lambda: _("Hội nghị, cuộc họp"), search_meetings))


def shown_to(actor: Actor) -> bool:
    """Whoever holds a role over content may have meetings."""
    return isinstance(actor, PersonActor) and actor.holds(*CONTENT_ROLES)


def search_meetings(actor: Actor, sought: Sought) -> list[Card]:
    """Meetings whose title or place has the words."""
    rows = meetings_visible_to(actor).order_by("-pk")[:PICKED_FROM]
    return [card_of(meeting) for meeting in sought.pick(rows, _text)]


def _text(meeting: Meeting) -> str:
    return f"{meeting.title} {meeting.place}"
