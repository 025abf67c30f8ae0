"""The tab, the panel on the page of a year, the column of its members, cards found by search."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.facts.members import Cell, MemberColumn, register_member_column
from thidua.campaigns.models import Cycle
from thidua.campaigns.policies.cycles import CONTENT_ROLES
from thidua.common.actor import Actor
from thidua.common.http.navigation import Tab, register_tab
from thidua.common.panels import Panel, register_panel
from thidua.organisations.policies import IN_UNIT
from thidua.scorecards.enums import SchemeState, Stage
from thidua.scorecards.policies.cards import may_see_matrix, sees_all_cards
from thidua.scorecards.policies.schemes import may_start_scheme
from thidua.scorecards.queries.schemes import scores_of


def open_doors() -> None:
    """Register them."""
    register_tab(Tab(25, "scoring", lambda: _("Chấm điểm"), "list-numbers", _works_with_content, ("/cham-diem/",)))
    register_panel(Panel("cycle", 45, "scorecards/_cycle_panel.html", of_cycle))
    register_member_column(MemberColumn(40, lambda: _("Chấm điểm"), card_cells))


def of_cycle(actor: Actor, cycle: Cycle) -> dict[str, Any] | None:
    """The table of the year and how far its cards have come."""
    scheme, cards = scores_of(cycle)
    if scheme is None:
        return {"cycle": cycle, "scheme": None, "may_start": may_start_scheme(actor, cycle)}
    counts = Counter(card.stage for card in cards)
    return {
        "cycle": cycle,
        "scheme": scheme,
        "stages": [(str(stage.label), counts[stage]) for stage in Stage if stage in counts],
        "may_see_matrix": may_see_matrix(actor, scheme),
    }


def card_cells(actor: Actor, cycle: Cycle) -> dict[int, Cell] | None:
    """Each member's stage, with a link where the card is the actor's to see; nothing before scoring opens."""
    scheme, cards = scores_of(cycle)
    if scheme is None or not cards:
        return None
    sees_all = scheme.state == SchemeState.PUBLISHED or sees_all_cards(actor, scheme)
    own = actor.units_as(*IN_UNIT)
    return {
        card.unit_id: Cell(
            str(card.get_stage_display()),
            badge="ok" if card.stage == Stage.SETTLED else "submitted" if card.submitted_at else "",
            url=reverse("scorecard", args=[card.pk]) if sees_all or card.unit_id in own else "",
        )
        for card in cards
    }


def _works_with_content(actor: Actor) -> bool:
    return actor.holds(*CONTENT_ROLES)
