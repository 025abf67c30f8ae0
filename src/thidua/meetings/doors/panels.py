"""What the page of a year, of a bloc and of a ranking shows of meetings."""

from typing import Any

from thidua.campaigns.models import Cycle
from thidua.common.actor import Actor
from thidua.common.panels import Panel, register_panel
from thidua.meetings.facts.ballot_words import outcome_words
from thidua.meetings.facts.words import when_words
from thidua.meetings.models import Meeting
from thidua.meetings.policies.ballots import settled_ties
from thidua.meetings.policies.meetings import may_plan_meeting, meetings_visible_to
from thidua.meetings.queries.lists import with_facts
from thidua.organisations.models import Bloc

MOST = 5


def open_doors() -> None:
    """Register the panels."""
    register_panel(Panel("cycle", 60, "meetings/_panel.html", of_cycle))
    register_panel(Panel("bloc", 60, "meetings/_panel.html", of_bloc))
    register_panel(Panel("ranking", 10, "meetings/_ties_panel.html", of_ranking))


def of_cycle(actor: Actor, cycle: Cycle) -> dict[str, Any] | None:
    """Meetings of a year."""
    rows = with_facts(meetings_visible_to(actor).filter(cycle=cycle))
    return _context(actor, list(rows), cycle.bloc, {"year": cycle.year})


def of_ranking(actor: Actor, cycle: Cycle) -> dict[str, Any] | None:
    """The votes that put equal units of a ranking into their order."""
    ties = settled_ties(actor, cycle.pk)
    return {"ties": [(motion, outcome_words(motion)) for motion in ties]} if ties else None


def of_bloc(actor: Actor, bloc: Bloc) -> dict[str, Any] | None:
    """The last meetings of a bloc."""
    rows = with_facts(meetings_visible_to(actor).filter(bloc=bloc))
    return _context(actor, list(rows[:MOST]), bloc, {})


def _context(actor: Actor, meetings: list[Meeting], bloc: Bloc, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "rows": [(meeting, when_words(meeting)) for meeting in meetings],
        "bloc": bloc,
        "may_plan": bool(may_plan_meeting(actor, bloc)),
        **more,
    }
