"""What the pages of a meeting, a year and a bloc show of recognition and handover."""

from typing import Any

from django.db.models import Count

from thidua.campaigns.models import Cycle
from thidua.common import clock
from thidua.common.actor import Actor, Role
from thidua.common.panels import Panel, register_panel
from thidua.core.law.certainty import Verdict
from thidua.decisions.facts.law_turns import turned_lines
from thidua.decisions.facts.words import decision_words
from thidua.decisions.models import RecognitionDecision
from thidua.decisions.policies.handovers import handovers_visible_to, may_start_handover
from thidua.decisions.policies.proposals import lines_visible_to, may_draft_proposals, proposals_visible_to
from thidua.decisions.policies.recognitions import decisions_visible_to, may_record_for
from thidua.meetings.models import ElectionRecord, Meeting
from thidua.organisations.models import Bloc
from thidua.records.facts.law_turns import LawTurn

TEMPLATE = "decisions/_panel.html"
TURNS = "decisions/_law_turn_panel.html"
VERDICT_BADGES = {Verdict.MET: "met", Verdict.NOT_MET: "not_met", Verdict.UNKNOWN: "undecided"}
PROPOSALS = "decisions/_proposals_panel.html"


def open_doors() -> None:
    """Register the panels."""
    register_panel(Panel("meeting", 15, PROPOSALS, proposals_of_meeting))
    register_panel(Panel("cycle", 60, PROPOSALS, proposals_of_year))
    register_panel(Panel("meeting", 20, TEMPLATE, of_meeting))
    register_panel(Panel("cycle", 65, TEMPLATE, of_cycle))
    register_panel(Panel("bloc", 65, TEMPLATE, of_bloc))
    register_panel(Panel("law_turn", 10, TURNS, of_law_turn))


def of_law_turn(actor: Actor, turn: LawTurn) -> dict[str, Any] | None:
    """For a standing office, which sees the books: its open proposals that the text of a day judges otherwise."""
    lines = lines_visible_to(actor).filter(answer="", agency__in=actor.agencies_as(Role.STANDING_OFFICE))
    told = turned_lines(lines.order_by("proposals", "position", "pk"), turn, as_of=clock.today())
    if not told.judged and not told.not_judged:
        return None
    turned = [(each.line, VERDICT_BADGES[each.before], VERDICT_BADGES[each.after]) for each in told.turned]
    return {"turn": turn, "told": told, "turned": turned}


def proposals_of_meeting(actor: Actor, meeting: Meeting) -> dict[str, Any] | None:
    """The list that follows from what a conference voted."""
    return proposals_of_year(actor, meeting.cycle) if meeting.cycle is not None else None


def proposals_of_year(actor: Actor, cycle: Cycle) -> dict[str, Any] | None:
    """The year's list of proposals, or the button that begins it."""
    proposals = proposals_visible_to(actor).filter(cycle=cycle).annotate(count=Count("lines")).first()
    if proposals is None and not may_draft_proposals(actor, cycle):
        return None
    return {"proposals": proposals, "cycle": cycle, "count": proposals.count if proposals else 0}


def of_meeting(actor: Actor, meeting: Meeting) -> dict[str, Any] | None:
    """After a choice was recorded: the decision about it and the handover that follows."""
    year = ElectionRecord.objects.filter(meeting=meeting).values_list("year", flat=True).order_by("-year").first()
    if year is None:
        return None
    cycle = meeting.cycle if meeting.cycle is not None and meeting.cycle.year == year - 1 else None
    return _context(actor, meeting.bloc, year, cycle)


def of_cycle(actor: Actor, cycle: Cycle) -> dict[str, Any] | None:
    """The year's own handover, and who was recognised to lead the next."""
    return _context(actor, cycle.bloc, cycle.year + 1, cycle)


def of_bloc(actor: Actor, bloc: Bloc) -> dict[str, Any] | None:
    """The last decisions about a bloc."""
    rows = decisions_visible_to(actor).filter(bloc=bloc)[:3]
    return {"decisions": _told(list(rows))} if rows else None


def _context(actor: Actor, bloc: Bloc, year: int, cycle: Cycle | None) -> dict[str, Any] | None:
    decisions = _told(list(decisions_visible_to(actor).filter(bloc=bloc, year=year)))
    handover = handovers_visible_to(actor).filter(cycle=cycle).first() if cycle is not None else None
    may_record = bool(may_record_for(actor, bloc))
    may_start = cycle is not None and bool(may_start_handover(actor, cycle))
    if not (decisions or handover or may_record or may_start):
        return None
    return {
        "decisions": decisions,
        "handover": handover,
        "bloc": bloc,
        "year": year,
        "cycle": cycle,
        "may_record": may_record,
        "may_start": may_start,
    }


def _told(decisions: list[RecognitionDecision]) -> list[tuple[RecognitionDecision, str]]:
    return [(decision, decision_words(decision)) for decision in decisions]
