"""The public page of what came of an activity: published and withdrawn."""

from django.http import HttpResponse
from django.urls import reverse

from thidua.activities.models import Activity
from thidua.activities.services import draft_news, publish_event, publish_impact, withdraw_impact
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Article, Snapshot
from thidua.publishing.views.pressing import ask_and_withdraw, ask_and_withdraw_page, press_draft, press_publish


def publish(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Publish the figures as they stand."""

    def deed() -> Snapshot:
        return publish_impact(actor=request.actor, activity=activity, now=clock.now())

    return press_publish(request, deed, reverse("activity_impact", args=[activity.pk]))


def draft(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Begin an article of it, or open the one that was begun."""

    def deed() -> Article:
        return draft_news(actor=request.actor, activity=activity, now=clock.now())

    return press_draft(request, deed, reverse("activity", args=[activity.pk]))


def withdraw(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Say why the page is no longer published, then take it out."""
    back_url = reverse("activity_impact", args=[activity.pk])

    def deed(because: str) -> Snapshot:
        return withdraw_impact(actor=request.actor, activity=activity, because=because, now=clock.now())

    return ask_and_withdraw(request, deed, back_url, activity.title)


def announce(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Tell everybody of an activity that is to come."""

    def deed() -> Snapshot:
        return publish_event(actor=request.actor, activity=activity, now=clock.now())

    return press_publish(request, deed, reverse("activity", args=[activity.pk]))


def withdraw_announcement(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Say why it is not announced any more, then take the page out."""
    back_url = reverse("activity", args=[activity.pk])
    return ask_and_withdraw_page(request, SnapshotKind.EVENT, activity.pk, back_url, activity.title)
