"""Doors of years, steps, themes, movements and rules."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.campaigns.doors import papers
from thidua.campaigns.doors.due import due_in_cycles
from thidua.campaigns.doors.rules import comment_cells, not_commented, report_on_rules
from thidua.campaigns.enums import StepKind
from thidua.campaigns.facts.members import MemberColumn, register_member_column
from thidua.campaigns.facts.reports import register_step_reporter
from thidua.campaigns.policies.cycles import CONTENT_ROLES, cycles_visible_to, may_run_bloc
from thidua.campaigns.policies.publishing import may_publish_bloc
from thidua.common.actor import Actor
from thidua.common.due import register_due_source
from thidua.common.http.navigation import Tab, register_tab
from thidua.common.panels import Panel, register_panel
from thidua.organisations.models import Bloc
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.policies.records import page_of

PREFIXES = (
    "/nam/",
    "/chu-de/",
    "/phong-trao/",
    "/quy-che/",
    "/can-cu/",
    "/giao-uoc/",
    "/chi-tieu/",
    "/nhiem-vu/",
    "/kiem-tra/",
    "/kinh-nghiem/",
)


def open_doors() -> None:
    """The tab “Năm thi đua”, the years on the page of a bloc, what is due, what is found."""
    register_tab(Tab(20, "cycles", lambda: _("Năm thi đua"), "calendar-event", _works_with_content, PREFIXES))
    register_panel(Panel("bloc", 10, "campaigns/_bloc_years.html", _years_of_bloc))
    register_panel(Panel("bloc", 90, "campaigns/_bloc_page.html", _page_of_bloc))
    register_due_source(due_in_cycles)
    papers.open_doors()
    register_step_reporter(StepKind.RULES, report_on_rules)
    register_member_column(MemberColumn(30, lambda: _("Góp ý quy chế"), comment_cells, missing=not_commented))


def _works_with_content(actor: Actor) -> bool:
    return actor.holds(*CONTENT_ROLES)


def _years_of_bloc(actor: Actor, bloc: Bloc) -> dict[str, Any] | None:
    cycles = list(cycles_visible_to(actor).filter(bloc=bloc))
    may_prepare = may_run_bloc(actor, bloc)
    if not cycles and not may_prepare:
        return None
    return {"cycles": cycles, "may_prepare": may_prepare}


def _page_of_bloc(actor: Actor, bloc: Bloc) -> dict[str, Any] | None:
    page = page_of(actor, bloc.agency, SnapshotKind.BLOC, bloc.pk, may_publish_bloc(actor, bloc))
    return {"page": page, "bloc": bloc.pk} if page is not None else None
