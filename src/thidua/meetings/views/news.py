"""A meeting for everybody: announced, then told as an article."""

from django.http import HttpResponse
from django.urls import reverse

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.meetings.models import Meeting
from thidua.meetings.services.news import draft_meeting_news, publish_conference
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Article, Snapshot
from thidua.publishing.views.pressing import ask_and_withdraw_page, press_draft, press_publish


def draft(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Begin an article of it, or open the one that was begun."""

    def deed() -> Article:
        return draft_meeting_news(actor=request.actor, meeting=meeting, now=clock.now())

    return press_draft(request, deed, reverse("meeting", args=[meeting.pk]))


def announce(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Tell everybody of a conference that is to come."""

    def deed() -> Snapshot:
        return publish_conference(actor=request.actor, meeting=meeting, now=clock.now())

    return press_publish(request, deed, reverse("meeting", args=[meeting.pk]))


def withdraw_announcement(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Say why it is not announced any more, then take the page out."""
    back_url = reverse("meeting", args=[meeting.pk])
    return ask_and_withdraw_page(request, SnapshotKind.CONFERENCE, meeting.pk, back_url, meeting.title)
