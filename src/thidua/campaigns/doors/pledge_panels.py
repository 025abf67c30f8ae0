"""What the page of a year shows of its pledge, tasks, visits and practices, and the member table's column."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import FollowUpState, PledgeState, TaskState, VisitState
from thidua.campaigns.facts.boards import board_of, chart_of
from thidua.campaigns.facts.members import Cell, MemberColumn, register_member_column
from thidua.campaigns.models import CheckVisit, Cycle, FollowUp, Pledge, PledgeSignature, Task
from thidua.campaigns.policies.pledges import may_draft_pledge
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.panels import Panel, register_panel


def open_doors() -> None:
    """Register panels and column."""
    register_panel(Panel("cycle", 30, "campaigns/_pledge_panel.html", pledge_panel))
    register_panel(Panel("cycle", 40, "campaigns/_tasks_panel.html", tasks_panel))
    register_panel(Panel("cycle", 50, "campaigns/_visits_panel.html", visits_panel))
    register_member_column(MemberColumn(30, lambda: _("Giao ước"), signature_cells))


def pledge_panel(actor: Actor, cycle: Cycle) -> dict[str, Any]:
    """Signed n of m, and targets by state."""
    pledge = Pledge.objects.filter(cycle=cycle).select_related("agency", "cycle__bloc__agency").first()
    if pledge is None:
        return {"cycle": cycle, "pledge": None, "may_draft": may_draft_pledge(actor, cycle)}
    board = board_of(pledge, clock.today())
    return {"cycle": cycle, "pledge": pledge, "signing": board.signing, "pledge_chart": chart_of(board)}


def tasks_panel(_actor: Actor, cycle: Cycle) -> dict[str, Any]:
    """Tasks by state, and how many are late."""
    rows = list(Task.objects.filter(cycle=cycle).values_list("state", "due_on"))
    counts = Counter(state for state, _due in rows)
    today = clock.today()
    late = sum(TaskState(state).is_open and due is not None and due < today for state, due in rows)
    return {"cycle": cycle, "total": len(rows), "counts": [(each, counts[each]) for each in TaskState], "late": late}


def visits_panel(_actor: Actor, cycle: Cycle) -> dict[str, Any]:
    """Visits planned and held, promises open."""
    counts = Counter(CheckVisit.objects.filter(cycle=cycle).values_list("state", flat=True))
    follow_ups = FollowUp.objects.filter(visit__cycle__bloc=cycle.bloc_id, visit__cycle__year__lte=cycle.year)
    promises = Counter(follow_ups.exclude(state=FollowUpState.CLOSED).values_list("state", flat=True))
    return {
        "cycle": cycle,
        "planned": counts[VisitState.PLANNED],
        "recorded": counts[VisitState.RECORDED],
        "open": promises[FollowUpState.OPEN],
        "reported": promises[FollowUpState.REPORTED],
    }


def signature_cells(_actor: Actor, cycle: Cycle) -> dict[int, Cell] | None:
    """Who has signed; hidden while there is nothing to sign."""
    pledge = Pledge.objects.filter(cycle=cycle).exclude(state=PledgeState.DRAFT).first()
    if pledge is None:
        return None
    signed = PledgeSignature.objects.filter(pledge=pledge, withdrawn_at=None).values_list("unit_id", "signed_on")
    cells = {unit: Cell(_("Chưa ký"), badge="unknown") for unit in _members(cycle)}
    for unit, day in signed:
        words = _("Đã ký {day:%d/%m}").format(day=day) if day else _("Đã ký, chưa rõ ngày")
        cells[unit] = Cell(words, badge="ok", url=reverse("pledge_unit", args=[pledge.pk, unit]))
    return cells


def _members(cycle: Cycle) -> list[int]:
    return list(cycle.bloc.memberships.filter(year=cycle.year).values_list("unit_id", flat=True))
