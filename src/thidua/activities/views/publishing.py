"""The public page of what came of an activity: published and withdrawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.forms.publishing import WithdrawForm
from thidua.activities.models import Activity
from thidua.activities.services import publish_impact, withdraw_impact
from thidua.common import clock
from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.publishing.models import Snapshot


def publish(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Publish the figures as they stand."""
    try:
        snapshot = publish_impact(actor=request.actor, activity=activity, now=clock.now())
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("activity_impact", activity.pk)
    messages.success(
        request, _("Đã công bố bản số %(number)s. Ai cũng đọc được trang này.") % {"number": snapshot.number}
    )
    return redirect("snapshot", snapshot.slug)


def withdraw(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Say why the page is no longer published, then take it out."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    back_url = reverse("activity_impact", args=[activity.pk])

    def deed() -> Snapshot:
        because = form.cleaned_data["because"]
        return withdraw_impact(actor=request.actor, activity=activity, because=because, now=clock.now())

    if request.method == "POST":
        answer = save(
            request, form, deed, next_url=back_url, done=_("Đã thôi công bố. Trang công khai nói rõ từ ngày nào.")
        )
        if answer is not None:
            return answer
    context = {
        "activity": activity,
        "form": form,
        "title": _("Thôi công bố kết quả"),
        "verb": _("Thôi công bố"),
        "back_url": back_url,
    }
    return render(request, "activities/form.html", context)
