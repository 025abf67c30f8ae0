"""What the page of a year shows of its papers."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.common.actor import Actor, Role
from thidua.common.http.navigation import Tab, register_shared_link
from thidua.common.panels import Panel, register_panel
from thidua.yearbook import policies
from thidua.yearbook.facts.heading import issued_papers


def _build(actor: Actor, cycle: Cycle) -> dict[str, Any]:
    return {
        "cycle": cycle,
        "numbered": len(issued_papers(cycle)),
        "next_year": cycle.year + 1,
        "may_open": policies.may_open_next_year(actor, cycle),
    }


def open_doors() -> None:
    """Called once when the program starts."""
    register_panel(Panel("cycle", 90, "yearbook/_papers_panel.html", _build))
    register_shared_link(Tab(70, "template_agencies", lambda: _("Mẫu văn bản"), "file-type-docx", _keeps_templates))


def _keeps_templates(actor: Actor) -> bool:
    return bool(actor.agencies_as(Role.STANDING_OFFICE))
