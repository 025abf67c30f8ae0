"""From a meeting to the draft of an article."""

from django.http import HttpResponse
from django.urls import reverse

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.meetings.models import Meeting
from thidua.meetings.services.news import draft_meeting_news
from thidua.publishing.models import Article
from thidua.publishing.views.drafting import press_draft


def draft(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Begin an article of it, or open the one that was begun."""

    def deed() -> Article:
        return draft_meeting_news(actor=request.actor, meeting=meeting, now=clock.now())

    return press_draft(request, deed, reverse("meeting", args=[meeting.pk]))
