"""The public page of what came of an activity: published and withdrawn."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.forms.publishing import WithdrawForm
from thidua.activities.models import Activity
from thidua.activities.services import draft_news, publish_impact, withdraw_impact
from thidua.common import clock
from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.publishing.models import Article, Snapshot
from thidua.publishing.views.drafting import press_draft


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


def press_publish(request: ActorRequest, deed: Callable[[], Snapshot], back_url: str) -> HttpResponse:
    """Publish, then show the page; back to where the button stood where that is refused."""
    try:
        snapshot = deed()
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(back_url)
    messages.success(
        request, _("Đã công bố bản số %(number)s. Ai cũng đọc được trang này.") % {"number": snapshot.number}
    )
    return redirect("snapshot", snapshot.slug)


def ask_and_withdraw(
    request: ActorRequest, deed: Callable[[str], Snapshot], back_url: str, back_name: str
) -> HttpResponse:
    """Ask for the reason; with one, withdraw."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        done = _("Đã thôi công bố. Trang công khai nói rõ từ ngày nào.")
        answer = save(request, form, lambda: deed(form.cleaned_data["because"]), next_url=back_url, done=done)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "title": _("Thôi công bố kết quả"),
        "verb": _("Thôi công bố"),
        "back_url": back_url,
        "back_name": back_name,
    }
    return render(request, "activities/sum_form.html", context)
