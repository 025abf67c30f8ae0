"""What the pages of a year and of a movement show of what came of activities."""

from typing import Any

from django.urls import reverse

from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.selections import Selection, chosen_in, of_cycle, of_movement
from thidua.activities.facts.shown import SUMMED, show_report
from thidua.activities.policies import movements_summed_for
from thidua.campaigns.models import Cycle, Movement
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.language import page_language
from thidua.common.panels import Panel, register_panel


def open_doors() -> None:
    """Register the panels."""
    register_panel(Panel("cycle", 56, "activities/_sum_panel.html", of_a_cycle))
    register_panel(Panel("movement", 40, "activities/_sum_panel.html", of_a_movement))


def of_a_cycle(actor: Actor, cycle: Cycle) -> dict[str, Any] | None:
    """The sums of a bloc's year; nothing while no activity counts for it."""
    return _sums(of_cycle(cycle), reverse("cycle_impact", args=[cycle.pk]))


def of_a_movement(actor: Actor, movement: Movement) -> dict[str, Any] | None:
    """The sums of a movement, for those who see all of the agency."""
    if not movements_summed_for(actor).filter(pk=movement.pk).exists():
        return None
    return _sums(of_movement(movement), reverse("movement_impact", args=[movement.pk]))


def _sums(selection: Selection, url: str) -> dict[str, Any] | None:
    if not chosen_in(selection):
        return None
    found = figures_now(selection, clock.now())
    shown = show_report(found.said(page_language()), SUMMED) if found is not None else None
    return {"found": found, "shown": shown, "url": url}
