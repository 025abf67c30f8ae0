"""What the page of a year shows of its papers, and that of a vote of its tally sheets."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.common.actor import Actor, Role
from thidua.common.http.navigation import Tab, register_shared_link
from thidua.common.panels import Panel, register_panel
from thidua.meetings.models import Motion
from thidua.meetings.queries.ballots import rounds_of
from thidua.publishing.facts.blanks import BlankForm, register_blank_forms
from thidua.yearbook import policies
from thidua.yearbook.facts.heading import issued_papers
from thidua.yearbook.facts.rounds import is_secret_and_counted, issued_sheets
from thidua.yearbook.kinds import blank_paper, blank_papers


def _build(actor: Actor, cycle: Cycle) -> dict[str, Any]:
    return {
        "cycle": cycle,
        "numbered": len(issued_papers(cycle)),
        "next_year": cycle.year + 1,
        "may_open": policies.may_open_next_year(actor, cycle),
    }


def _sheets(actor: Actor, motion: Motion) -> dict[str, Any] | None:
    cycle = motion.meeting.cycle
    counted = [each for each in rounds_of(motion) if is_secret_and_counted(each)]
    if cycle is None or not counted or not policies.may_build_pack(actor, cycle):
        return None
    issued = issued_sheets(counted)
    return {"cycle": cycle, "counted": [(each, issued.get(each.pk)) for each in counted]}


def open_doors() -> None:
    """Called once when the program starts."""
    register_panel(Panel("motion", 50, "yearbook/_tally_sheets_panel.html", _sheets))
    register_panel(Panel("cycle", 90, "yearbook/_papers_panel.html", _build))
    register_blank_forms(*(BlankForm(each.title, partial(blank_paper, each.kind)) for each in blank_papers()))
    register_shared_link(Tab(70, "template_agencies", lambda: _("Mẫu văn bản"), "file-type-docx", _keeps_templates))


def _keeps_templates(actor: Actor) -> bool:
    return bool(actor.agencies_as(Role.STANDING_OFFICE))
