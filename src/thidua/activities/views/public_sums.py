"""The public pages of what came of a bloc's year, a movement, a year of an agency: published and withdrawn."""

from django.http import HttpResponse
from django.urls import reverse

from thidua.activities.facts.public_sums import SumPage, page_of_cycle, page_of_movement, page_of_year
from thidua.activities.policies import AgencyYear
from thidua.activities.services import publish_sum, withdraw_sum
from thidua.campaigns.models import Cycle, Movement
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.publishing.models import Snapshot
from thidua.publishing.views.pressing import ask_and_withdraw, press_publish


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
    def deed() -> Snapshot:
        return publish_sum(actor=request.actor, page=page, now=clock.now())

    return press_publish(request, deed, back_url)


def _withdraw(request: ActorRequest, page: SumPage, back_url: str) -> HttpResponse:
    def deed(because: str) -> Snapshot:
        return withdraw_sum(actor=request.actor, page=page, because=because, now=clock.now())

    return ask_and_withdraw(request, deed, back_url, page.name())
