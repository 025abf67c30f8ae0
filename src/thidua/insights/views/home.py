"""“Việc cần làm”: everyone's home."""

from functools import cache

from django.http import HttpResponse
from django.shortcuts import render

from thidua.audit.facts.entries import ReadEntry, read_entries
from thidua.audit.queries import latest_acts
from thidua.campaigns.policies.cycles import cycles_visible_to
from thidua.campaigns.queries.calendars import calendars_of
from thidua.common import clock
from thidua.common.actor import Actor, PersonActor, Role, Visitor, person_of
from thidua.common.due import DueGroup, DueItem, due_items
from thidua.common.http.asked import how_many
from thidua.common.http.front import show_front
from thidua.common.http.routes import ActorRequest
from thidua.core.vietnam.working_days import Calendar
from thidua.insights.facts.tasks import count_words, group_tasks
from thidua.insights.facts.years import year_boxes
from thidua.insights.queries.people import agencies_around, people_to_ask
from thidua.insights.queries.years import present_years
from thidua.organisations.policies import IN_BLOC, IN_UNIT

YEARS_SHOWN = 6
STEP_BARS = 2
"""More years than this are a line each."""
ACTS_SHOWN = 3
TASKS_SHOWN = 25
"""Of each group, the nearest deadlines; a link shows more."""


def show_home(request: ActorRequest) -> HttpResponse:
    """What waits, until when, what blocks it, who can unblock it; beside it the year and what was just done.

    Whoever has not signed in reads the front page of the public site here.
    """
    actor, today = request.actor, clock.today()
    if isinstance(actor, Visitor):
        return show_front(request)
    items = due_items(actor, today)
    if not actor.scopes and not items:  # whoever is only sent to a conference still has a paper to drop
        return _show_without_roles(request)
    cycles = present_years(
        cycles_visible_to(actor),
        blocs=actor.blocs_as(*IN_BLOC, Role.BLOC_SECRETARY),
        units=actor.units_as(*IN_UNIT),
        most=YEARS_SHOWN + 1,
    )
    agencies = {item.agency for item in items if item.agency} | {cycle.agency_id for cycle in cycles}
    calendars = calendars_of(agencies, known=[cycle.agency for cycle in cycles])
    mine, blocked = count_words(items)
    shows_steps = len(cycles) <= STEP_BARS
    request.tab_counts = {"home": _mine(items)}
    context = {
        "today": today,
        "mine": mine,
        "blocked": blocked,
        "groups": group_tasks(
            items,
            today=today,
            calendars=calendars,
            usual=_usual_calendar(),
            most={group: how_many(request, TASKS_SHOWN, parameter=group.lower()) for group in DueGroup},
        ),
        "years": year_boxes(
            cycles[:YEARS_SHOWN], today=today, calendars=calendars, usual=_usual_calendar(), shows_steps=shows_steps
        ),
        "has_more_years": len(cycles) > YEARS_SHOWN,
        "shows_steps": shows_steps,
        "done": _just_done(actor),
    }
    return render(request, "insights/home.html", context)


def count_home(request: ActorRequest) -> HttpResponse:
    """How many things wait for the actor: the number beside the tab, asked for once a page is there."""
    return render(request, "insights/_home_count.html", {"count": _mine(due_items(request.actor, clock.today()))})


def _show_without_roles(request: ActorRequest) -> HttpResponse:
    person = person_of(request.actor)
    asked = people_to_ask(agencies_around(person), clock.today())
    return render(request, "insights/home_without_roles.html", {"asked": asked, "done": _just_done(request.actor)})


def _just_done(actor: Actor) -> list[ReadEntry]:
    if not isinstance(actor, PersonActor):
        return []
    return read_entries(latest_acts(actor.user, ACTS_SHOWN), with_changes=False)


def _mine(items: list[DueItem]) -> int:
    return sum(item.group == DueGroup.MINE for item in items)


@cache
def _usual_calendar() -> Calendar:
    """The State's calendar alone: a year of it is reckoned once in a process."""
    return Calendar()
