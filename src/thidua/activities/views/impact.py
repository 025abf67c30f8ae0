"""What came of it: one activity, a bloc's year, a movement, a year of an agency."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.facts.figures import Reckoning, figures_now
from thidua.activities.facts.frozen import still_stands
from thidua.activities.facts.proposals import lines_of, progress_words
from thidua.activities.facts.public_sums import SumPage, page_of_cycle, page_of_movement, page_of_year
from thidua.activities.facts.questions import asked_in
from thidua.activities.facts.selections import Selection, of_activity, of_cycle, of_movement, of_unit_year, of_year
from thidua.activities.facts.shown import SUMMED, Shown, chief_of, parties_by_role, show_report, titles_of
from thidua.activities.facts.words import when_of
from thidua.activities.facts.zones import map_of, zones_worked
from thidua.activities.models import Activity
from thidua.activities.policies import AgencyYear, UnitYear
from thidua.activities.queries import full_activity
from thidua.activities.queries.follow_up import proposals_of_cycle
from thidua.activities.services import reckon_again
from thidua.campaigns.models import Cycle, Movement
from thidua.campaigns.queries.calendars import calendars_of
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.http.routes import ActorRequest
from thidua.common.language import page_language
from thidua.core.impact.figure import FigureKind
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.queries import latest_of

ASKED = 20
LISTED = 100


def show_impact(request: ActorRequest, activity: Activity) -> HttpResponse:
    """What came of one activity."""
    activity = full_activity(activity.pk)
    context = _of(request.actor, of_activity(activity), chief_of(activity.kind)) | {
        "activity": activity,
        "when": when_of(activity),
        "map": map_of(zones_worked([activity.pk], for_public=False), activity.agency_id),
        "may_note": policies.may_note_facts(request.actor, activity),
        "may_keep": policies.may_keep_activity(request.actor, activity),
        "may_publish": policies.may_publish_impact(request.actor, activity),
        "published": latest_of(SnapshotKind.IMPACT, activity.pk),
    }
    copies = activity.frozen_figures.order_by("-number").defer("data")
    context["frozen"] = [(each, still_stands(each, context["found"], activity)) for each in copies]
    return render(request, "activities/impact.html", context)


def reckon(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Reckon again what looks old."""
    reckon_again(actor=request.actor, activity=activity, now=clock.now())
    messages.success(request, _("Đã tính lại."))
    return redirect("activity_impact", activity.pk)


def show_cycle_impact(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """What came of a bloc's year."""
    title = _("Kết quả hoạt động: %(what)s") % {"what": cycle}
    back = (reverse("cycle", args=[cycle.pk]), str(cycle))
    return _sum_page(request, of_cycle(cycle), title, back, page_of_cycle(cycle))


def show_movement_impact(request: ActorRequest, movement: Movement) -> HttpResponse:
    """What came of a movement."""
    title = _("Kết quả hoạt động: %(what)s") % {"what": movement.name}
    back = (reverse("movement", args=[movement.pk]), movement.name)
    return _sum_page(request, of_movement(movement), title, back, page_of_movement(movement))


def show_cycle_sums(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """The chief sums of a bloc's year, for its page; and what became of the proposals of its workshops."""
    proposals = list(proposals_of_cycle(cycle.pk))
    calendars = calendars_of({each.agency_id for each in proposals}, known=[each.activity.agency for each in proposals])
    words = progress_words(lines_of(proposals, calendars, clock.today())) if proposals else ""
    return _sums(request, of_cycle(cycle), words=words, words_url=reverse("cycle_proposals", args=[cycle.pk]))


def show_movement_sums(request: ActorRequest, movement: Movement) -> HttpResponse:
    """The chief sums of a movement, for the panel of its page."""
    return _sums(request, of_movement(movement))


def show_year_impact(request: ActorRequest, agency_year: AgencyYear) -> HttpResponse:
    """What came of a year of an agency."""
    agency, year = agency_year.agency, agency_year.year
    title = _("Kết quả hoạt động năm %(year)s: %(agency)s") % {"year": year, "agency": agency.name}
    back = (f"{reverse('activities')}?nam={year}", _("Hoạt động năm %(year)s") % {"year": year})
    return _sum_page(request, of_year(agency, year), title, back, page_of_year(agency, year))


def _sums(request: ActorRequest, selection: Selection, **more: str) -> HttpResponse:
    found = figures_now(selection, clock.now())
    shown = show_report(found.said(page_language()), SUMMED) if found is not None else None
    return render(request, "activities/_sums.html", {"found": found, "shown": shown, **more})


def show_unit_impact(request: ActorRequest, unit_year: UnitYear) -> HttpResponse:
    """What came of a year of a unit: what it keeps, and what it takes part in."""
    unit, year = unit_year.unit, unit_year.year
    title = _("Kết quả hoạt động năm %(year)s: %(unit)s") % {"year": year, "unit": unit.name}
    back = (reverse("unit", args=[unit.pk]), unit.name)
    return _sum_page(request, of_unit_year(unit, year), title, back)


def sum_context(request: ActorRequest, selection: Selection, title: str, back: tuple[str, str]) -> dict[str, Any]:
    """What every page of sums shows."""
    context = _of(request.actor, selection, SUMMED) | {"title": title, "back_url": back[0], "back_name": back[1]}
    shown: Shown | None = context["shown"]
    if shown is not None:
        counted = titles_of(shown.counted)
        seen = set(
            policies.activities_visible_to(request.actor)
            .filter(pk__in=[each.pk for each in counted])
            .values_list("pk", flat=True)
        )
        joint = set(shown.joint)
        context["counted"] = [(each, each.pk in seen, str(each.pk) in joint) for each in counted[:LISTED]]
        context["many"] = len(counted)
        context["joint"] = len(joint)
        context["asked"] = []
    return context


def _sum_page(
    request: ActorRequest, selection: Selection, title: str, back: tuple[str, str], page: SumPage | None = None
) -> HttpResponse:
    """The page of sums; of what may be published (`page`) with what is published of it."""
    context = sum_context(request, selection, title, back)
    if page is not None:
        publish_url, withdraw_url = page.urls()
        context |= {
            "sum_page": page,
            "published": latest_of(page.kind, page.subject),
            "may_publish": policies.may_publish_sum(request.actor, page),
            "publish_url": publish_url,
            "withdraw_url": withdraw_url,
        }
    return render(request, "activities/impact_sum.html", context)


def _of(actor: Actor, selection: Selection, chief: Iterable[FigureKind]) -> dict[str, Any]:
    """What every page of figures shows."""
    found: Reckoning | None = figures_now(selection, clock.now())
    if found is None:
        return {"found": None, "shown": None}
    said = found.said(page_language())
    shown = show_report(said, chief)
    return {
        "found": found,
        "shown": shown,
        "asked": asked_in(said, ASKED),
        "roles": parties_by_role(int(each) for each in shown.counted),
    }
