"""What the page of a year shows of its pledge, tasks, visits and practices, and the member table's column."""

from collections import Counter
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import FollowUpState, PledgeState, TaskState, VisitState
from thidua.campaigns.facts.boards import board_of, chart_of
from thidua.campaigns.facts.members import Cell, MemberColumn, register_member_column
from thidua.campaigns.models import CheckVisit, Cycle, Task
from thidua.campaigns.policies.pledges import may_keep_year
from thidua.campaigns.queries.pledges import PledgeOfYear, pledges_in
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
    today = clock.today()
    found = pledges_in([cycle], today).get(cycle.pk)
    if found is None:
        return {
            "cycle": cycle,
            "pledge": None,
            "may_draft": may_keep_year(actor, cycle),
        }  # there is none, so it may be begun
    board = board_of(found.pledge, today, found.signing)
    return {"cycle": cycle, "pledge": found.pledge, "signing": board.signing, "pledge_chart": chart_of(board)}


def tasks_panel(_actor: Actor, cycle: Cycle) -> dict[str, Any]:
    """Tasks by state, and how many are late."""
    rows = list(Task.objects.filter(cycle=cycle).values_list("state", "due_on"))
    counts = Counter(state for state, _due in rows)
    today = clock.today()
    late = sum(TaskState(state).is_open and due is not None and due < today for state, due in rows)
    return {"cycle": cycle, "total": len(rows), "counts": [(each, counts[each]) for each in TaskState], "late": late}


def visits_panel(_actor: Actor, cycle: Cycle) -> dict[str, Any]:
    """Visits planned and held this year; promises open, those of former years too."""
    of_year = Q(cycle=cycle)
    open_, reported = Q(follow_ups__state=FollowUpState.OPEN), Q(follow_ups__state=FollowUpState.REPORTED)
    counts = CheckVisit.objects.filter(cycle__bloc=cycle.bloc_id, cycle__year__lte=cycle.year).aggregate(
        planned=Count("pk", filter=of_year & Q(state=VisitState.PLANNED), distinct=True),
        recorded=Count("pk", filter=of_year & Q(state=VisitState.RECORDED), distinct=True),
        open=Count("follow_ups", filter=open_, distinct=True),
        reported=Count("follow_ups", filter=reported, distinct=True),
    )
    return {"cycle": cycle, **counts}


def signature_cells(_actor: Actor, cycle: Cycle) -> dict[int, Cell] | None:
    """Who has signed; hidden while there is nothing to sign."""
    found = pledges_in([cycle], clock.today()).get(cycle.pk)
    if found is None or found.pledge.state == PledgeState.DRAFT:
        return None
    return {unit.pk: _cell(found, unit.pk) for unit in found.signing.units}


def _cell(found: PledgeOfYear, unit: int) -> Cell:
    signature = found.signing.signatures.get(unit)
    if signature is None:
        return Cell(_("Chưa ký"), badge="unknown")
    day = signature.signed_on
    words = _("Đã ký {day:%d/%m}").format(day=day) if day else _("Đã ký, chưa rõ ngày")
    return Cell(words, badge="ok", url=reverse("pledge_unit", args=[found.pledge.pk, unit]))
