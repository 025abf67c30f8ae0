"""The one next move of a year for one person: a button, or who has to move."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums.cycles import CycleState, StepState
from thidua.campaigns.facts.reports import Deed
from thidua.campaigns.facts.steps import Position, StepLine
from thidua.campaigns.models import Cycle
from thidua.campaigns.policies.cycles import may_close_cycle, may_open_cycle, may_run_cycle, secretary_of
from thidua.campaigns.policies.steps import may_satisfy_step, may_start_step
from thidua.common.actor import Actor


@dataclass(frozen=True, slots=True)
class Move:
    """`deed` is the button with its answer; None when somebody else has to move, whom `waits_for` names."""

    deed: Deed | None
    waits_for: str = ""
    version: int = 0


def next_move(actor: Actor, cycle: Cycle, position: Position) -> Move:
    """What this person can do next in the year."""
    line = position.line
    if line is not None and line.report.deed is not None:
        return Move(line.report.deed)
    if not may_run_cycle(actor, cycle):
        waits = _("Việc tiếp theo do %(who)s thực hiện.") % {"who": secretary_of(cycle.bloc)}
        return Move(None, "" if cycle.state == CycleState.CLOSED else waits)
    name = {"year": cycle.year}
    if cycle.state == CycleState.PREPARING:
        begin = Deed(
            _("Bắt đầu năm %(year)s") % name,
            reverse("begin_cycle", args=[cycle.pk]),
            "post",
            may_open_cycle(actor, cycle),
        )
        return Move(begin, version=cycle.version)
    if cycle.state == CycleState.CLOSED:
        return Move(None)
    if line is None:
        url = reverse("close_cycle", args=[cycle.pk])
        return Move(Deed(_("Khép lại năm %(year)s") % name, url, "get", may_close_cycle(actor, cycle, is_over=True)))
    return _move_of_step(actor, line)


def _move_of_step(actor: Actor, line: StepLine) -> Move:
    """For the first step that is not over: no earlier one is left."""
    step, name = line.step, {"step": line.label}
    if step.state == StepState.LATER:
        url = reverse("start_step", args=[step.pk])
        start = Deed(_("Bắt đầu bước %(step)s") % name, url, "post", may_start_step(actor, step, is_next=True))
        return Move(start, version=step.version)
    answer = may_satisfy_step(actor, step)
    if answer:
        answer = line.report.ready
    return Move(Deed(_("Ghi kết quả bước %(step)s") % name, reverse("satisfy_step", args=[step.pk]), "get", answer))
