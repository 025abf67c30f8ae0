"""The tab, and what the pages of a year and of a bloc show of activities."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.policies import activities_visible_to, may_record_somewhere, units_summed_for
from thidua.activities.queries import activities_of_cycle, known_first, years_of_unit
from thidua.campaigns.models import Cycle
from thidua.campaigns.policies.cycles import CONTENT_ROLES
from thidua.common.actor import Actor
from thidua.common.http.navigation import Tab, register_shared_link, register_tab
from thidua.common.panels import Panel, register_panel
from thidua.organisations.models import Bloc, Unit

LATEST = 5


def open_doors() -> None:
    """Register the tab and the panels."""
    register_tab(Tab(30, "activities", lambda: _("Hoạt động"), "leaf", _works_with_content, ("/hoat-dong/",)))
    templates = Tab(75, "plan_templates", lambda: _("Mẫu kế hoạch"), "checklist", _works_with_content)
    register_shared_link(templates)
    register_panel(Panel("cycle", 55, "activities/_cycle_panel.html", of_cycle))
    register_panel(Panel("bloc", 40, "activities/_bloc_panel.html", of_bloc))
    register_panel(Panel("unit", 40, "activities/_unit_panel.html", of_unit))


def of_cycle(actor: Actor, cycle: Cycle) -> dict[str, Any] | None:
    """Every activity that counts for the year; and where its figures are, which come after the page: reckoning them
    costs as much as a page.
    """
    activities = known_first(activities_of_cycle(cycle.pk).select_related("revisit_of"))
    counts = any(not hasattr(activity, "revisit_of") for activity in activities)
    return {
        "cycle": cycle,
        "activities": activities,
        "url": reverse("cycle_impact", args=[cycle.pk]) if counts else "",
        "sums_url": reverse("cycle_sums", args=[cycle.pk]),
        "may_record": may_record_somewhere(actor),
        "record_url": f"{reverse('record_activity')}?nam={cycle.pk}",
    }


def of_bloc(actor: Actor, bloc: Bloc) -> dict[str, Any] | None:
    """The latest activities of the bloc; nothing while there is none."""
    found = activities_visible_to(actor).filter(Q(bloc=bloc) | Q(credits__cycle__bloc=bloc)).distinct()
    activities = list(found.select_related("bloc", "unit").order_by("-held_on", "-pk")[:LATEST])
    return {"bloc": bloc, "activities": activities} if activities else None


def of_unit(actor: Actor, unit: Unit) -> dict[str, Any] | None:
    """The years in which the unit kept activities or took part in them, for those who see its sums; nothing while
    there is none.
    """
    if not units_summed_for(actor).filter(pk=unit.pk).exists():
        return None
    years = years_of_unit(unit.pk)
    links = [(year, reverse("unit_impact", args=[unit.pk, year])) for year in years]
    return {"unit": unit, "years": links} if links else None


def _works_with_content(actor: Actor) -> bool:
    return actor.holds(*CONTENT_ROLES)
