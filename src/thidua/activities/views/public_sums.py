"""The public pages of what came of a bloc's year, a movement, a year of an agency: published and withdrawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.facts.public_sums import SumPage, page_of_cycle, page_of_movement, page_of_year
from thidua.activities.forms.publishing import WithdrawForm
from thidua.activities.policies import AgencyYear
from thidua.activities.services import publish_sum, withdraw_sum
from thidua.campaigns.models import Cycle, Movement
from thidua.common import clock
from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.publishing.models import Snapshot


def publish_cycle(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Publish the sums of a bloc's year."""
    return _publish(request, page_of_cycle(cycle), reverse("cycle_impact", args=[cycle.pk]))


def withdraw_cycle(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Withdraw the sums of a bloc's year."""
    return _withdraw(request, page_of_cycle(cycle), reverse("cycle_impact", args=[cycle.pk]))


def publish_movement(request: ActorRequest, movement: Movement) -> HttpResponse:
    """Publish the sums of a movement."""
    return _publish(request, page_of_movement(movement), reverse("movement_impact", args=[movement.pk]))


def withdraw_movement(request: ActorRequest, movement: Movement) -> HttpResponse:
    """Withdraw the sums of a movement."""
    return _withdraw(request, page_of_movement(movement), reverse("movement_impact", args=[movement.pk]))


def publish_year(request: ActorRequest, agency_year: AgencyYear) -> HttpResponse:
    """Publish the sums of a year of an agency."""
    page = page_of_year(agency_year.agency, agency_year.year)
    return _publish(request, page, reverse("year_impact", args=page.keys))


def withdraw_year(request: ActorRequest, agency_year: AgencyYear) -> HttpResponse:
    """Withdraw the sums of a year of an agency."""
    page = page_of_year(agency_year.agency, agency_year.year)
    return _withdraw(request, page, reverse("year_impact", args=page.keys))


def _publish(request: ActorRequest, page: SumPage, back_url: str) -> HttpResponse:
    try:
        snapshot = publish_sum(actor=request.actor, page=page, now=clock.now())
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(back_url)
    messages.success(
        request, _("Đã công bố bản số %(number)s. Ai cũng đọc được trang này.") % {"number": snapshot.number}
    )
    return redirect("snapshot", snapshot.slug)


def _withdraw(request: ActorRequest, page: SumPage, back_url: str) -> HttpResponse:
    """Say why the page is no longer published, then take it out."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)

    def deed() -> Snapshot:
        return withdraw_sum(actor=request.actor, page=page, because=form.cleaned_data["because"], now=clock.now())

    if request.method == "POST":
        done = _("Đã thôi công bố. Trang công khai nói rõ từ ngày nào.")
        answer = save(request, form, deed, next_url=back_url, done=done)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "title": _("Thôi công bố kết quả"),
        "verb": _("Thôi công bố"),
        "back_url": back_url,
        "back_name": page.name(),
    }
    return render(request, "activities/sum_form.html", context)
